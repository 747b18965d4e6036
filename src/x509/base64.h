/* Base64 as it is found, and the places in a text where some may be hidden. */
#pragma once

#include "src/base/slice.h"

typedef struct {
	GBytes *bytes; /* wiped when freed; never NULL */
	gboolean damaged; /* something is no base64, or is left over, or the padding is wrong */
	gsize bad_at; /* where, when damaged */
} PkiBase64;

/* Blanks and line ends do not count; what is no base64 is passed over and told. One pass. */
void pki_base64_decode (PkiSlice text, PkiBase64 *out);

/* The next run of base64 in *rest that is long enough to hold an object (56 characters); lines that
 * go on with nothing else belong to it. *rest then starts behind it. FALSE when there is none. */
gboolean pki_base64_next (PkiSlice *rest, PkiSlice *run);
