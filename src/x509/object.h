/*
 * One thing found in some bytes: certificate, request, CRL, key, something locked, something
 * unreadable. Immutable once made, reference counted, safe to hand to another thread.
 */
#pragma once

#include "src/x509/certificate.h"
#include "src/x509/crl.h"
#include "src/x509/der.h"
#include "src/x509/key.h"
#include "src/x509/request.h"

typedef enum {
	PKI_OBJECT_CERTIFICATE,
	PKI_OBJECT_REQUEST,
	PKI_OBJECT_CRL,
	PKI_OBJECT_PRIVATE_KEY,
	PKI_OBJECT_PUBLIC_KEY,
	PKI_OBJECT_LOCKED, /* a container or key that needs a passphrase */
	PKI_OBJECT_UNREADABLE,
	PKI_OBJECT_N,
} PkiObjectType;

/* How the thing was wrapped where it was found. */
typedef enum {
	PKI_WRAP_DER,
	PKI_WRAP_PEM,
	PKI_WRAP_PKCS7, /* inside a PKCS#7 or CMS bundle */
	PKI_WRAP_PKCS12,
	PKI_WRAP_BASE64, /* base64 inside YAML, JSON or plain text */
} PkiWrap;

typedef struct {
	gatomicrefcount references;
	PkiObjectType type;
	PkiWrap wrap;
	const char *kind; /* static: "PKCS#8", "SEC1", "PKCS#1", "PKCS#12", "encrypted PKCS#8",
			     "DEK-Info", ... or NULL */
	gsize offset; /* of the thing, or of its outermost wrapping, in the bytes read */
	GBytes *bytes; /* what the slices point into (wiped when freed, for private keys); may be
			  NULL */
	PkiSlice der; /* the object itself; for a private key its SubjectPublicKeyInfo alone */
	guint8 digest[32]; /* SHA-256 of `der`; for locked and unreadable things of the bytes as
			      they stand */
	guint8 key_id[32]; /* SHA-256 of the SubjectPublicKeyInfo, where there is one or a
			      Public-Key: line tells it */
	gboolean has_key_id;
	guint32 sins;
	int reason; /* locked: the PkiErrorCode of why it stayed so; PKI_ERROR_LOCKED: no
		       passphrase was tried */
	char *error; /* unreadable: what was wrong and at which offset; locked: what would open it.
			Translated. */
	char *friendly_name; /* of a PKCS#12 bag, or NULL; hostile text */
	union { /* by type; private and public keys share `key` */
		PkiCertificate certificate;
		PkiRequest request;
		PkiCrl crl;
		PkiPublicKey key;
	};
} PkiObject;

/* Makes an object of TYPE from bytes that hold its DER, for example from the catalog: certificate,
 * request, CRL, public key; a private key from its SubjectPublicKeyInfo. NULL when the bytes are
 * not that. Takes a reference on BYTES. */
PkiObject *pki_object_new (PkiObjectType type, GBytes *bytes, PkiSlice der);

/* A private key: SPKI is its public half, PRIVATE_DER (may be empty) is kept behind it in wiped
 * memory. NULL when SPKI is none. */
PkiObject *pki_object_new_private_key (PkiSlice spki, PkiSlice private_der, const char *kind);

/* The private half that pki_object_new_private_key() kept; empty when none was. */
PkiSlice pki_object_private_der (const PkiObject *object);

/* Something locked or unreadable that stands in BYTES, with why (translated; takes ERROR over).
 * OFFSET, wrap and the rest may be set as long as nobody else has the object. */
PkiObject *pki_object_new_closed (
	PkiObjectType type, PkiSlice bytes, const char *kind, gsize offset, char *error);

/* Forgets the bytes and what points into them; type, digests, sins and the rest stay. Only as long
 * as nobody else has the object. */
void pki_object_forget (PkiObject *object);

PkiObject *pki_object_ref (PkiObject *object);
void pki_object_unref (PkiObject *object);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiObject, pki_object_unref)

/* The names of interface.md: "certificate", "private-key", ... */
const char *pki_object_type_name (PkiObjectType type);

/* RFC 4514, most specific RDN first, UTF-8; NULL where the type has none. The caller frees. */
char *pki_object_subject (const PkiObject *object);
char *pki_object_issuer (const PkiObject *object);

/* What a person calls it, hostile text still: common name, else first alternative name, else the
 * last part of the subject, else (CRL) the issuer's; NULL where nothing names it (keys). The caller
 * frees. */
char *pki_object_name (const PkiObject *object);

/* Lower-case hex of the INTEGER's content octets, or NULL. The caller frees. */
char *pki_object_serial (const PkiObject *object);

/* The content of the alternative names, for pki_general_name_next(); empty where there are none.
 * FALSE where the type can't have any. They may be millions, and are never held at once. */
gboolean pki_object_alternative_names (const PkiObject *object, PkiSlice *names);

/* The public key of a certificate, request or key; FALSE where there is none or it can't be read.
 */
gboolean pki_object_public_key (const PkiObject *object, PkiPublicKey *out);

/* The content of the SEQUENCE OF Extension, for pki_extension_next(); empty where there are none.
 */
PkiSlice pki_object_extensions (const PkiObject *object);

/* basicConstraints: whether it says CA; *path_length is -1 when none is given (may be NULL). */
gboolean pki_object_is_ca (const PkiObject *object, int *path_length);

/* RFC names; NULL when the extension is absent or the type has none. g_strfreev(). */
char **pki_object_key_usage (const PkiObject *object);

/* A walk over the extended key usage; FALSE when that is absent or the type has none. The next one
 * by its RFC name, an unknown purpose as its OID (the caller frees); NULL at the end. */
gboolean pki_object_purposes (const PkiObject *object, PkiDer *purposes);
char *pki_object_next_purpose (PkiDer *purposes);

/* Lower-case hex, or NULL. The caller frees. */
char *pki_object_subject_key_id (const PkiObject *object);
char *pki_object_authority_key_id (const PkiObject *object);

/* The same as octets of the object; FALSE where there are none. */
gboolean pki_object_subject_key_octets (const PkiObject *object, PkiSlice *out);
gboolean pki_object_authority_key_octets (const PkiObject *object, PkiSlice *out);

/* "ecdsa-with-SHA256", "sha256WithRSAEncryption", ... or the OID in dots; NULL where nothing is
 * signed. The caller frees. */
char *pki_object_signature_algorithm (const PkiObject *object);

/* Whether subject and issuer are the same Name (folded as RFC 5280 §7.1 compares). */
gboolean pki_object_is_self_issued (const PkiObject *object);

/* 64 bits that are equal for Names which RFC 5280 §7.1 calls equal (case and inner blanks folded):
 * for finding candidates, never as proof. 0 for an empty Name. */
gint64 pki_name_key (PkiSlice name);
