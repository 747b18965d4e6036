/* Extensions (RFC 5280 §4.2) walked where they lie. */
#pragma once

#include "src/x509/der.h"
#include "src/x509/oid.h"

typedef struct {
	PkiSlice oid; /* content octets */
	gboolean critical;
	PkiSlice value; /* content of extnValue: the DER of the extension */
	PkiSlice whole; /* the Extension, header included */
} PkiExtension;

/* Walks the content of a SEQUENCE OF Extension: start with *rest = certificate->extensions. FALSE
 * at the end or where the rest can't be read. Oddities are noted in *sins (may be NULL). */
gboolean pki_extension_next (PkiSlice *rest, PkiExtension *out, guint32 *sins);

/* The first extension of this type. */
gboolean pki_extension_find (PkiSlice extensions, PkiOid oid, PkiExtension *out);

/* Everything odd about the extensions: duplicates, known ones that can't be read, general names. */
guint32 pki_extension_sins (PkiSlice extensions);

/* RFC 5280 §4.2.1.9. FALSE where VALUE is not that. *path_length is -1 when none is given. */
gboolean pki_basic_constraints_parse (
	PkiSlice value, gboolean *ca, gint64 *path_length, guint32 *sins);

/* RFC 5280 §4.2.1.3: bit n of the result is the bit (n) of KeyUsage, digitalSignature being 0.
 * FALSE where VALUE is not that. */
gboolean pki_key_usage_parse (PkiSlice value, guint *bits);
/* "digitalSignature", ...; NULL beyond bit 8. Static. */
const char *pki_key_usage_name (guint bit);

/* RFC 5280 §4.2.1.1; what is absent is an empty slice. FALSE where VALUE is not that. */
typedef struct {
	PkiSlice key_id;
	PkiSlice issuer; /* content of the GeneralNames */
	PkiSlice serial; /* content octets */
} PkiAuthorityKeyId;
gboolean pki_authority_key_id_parse (PkiSlice value, PkiAuthorityKeyId *out);

/* RFC 5280 §4.2.1.2: the octets. */
gboolean pki_subject_key_id_parse (PkiSlice value, PkiSlice *out);
