/* The character string types of ASN.1 (X.680 §41), read character by character. */
#pragma once

#include "src/x509/der.h"

typedef struct {
	const guint8 *at;
	const guint8 *end;
	guint32 tag;
} PkiCharacters;

/* FALSE when the element is no character string. */
gboolean pki_characters (const PkiElement *value, PkiCharacters *out);

/* The next character. A byte that is none gives *bad = TRUE and the byte in *character. FALSE at
 * the end. */
gboolean pki_characters_next (PkiCharacters *characters, gunichar *character, gboolean *bad);

/* Whether the string holds only what its type allows. */
gboolean pki_string_is_valid (const PkiElement *value);
