/* Words of commands that are printed to be typed or pasted. */
#pragma once

#include <glib.h>

/* WORD as a shell takes it: in quotes only where it needs them. The caller frees. */
char *pki_shell_word (const char *word);
