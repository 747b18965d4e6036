/* A certification request (PKCS#10, RFC 2986), read like a certificate: see certificate.h. */
#pragma once

#include "src/x509/sin.h"
#include "src/base/slice.h"

typedef struct {
	PkiSlice der;
	PkiSlice info; /* CertificationRequestInfo, header included: what is signed */
	int version; /* 1; 0 when unreadable */
	PkiSlice subject;
	PkiSlice spki;
	PkiSlice attributes; /* content of the [0] SET OF Attribute; empty when absent */
	PkiSlice extensions; /* content of the SEQUENCE OF Extension of an extensionRequest; empty
				when absent */
	PkiSlice algorithm;
	PkiSlice signature;
	guint32 sins;
} PkiRequest;

gboolean pki_request_parse (PkiSlice der, PkiRequest *out);
