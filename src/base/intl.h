/* Translation marks: _() around what a user reads, N_() in tables, ngettext() for counts. 64-bit
 * numbers within are PRId64 and PRIu64, which xgettext knows; G_GINT64_FORMAT it does not. */
#pragma once

#include <inttypes.h>
#include <libintl.h>

#define _(text)  gettext (text)
#define N_(text) text
