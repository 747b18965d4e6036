/* Text in UTF-16 and UTF-32, as Windows' tools and conversions by hand leave it. */
#pragma once

#include "src/base/slice.h"

typedef struct {
	guint unit; /* octets of a unit: 2 or 4 */
	gboolean little; /* the least of them first */
	gsize mark; /* octets of the byte order mark in front */
} PkiWideText;

/* Tells it by its byte order mark, by how it begins, or by a PEM block in it that is the only one
 * so far as octets are read. FALSE for all else. */
gboolean pki_wide_text_find (PkiSlice bytes, PkiWideText *out);

/* An octet for each unit: ASCII as it is, 0xff for others. It is wiped when it is freed. */
GBytes *pki_wide_text_narrow (PkiSlice bytes, const PkiWideText *text);
