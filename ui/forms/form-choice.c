/* A field that is one of several things: searched by typing, moved in by the arrows. */
#include "config.h"

#include <string.h>

#include "src/base/text.h"
#include "ui/core/pattern.h"
#include "ui/forms/form-private.h"

UiChoice *ui_choice_new (const char *id, const char *title, const char *words)
{
	UiChoice *choice = g_new (UiChoice, 1);
	*choice = (UiChoice){ g_strdup (id), pki_text_printable (title, -1),
		words ? pki_text_printable (words, -1) : NULL };
	return choice;
}

void ui_choice_free (gpointer data)
{
	UiChoice *choice = data;
	g_free (choice->id);
	g_free (choice->title);
	g_free (choice->words);
	g_free (choice);
}

static int index_of (const GPtrArray *choices, const char *id)
{
	for (guint i = 0; choices && i < choices->len; i++)
		if (g_str_equal (((UiChoice *)g_ptr_array_index (choices, i))->id, id))
			return (int)i;
	return -1;
}

static gboolean matches (const UiPattern *pattern, const UiChoice *choice)
{
	return !*ui_pattern_text (pattern) || ui_pattern_match (pattern, choice->title) ||
	       ui_pattern_match (pattern, choice->words) || ui_pattern_match (pattern, choice->id);
}

static void set_chosen (UiForm *form, guint field, const char *id)
{
	UiFieldState *state = &form->states[field];
	char **place = (gpointer)((char *)form->record + form->spec->fields[field].offset);
	if (state->chosen != id) {
		g_free (state->chosen);
		state->chosen = g_strdup (id);
	}
	/* What can be seen follows at once. */
	g_free (*place);
	*place = g_strdup (id);
}

void _ui_field_match_choices (UiForm *form, guint field)
{
	UiFieldState *state = &form->states[field];
	g_autoptr (UiPattern) pattern = ui_pattern_new (ui_line_edit_text (state->edit));
	g_ptr_array_set_size (state->matches, 0);
	for (guint i = 0; i < state->choices->len; i++) {
		UiChoice *choice = g_ptr_array_index (state->choices, i);
		if (matches (pattern, choice))
			g_ptr_array_add (state->matches, choice);
	}
	if (state->matches->len > 0 && index_of (state->matches, state->chosen) < 0)
		set_chosen (form, field, ui_form_choice (form, field, 0)->id);
}

/* Whether what is chosen stays: it is there, and more than the first of a list. */
static gboolean is_settled (const UiFieldState *state)
{
	return state->is_settled && index_of (state->choices, state->chosen) >= 0;
}

void _ui_field_ask_choices (UiForm *form, guint field)
{
	const UiField *spec = &form->spec->fields[field];
	UiFieldState *state = &form->states[field];
	if (spec->kind != UI_FIELD_CHOICE)
		return;
	g_clear_pointer (&state->matches, g_ptr_array_unref);
	g_clear_pointer (&state->choices, g_ptr_array_unref);
	state->choices = spec->choices (form->record);
	state->matches = g_ptr_array_new ();
	if (!is_settled (state))
		set_chosen (form, field,
			state->choices->len
				? ((UiChoice *)g_ptr_array_index (state->choices, 0))->id
				: "");
	ui_line_edit_set_text (state->edit, "");
	_ui_field_match_choices (form, field);
}

void _ui_field_choose (UiForm *form, guint field, const char *id)
{
	UiFieldState *state = &form->states[field];
	if (state->choices && index_of (state->choices, id) < 0)
		return;
	set_chosen (form, field, id);
	state->is_settled = *id != '\0';
	ui_line_edit_set_text (state->edit, "");
	if (state->choices)
		_ui_field_match_choices (form, field);
}

gboolean _ui_field_move_choice (UiForm *form, guint field, int step)
{
	UiFieldState *state = &form->states[field];
	int last = (int)state->matches->len - 1;
	int at = index_of (state->matches, state->chosen);
	int to = CLAMP (at + step, 0, MAX (last, 0));
	if (last < 0 || to == at)
		return FALSE;
	set_chosen (form, field, ui_form_choice (form, field, (guint)to)->id);
	return TRUE;
}

guint ui_form_choices (const UiForm *form, guint field)
{
	return form->states[field].matches->len;
}

const UiChoice *ui_form_choice (const UiForm *form, guint field, guint index)
{
	return g_ptr_array_index (form->states[field].matches, index);
}

int ui_form_chosen (const UiForm *form, guint field)
{
	return index_of (form->states[field].matches, form->states[field].chosen);
}

const UiChoice *ui_form_current (const UiForm *form, guint field)
{
	const UiFieldState *state = &form->states[field];
	int index = index_of (state->choices, state->chosen);
	return index < 0 ? NULL : g_ptr_array_index (state->choices, (guint)index);
}
