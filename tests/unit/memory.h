/* What stands in the memory of the test itself. */
#pragma once

#include "src/base/slice.h"

/* Whether NEEDLE stands in memory that was not set apart for secrets: all that would be in a core
 * dump. */
gboolean memory_is_dumped (PkiSlice needle);
