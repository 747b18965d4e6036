/* The terminal of a command, for questions: it stays the one a person sits at when standard input
 * or output lead elsewhere. */
#pragma once

#include "src/base/secret.h"

/* Whether there is one to ask on: a standard stream of ours is a terminal. */
gboolean cli_terminal_is_there (void);

/* What is typed after PROMPT, unseen, up to the line end. NULL without an error when it is given up
 * (^C, ^D, no terminal); PKI_ERROR_LIMIT for more than anybody types. */
PkiSecret *cli_terminal_ask_secret (const char *prompt, GError **error);

/* Whether QUESTION is answered with yes; anything else, nothing too, is no. */
gboolean cli_terminal_confirm (const char *question);
