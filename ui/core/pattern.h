/* What a search looks for: a literal, case-smart substring (an upper-case letter in it makes case
 * count), as everywhere in the program. */
#pragma once

#include <glib.h>

typedef struct _UiPattern UiPattern;

UiPattern *ui_pattern_new (const char *text);
void ui_pattern_free (UiPattern *pattern);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UiPattern, ui_pattern_free)

const char *ui_pattern_text (const UiPattern *pattern);

/* Whether TEXT (NULL: no) holds it. An empty pattern is in nothing. */
gboolean ui_pattern_match (const UiPattern *pattern, const char *text);

/* The first place at or after FROM (bytes); FALSE when there is none. */
gboolean ui_pattern_find (
	const UiPattern *pattern, const char *text, gsize from, gsize *start, gsize *end);
