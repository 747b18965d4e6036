/* Translation marks: _() around what a user reads, N_() in tables, ngettext() for counts. */
#pragma once

#include <libintl.h>

#define _(text)  gettext (text)
#define N_(text) text
