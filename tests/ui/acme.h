/* The store of the screens' tests: what tests/ui/make-store makes, for the clock that vt.c freezes,
 * in the folder of tests/unit/tool.h. */
#pragma once

#include "tests/ui/vt.h"

/* Fixtures, to be run once for all tests of a program. */
void acme_make (void);
void acme_drop (void);

const char *acme_store (void);

/* The program on the store. */
Vt *acme_start (void); /* at 80 x 24 */
Vt *acme_start_wide (void); /* at 140 x 40 */

/* Fails unless the row that has NAME on it has REST as well. */
void acme_see_row (Vt *vt, const char *name, const char *rest);
