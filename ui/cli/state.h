/* The state of an object in the words and colours of text output. */
#pragma once

#include "src/store/item.h"
#include "ui/cli/output.h"

CliTone cli_state_tone (const PkiItem *item);

/* "312 d", negative once it has passed; "" where nothing ends. The caller frees. */
char *cli_state_days (const PkiItem *item, gint64 now);

/* "valid", "soon", "revoked", and a signature that is wrong. The caller frees. */
char *cli_state_words (const PkiItem *item);

/* Of what is revoked: since when and why, "2026-10-02 keyCompromise"; else "". The caller frees. */
char *cli_state_revocation (const PkiItem *item);

/* Where it is kept, as a TARGET: "a/b.pem", "a/b.pem#2". The caller frees. */
char *cli_state_place (const PkiItem *item);
