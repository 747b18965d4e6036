/* Completing the path of a file as shells do: Tab goes on as far as there is one way. */
#include "config.h"

#include <string.h>

#include "src/base/text.h"
#include "ui/forms/form-private.h"
#include "ui/forms/path.h"

#define CANDIDATES_SHOWN 12

/* What there is to choose from, below the field. */
static void tell (UiFieldState *state, const GPtrArray *candidates)
{
	GString *out = g_string_new (NULL);
	for (guint i = 0; i < MIN (candidates->len, CANDIDATES_SHOWN); i++) {
		g_autofree char *base = g_path_get_basename (g_ptr_array_index (candidates, i));
		g_string_append_printf (out, "%s%s", i ? "  " : "", base);
	}
	if (candidates->len > CANDIDATES_SHOWN)
		g_string_append (out, "  ...");
	g_free (state->echo);
	state->echo = pki_text_printable (out->str, -1);
	g_string_free (out, TRUE);
}

gboolean _ui_field_complete_path (UiForm *form, guint field)
{
	UiFieldState *state = &form->states[field];
	g_autofree char *typed = g_strdup (ui_line_edit_text (state->edit));
	const char *directory = form->spec->directory ? form->spec->directory (form->record) : ".";
	if (!*typed)
		return FALSE;
	g_autoptr (GPtrArray) candidates = ui_path_complete (typed, directory);
	g_autofree char *common = ui_path_common (candidates);
	if (!common || (candidates->len == 1 && g_str_equal (common, typed)))
		return FALSE; /* it is all there */
	if (strlen (common) > strlen (typed))
		_ui_field_set (form, field, common);
	if (candidates->len > 1)
		tell (state, candidates);
	return TRUE;
}
