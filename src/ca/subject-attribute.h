/* The attributes of a subject: their names, their string types, and how long they may be. */
#pragma once

#include "src/x509/oid.h"

typedef struct {
	const char *keyword;
	PkiOid oid;
	guint8 tag; /* of the string type */
	guint longest; /* characters */
} PkiSubjectAttribute;

/* Refuses WHAT (shown printable) with WHY: PKI_ERROR_INVALID_INPUT; FALSE always. */
gboolean pki_subject_refuse (GError **error, const char *what, const char *why);

/* The OID of what stands before "=", a keyword or an OID in dots, as content octets; *attribute is
 * NULL for an OID that is not known. */
GBytes *pki_subject_read_type (
	const char *type, const PkiSubjectAttribute **attribute, GError **error);

/* The value as its whole element: of text, or (HEX) of the hex of DER. TYPE is for messages. */
GByteArray *pki_subject_encode_text (
	const char *type, const PkiSubjectAttribute *attribute, const char *value, GError **error);
GByteArray *pki_subject_encode_hex (
	const char *type, const PkiSubjectAttribute *attribute, const char *hex, GError **error);

/* How many characters a value of this type (an OID's content octets) may have (RFC 5280 appendix
 * A.1). */
guint pki_subject_longest (PkiSlice oid);
