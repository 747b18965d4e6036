/*
 * The described tree: everything an object holds, as labels and values in words, each with the
 * bytes it came from. One description serves the detail view, `show --text` and tests.
 */
#pragma once

#include "src/x509/object.h"

/* Which of the sections a field directly below the top is, for those who treat some specially:
 * labels are translated. */
typedef enum {
	PKI_FIELD_OTHER,
	PKI_FIELD_ISSUER,
	PKI_FIELD_KEY,
	PKI_FIELD_SERIAL,
	PKI_FIELD_VERSION,
	PKI_FIELD_SIGNATURE,
	PKI_FIELD_FINGERPRINT,
	PKI_FIELD_EXTENSIONS,
	PKI_FIELD_REMARKS,
} PkiFieldSection;

typedef struct _PkiField {
	PkiFieldSection section;
	char *label; /* translated, or the OID for what is unknown */
	char *value; /* in words; UTF-8 but hostile: pass pki_text_printable() before showing; NULL
			for a mere heading */
	char *oid; /* in dots, or NULL */
	PkiSlice raw; /* the bytes, owned by the object described; empty where none */
	gboolean critical;
	gboolean hex; /* the value is octets in pairs ("5f 1c 09"), to be split between pairs where
			 it is too long for a line */
	gboolean remark; /* a remark: something odd or wrong about the object */
	GPtrArray *children; /* PkiField, never NULL */
} PkiField;

/* Describes all fields: the top field's children are the sections (Subject, Issuer, Validity,
 * Names, Use, Key, Serial number, Signature, Extensions, Remarks, ...). Times are absolute; NOW
 * (seconds) is for words such as "312 days left". The field's slices point into OBJECT, which must
 * outlive it. CRL entries are described up to MOST_ENTRIES, then one field that counts the rest. */
PkiField *pki_object_describe (const PkiObject *object, gint64 now, gsize most_entries);

void pki_field_free (PkiField *field);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiField, pki_field_free)

/* The tree as indented printable text, a line per field, ready for a terminal: `show --text` and
 * the key t. The caller frees. */
char *pki_field_to_text (const PkiField *field);

/* The object as PEM (RFC 7468), with the right label; for a private key its public half. NULL for
 * what has no DER. The caller frees. */
char *pki_object_to_pem (const PkiObject *object);

/* Short words for lists: "root CA", "CA, no sub-CAs", "server + client", "client", "CRL", "RSA 2048
 * key". Translated; the caller frees. */
char *pki_object_use_words (const PkiObject *object);
