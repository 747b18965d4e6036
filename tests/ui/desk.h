/* What the tests of forms share: stores to work in, and what others say of what was made. */
#pragma once

#include "tests/ui/vt.h"

#define DESK_PASSPHRASE "geheim wie sonst nichts"

/* The folder of all of them, with a copy of what tests/ui/make-pki makes; for fixtures. */
void desk_set_up (void);
void desk_tear_down (void);

/* A directory of that folder, which need not be there: "store" is the copy. The caller frees. */
char *desk_path (const char *name);

/* pkitty in one of them. VARIABLE ("NAME=VALUE") may be NULL. */
Vt *desk_start (const char *directory, int rows, int columns, const char *variable);

/* Runs a shell command in a directory; fails the test, with what it said, unless it succeeds. */
void desk_run (const char *directory, const char *command);

/* What it prints, without the newline at its end. The caller frees. */
char *desk_ask (const char *directory, const char *command);

/* What must hold after every action: git finds nothing wrong and nothing uncommitted, and no key
 * that is not encrypted is in it. */
void desk_check (const char *directory);
