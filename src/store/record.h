/*
 * What the filter looks at, packed into one blob per location so that one pass over a narrow table
 * answers any query: a fixed head, then texts in valid UTF-8, each ended by the byte 0xff (which
 * UTF-8 never has). Where a text is not ASCII, all texts follow once more, case-folded.
 */
#pragma once

#include "src/x509/object.h"

typedef enum {
	PKI_TEXT_NAME,
	PKI_TEXT_SUBJECT,
	PKI_TEXT_ISSUER,
	PKI_TEXT_SAN, /* several, a newline between them */
	PKI_TEXT_SERIAL,
	PKI_TEXT_KEY, /* "rsa2048", "ecdsap256": letters and digits alone */
	PKI_TEXT_PATH,
	PKI_TEXT_N,
} PkiText;

enum {
	PKI_RECORD_CA = 1 << 0,
	PKI_RECORD_SELF_ISSUED = 1 << 1,
	PKI_RECORD_FOLDED = 1 << 2, /* the texts follow once more, folded */
};

typedef struct {
	gint64 not_before, not_after; /* PKI_TIME_NONE where there is none */
	guint32 bits; /* of the key; 0 unknown */
	guint8 type, flags;
	guint8 digest[32];
	gsize text_size;
	const char *text;
	const char *folded; /* of text_size bytes only where ASCII; else folded_size */
	gsize folded_size;
} PkiRecord;

/* HEAD's numbers, and TEXTS (PKI_TEXT_N; any bytes, empty where there is none). The caller owns the
 * result. */
GBytes *pki_record_pack (const PkiRecord *head, const PkiSlice *texts);

/* FALSE when DATA is no record. Slices point into DATA. */
gboolean pki_record_unpack (const void *data, gsize size, PkiRecord *out);

/* One text within `text` or `folded`. */
PkiSlice pki_record_text (const char *text, gsize size, PkiText which);

/* Letters and digits of a key's description, lower case. The caller frees. */
char *pki_record_key_text (const char *description);
