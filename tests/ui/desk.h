/* What the tests of forms share: stores to work in, in the folder of tests/unit/tool.h, and what
 * others say of what was made. */
#pragma once

#include "tests/ui/vt.h"

#define DESK_PASSPHRASE "geheim wie sonst nichts"

/* By the clock of the screens, ten minutes on. */
#define DESK_VERIFY "openssl verify -attime 1795176600 "

/* Makes "store", with tests/ui/make-pki; for fixtures. */
void desk_set_up (void);

/* A directory of that folder, which need not be there. The caller frees. */
char *desk_path (const char *name);

/* pkitty in the store, once that is read; *DIRECTORY is freed by the caller. VARIABLE as for
 * vt_start_in(). */
Vt *desk_open (char **directory, int rows, int columns, const char *variable);

/* Waits for the review, agrees to it, and waits for what is said when it is DONE. */
void desk_write (Vt *vt, const char *done);

/* Runs a shell command in a directory, with pkitty's clock at the same moment as that of the
 * screens; fails the test, with what it said, unless it succeeds. */
void desk_run (const char *directory, const char *command);

/* What it prints, without the newline at its end. The caller frees. */
char *desk_ask (const char *directory, const char *command);

/* What must hold after every action: git finds nothing wrong and nothing uncommitted, and no key
 * that is not encrypted is in it. */
void desk_check (const char *directory);
