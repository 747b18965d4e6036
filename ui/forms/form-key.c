/* What keys and pastes do to a form. */
#include "config.h"

#include <string.h>

#include "src/base/intl.h"
#include "ui/forms/form-private.h"
#include "ui/widgets/lineedit-key.h"

/* How far PgUp and PgDn move in choices. */
#define PAGE 8

/* Choices below that depend on what is chosen here. */
static void ask_followers (UiForm *form)
{
	const UiField *fields = form->spec->fields;
	for (guint i = form->focus + 1; i < form->spec->field_count; i++)
		if (fields[i].follows && fields[i].page == form->page)
			_ui_field_ask_choices (form, i);
}

static UiFormKey touched (UiForm *form)
{
	if (form->spec->fields[form->focus].kind == UI_FIELD_CHOICE) {
		form->states[form->focus].is_settled = TRUE;
		ask_followers (form);
	}
	_ui_field_changed (form, form->focus);
	form->is_touched = TRUE;
	return UI_FORM_TAKEN;
}

/* What does not fit is left out as a whole, which must not go unnoticed. */
static void insert (UiForm *form, const char *text)
{
	UiLineEdit *edit = form->states[form->focus].edit;
	gboolean fits = ui_line_edit_fits (edit, text, -1);
	(void)ui_line_edit_insert (edit, text, -1);
	(void)touched (form);
	if (!fits)
		_ui_field_set_error (form, form->focus,
			_ ("that is too long for this field: nothing of it was taken"));
}

static UiFormKey choice_key (UiForm *form, UiKey key)
{
	UiFieldState *state = &form->states[form->focus];
	int step = key == UI_KEY_DOWN        ? 1
		   : key == UI_KEY_UP        ? -1
		   : key == UI_KEY_PAGE_DOWN ? PAGE
		   : key == UI_KEY_PAGE_UP   ? -PAGE
					     : 0;
	if (step != 0) {
		if (_ui_field_move_choice (form, form->focus, step))
			return touched (form);
		return UI_FORM_TAKEN;
	}
	if (!ui_line_edit_press (state->edit, key))
		return ui_key_is_text (key) ? UI_FORM_TAKEN : UI_FORM_IGNORED;
	_ui_field_match_choices (form, form->focus);
	return touched (form);
}

static UiFormKey yes_no_key (UiForm *form, UiKey key)
{
	UiFieldState *state = &form->states[form->focus];
	if (key == ' ' || key == UI_KEY_LEFT || key == UI_KEY_RIGHT)
		state->yes = !state->yes;
	else if (key == 'y' || key == 'n')
		state->yes = key == 'y';
	else
		return ui_key_is_text (key) ? UI_FORM_TAKEN : UI_FORM_IGNORED;
	return touched (form);
}

/* Without brackets around a paste its lines arrive as keys: Enter belongs to them until the end. */
static gboolean is_amid_paste (const GString *pasted)
{
	return pasted->len > 0 && !strstr (pasted->str, "-----END ");
}

static UiFormKey paste_key (UiForm *form, UiKey key)
{
	GString *pasted = form->states[form->focus].pasted;
	if (key == UI_KEY_BACKSPACE || key == UI_KEY_DELETE || key == UI_KEY_CTRL ('u'))
		g_string_truncate (pasted, 0);
	else if (key == UI_KEY_ENTER)
		g_string_append_c (pasted, '\n');
	else if (ui_key_is_text (key))
		g_string_append_unichar (pasted, (gunichar)key);
	else
		return UI_FORM_IGNORED;
	return touched (form);
}

static UiFormKey field_key (UiForm *form, UiKey key)
{
	UiFieldState *state = &form->states[form->focus];
	switch (form->spec->fields[form->focus].kind) {
	case UI_FIELD_CHOICE:
		return choice_key (form, key);
	case UI_FIELD_YES_NO:
		return yes_no_key (form, key);
	case UI_FIELD_PASTE:
		return paste_key (form, key);
	default:
		break;
	}
	if (ui_line_edit_press (state->edit, key))
		return touched (form);
	return ui_key_is_text (key) ? UI_FORM_TAKEN : UI_FORM_IGNORED;
}

/* Round at the ends of the page. */
static void step_focus (UiForm *form, int step)
{
	if (_ui_form_move_focus (form, step))
		return;
	while (_ui_form_move_focus (form, -step))
		;
}

UiFormKey ui_form_key (UiForm *form, UiKey key)
{
	UiFieldKind kind = form->spec->fields[form->focus].kind;
	UiFieldState *state = &form->states[form->focus];
	if (kind == UI_FIELD_PASTE && key == UI_KEY_ENTER && is_amid_paste (state->pasted))
		return paste_key (form, key);
	switch (key) {
	case UI_KEY_TAB:
		if (kind != UI_FIELD_PATH || !_ui_field_complete_path (form, form->focus))
			step_focus (form, 1);
		return UI_FORM_TAKEN;
	case UI_KEY_BACKTAB:
		step_focus (form, -1);
		return UI_FORM_TAKEN;
	case UI_KEY_ENTER:
		return _ui_form_move_focus (form, 1) ? UI_FORM_TAKEN : UI_FORM_ENTERED;
	case UI_KEY_DOWN:
	case UI_KEY_UP:
		if (kind == UI_FIELD_CHOICE)
			break;
		(void)_ui_form_move_focus (form, key == UI_KEY_DOWN ? 1 : -1);
		return UI_FORM_TAKEN;
	default:
		break;
	}
	return field_key (form, key);
}

/* The lines of a list become its parts. */
static void paste_list (UiForm *form, const char *text)
{
	g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
	g_autoptr (GString) joined = g_string_new (NULL);
	for (char **line = lines; *line; line++) {
		g_strstrip (*line);
		if (**line)
			g_string_append_printf (joined, "%s%s", joined->len ? ", " : "", *line);
	}
	insert (form, joined->str);
}

void ui_form_paste (UiForm *form, const char *text)
{
	switch (form->spec->fields[form->focus].kind) {
	case UI_FIELD_YES_NO:
		return;
	case UI_FIELD_PASTE:
		_ui_field_set (form, form->focus, text);
		(void)touched (form);
		break;
	case UI_FIELD_LIST:
		paste_list (form, text);
		break;
	case UI_FIELD_CHOICE:
		insert (form, text);
		_ui_field_match_choices (form, form->focus);
		ask_followers (form);
		break;
	default:
		insert (form, text);
		break;
	}
}
