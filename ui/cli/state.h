/* The state of an object in the words and colours of text output. */
#pragma once

#include "src/store/item.h"
#include "ui/cli/output.h"

CliTone cli_state_tone (const PkiItem *item);

/* "312 d", negative once it has passed; "" where nothing ends. The caller frees. */
char *cli_state_days (const PkiItem *item, gint64 now);

/* "valid", "expired", "revoked 2026-10-02 (keyCompromise)", and a wrong signature. The caller
 * frees. */
char *cli_state_words (const PkiItem *item);
