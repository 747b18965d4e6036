/* The store of the screens' tests: what tests/ui/make-store makes, for the clock that vt.c freezes.
 */
#pragma once

#include "tests/ui/vt.h"

/* Fixtures, to be run once for all tests of a program. */
void acme_make (void);
void acme_drop (void);

/* The folder that holds the store and what a test puts beside it. */
const char *acme_folder (void);
const char *acme_store (void);

/* The program on a directory, with a variable of the environment (NULL: none). */
Vt *acme_start_in (const char *directory, int rows, int columns, const char *variable);
Vt *acme_start (void); /* on the store, at 80 x 24 */
Vt *acme_start_wide (void); /* at 140 x 40 */

/* Fails unless the row that has NAME on it has REST as well. */
void acme_see_row (Vt *vt, const char *name, const char *rest);

void acme_remove (const char *path); /* with all that is in it */
