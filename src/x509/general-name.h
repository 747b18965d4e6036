/* GeneralNames (RFC 5280 §4.2.1.6) walked where they lie. */
#pragma once

#include "src/x509/der.h"

/* The numbers are the tags. */
typedef enum {
	PKI_GENERAL_NAME_OTHER,
	PKI_GENERAL_NAME_EMAIL,
	PKI_GENERAL_NAME_DNS,
	PKI_GENERAL_NAME_X400,
	PKI_GENERAL_NAME_DIRECTORY,
	PKI_GENERAL_NAME_EDI,
	PKI_GENERAL_NAME_URI,
	PKI_GENERAL_NAME_IP,
	PKI_GENERAL_NAME_RID,
	PKI_GENERAL_NAME_UNKNOWN, /* a tag that RFC 5280 does not have */
} PkiGeneralNameKind;

typedef struct {
	PkiGeneralNameKind kind;
	PkiSlice value; /* content octets; for DIRECTORY the Name, header included; for OTHER the
			   value's whole element */
	PkiSlice type; /* OTHER: content octets of its OID */
	PkiSlice whole; /* header included */
} PkiGeneralName;

/* Walks the content of a SEQUENCE OF GeneralName; FALSE at the end or where the rest can't be read.
 * What is empty, of odd form or length is given all the same and noted as PKI_SIN_BAD_GENERAL_NAME
 * in *sins (may be NULL). */
gboolean pki_general_name_next (PkiSlice *rest, PkiGeneralName *out, guint32 *sins);

/* The content of the SEQUENCE in DER, for pki_general_name_next(): for example the value of a
 * subjectAltName extension. FALSE when it is none. */
gboolean pki_general_names_parse (PkiSlice der, PkiSlice *content);

/* One GeneralName from its whole element. */
gboolean pki_general_name_parse (PkiSlice whole, PkiGeneralName *out, guint32 *sins);

/* The value as UTF-8: bytes that are not UTF-8 as \xHH, addresses as people write them (with /bits
 * or /mask where a name constraint has a mask), DIRNAME in RFC 4514, OTHER as its OID in dots, what
 * can't be read as "#" and hex. Hostile, and may hold NUL. The caller frees. */
GString *pki_general_name_value (const PkiGeneralName *name);

/* The same behind the prefix and a colon: "DNS:etcd1". The caller frees. */
GString *pki_general_name_text (const PkiGeneralName *name);
void pki_general_name_append (const PkiGeneralName *name, GString *out);
