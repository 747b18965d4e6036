/* Bytes as hexadecimal digits and back. */
#pragma once

#include "src/base/slice.h"

/* Lower-case digits without separators; never NULL. The caller frees. */
char *pki_hex_encode (PkiSlice bytes);

/* The same in pairs with SEPARATOR between them: "5f 1c 09". The caller frees. */
char *pki_hex_encode_pairs (PkiSlice bytes, char separator);

/* Reads digits of any case; ':' and blanks between digits are passed over. NULL when anything else
 * stands in TEXT or a digit is left over. The caller owns the result. */
GBytes *pki_hex_decode (const char *text);
