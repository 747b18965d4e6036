/* How well a passphrase guards a key. */
#pragma once

#include "src/base/secret.h"

/* NULL when PASSPHRASE is good enough for what whoever has a copy of the repository may guess at
 * for years; else a translated sentence that says why it is weak and what would be better. The
 * caller frees. */
char *pki_passphrase_weakness (const PkiSecret *passphrase);

/* FALSE with PKI_ERROR_INVALID_INPUT for what can't guard a key at all: empty, or with a NUL or a
 * line end inside, which other programs would cut. */
gboolean pki_passphrase_check (const PkiSecret *passphrase, GError **error);
