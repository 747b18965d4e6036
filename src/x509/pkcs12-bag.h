/* A SafeBag, the thing PKCS#12 keeps things in (RFC 7292 §4.2). */
#pragma once

#include "src/x509/der.h"
#include "src/x509/oid.h"

typedef struct {
	PkiOid type; /* PKI_OID_BAG_KEY, ... */
	PkiSlice value; /* the thing itself: PrivateKeyInfo, EncryptedPrivateKeyInfo, SafeContents,
			   certificate or CRL; empty for what has another form */
	PkiSlice name; /* friendlyName as a BMPString's content; empty when absent */
} PkiPkcs12Bag;

/* Reads the content of a SafeBag. FALSE where it is none. */
gboolean pki_pkcs12_bag_read (PkiDer der, PkiPkcs12Bag *out);

/* The friendlyName as UTF-8, whatever it holds; NULL when absent. The caller frees. */
char *pki_pkcs12_bag_name (const PkiPkcs12Bag *bag);
