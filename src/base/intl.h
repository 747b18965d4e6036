/* Translation marks: _() around what a user reads, N_() in tables, ngettext() for counts, C_() for
 * a word that other languages have several for, with what it says here. 64-bit numbers within are
 * PRId64 and PRIu64, which xgettext knows; G_GINT64_FORMAT it does not. */
#pragma once

#include <glib.h>
#include <inttypes.h>
#include <libintl.h>

#define _(text)  gettext (text)
#define N_(text) text

#define C_(context, text) g_dpgettext (NULL, context "\004" text, sizeof (context))
