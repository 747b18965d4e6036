/* What a field holds: from the record into what is typed, and, checked, back. */
#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/secret.h"
#include "src/base/text.h"
#include "ui/forms/form-private.h"
#include "ui/forms/parts.h"

#define NUMBER_MOST 999999
/* A request or a table that is pasted; what goes beyond is left out. */
#define PASTE_MOST (1 << 20)

static gpointer place_of (UiForm *form, guint field)
{
	return (char *)form->record + form->spec->fields[field].offset;
}

static void take_printable (char **place, const char *text)
{
	g_free (*place);
	*place = text && *text ? pki_text_printable_lines (text, -1) : NULL;
}

void _ui_field_set_error (UiForm *form, guint field, const char *message)
{
	take_printable (&form->states[field].error, message);
}

/* ── from the record ─────────────────────────────────────────────────────── */

static char *joined (const GPtrArray *list)
{
	GString *out = g_string_new (NULL);
	for (guint i = 0; list && i < list->len; i++)
		g_string_append_printf (
			out, "%s%s", i ? ", " : "", (const char *)g_ptr_array_index (list, i));
	return g_string_free (out, FALSE);
}

static char *text_of_record (UiForm *form, guint field)
{
	gpointer place = place_of (form, field);
	switch (form->spec->fields[field].kind) {
	case UI_FIELD_LIST:
		return joined (*(GPtrArray **)place);
	case UI_FIELD_NUMBER:
		return *(int *)place > 0 ? g_strdup_printf ("%d", *(int *)place) : g_strdup ("");
	case UI_FIELD_YES_NO:
		return g_strdup (*(gboolean *)place ? "yes" : "no");
	case UI_FIELD_SECRET:
		return g_strdup ("");
	default:
		return g_strdup (*(char **)place ? *(char **)place : "");
	}
}

void _ui_field_load (UiForm *form, guint field)
{
	UiFieldState *state = &form->states[field];
	UiFieldKind kind = form->spec->fields[field].kind;
	if (kind == UI_FIELD_PASTE)
		state->pasted = g_string_new (NULL);
	else if (kind == UI_FIELD_LIST)
		state->edit = ui_line_edit_new_long ();
	else if (kind != UI_FIELD_YES_NO)
		state->edit = ui_line_edit_new (kind == UI_FIELD_SECRET);
	state->chosen = g_strdup ("");
	g_autofree char *text = text_of_record (form, field);
	_ui_field_set (form, field, text);
}

void _ui_field_clear (UiForm *form, guint field)
{
	UiFieldState *state = &form->states[field];
	ui_line_edit_free (state->edit);
	if (state->pasted)
		g_string_free (state->pasted, TRUE);
	g_clear_pointer (&state->choices, g_ptr_array_unref);
	g_clear_pointer (&state->matches, g_ptr_array_unref);
	g_strfreev (state->candidates);
	g_free (state->chosen);
	g_free (state->error);
	g_free (state->echo);
	g_free (state->remark);
}

void _ui_field_set (UiForm *form, guint field, const char *text)
{
	UiFieldState *state = &form->states[field];
	switch (form->spec->fields[field].kind) {
	case UI_FIELD_CHOICE:
		_ui_field_choose (form, field, text);
		break;
	case UI_FIELD_YES_NO:
		state->yes = g_str_equal (text, "yes");
		break;
	case UI_FIELD_PASTE:
		g_string_truncate (state->pasted, 0);
		g_string_append_len (state->pasted, text, (gssize)MIN (strlen (text), PASTE_MOST));
		break;
	default:
		ui_line_edit_set_text (state->edit, text);
		break;
	}
	_ui_field_changed (form, field);
}

void _ui_field_changed (UiForm *form, guint field)
{
	const UiField *spec = &form->spec->fields[field];
	UiFieldState *state = &form->states[field];
	g_clear_pointer (&state->error, g_free);
	g_clear_pointer (&state->echo, g_free);
	g_clear_pointer (&state->candidates, g_strfreev);
	if (spec->remark && state->edit) {
		g_autofree char *remark =
			spec->remark (ui_line_edit_text (state->edit), form->record);
		take_printable (&state->remark, remark);
	}
	/* What can be seen follows these at once. */
	if (spec->kind == UI_FIELD_YES_NO)
		*(gboolean *)place_of (form, field) = state->yes;
}

/* ── into the record, checked ────────────────────────────────────────────── */

static gboolean check (UiForm *form, guint field, const char *text, char **value, char **echo)
{
	const UiField *spec = &form->spec->fields[field];
	g_autoptr (GError) error = NULL;
	if (!spec->check || spec->check (text, form->record, value, echo, &error))
		return TRUE;
	_ui_field_set_error (form, field, error->message);
	return FALSE;
}

/* *DONE where nothing was typed: then what the result says holds. */
static gboolean is_left_empty (UiForm *form, guint field, const char *text, gboolean *good)
{
	const UiField *spec = &form->spec->fields[field];
	if (*text)
		return FALSE;
	*good = spec->missing == NULL;
	if (spec->missing)
		_ui_field_set_error (form, field, _ (spec->missing));
	return TRUE;
}

static void put_text (UiForm *form, guint field, char *text)
{
	char **place = place_of (form, field);
	g_free (*place);
	*place = text;
}

static gboolean store_text (UiForm *form, guint field, const char *typed)
{
	g_autofree char *text = g_strstrip (g_strdup (typed));
	g_autofree char *value = NULL;
	g_autofree char *echo = NULL;
	gboolean good = TRUE;
	if (!is_left_empty (form, field, text, &good))
		good = check (form, field, text, &value, &echo);
	take_printable (&form->states[field].echo, echo);
	put_text (form, field, value ? g_steal_pointer (&value) : g_steal_pointer (&text));
	return good;
}

static gboolean store_list (UiForm *form, guint field, const char *typed)
{
	g_auto (GStrv) parts = ui_parts_of (typed);
	g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
	g_autoptr (GString) echoes = g_string_new (NULL);
	gboolean good = TRUE;
	if (!*parts)
		(void)is_left_empty (form, field, "", &good);
	for (char **part = parts; good && *part; part++) {
		g_autofree char *value = NULL;
		g_autofree char *echo = NULL;
		good = check (form, field, *part, &value, &echo);
		const char *kept = value ? value : *part;
		if (good && !g_ptr_array_find_with_equal_func (list, kept, g_str_equal, NULL))
			g_ptr_array_add (list, g_strdup (kept));
		if (echo)
			g_string_append_printf (echoes, "%s%s", echoes->len ? ", " : "", echo);
	}
	take_printable (&form->states[field].echo, echoes->str);
	GPtrArray **place = place_of (form, field);
	g_clear_pointer (place, g_ptr_array_unref);
	*place = g_steal_pointer (&list);
	return good;
}

static gboolean store_number (UiForm *form, guint field, const char *typed)
{
	g_autofree char *text = g_strstrip (g_strdup (typed));
	gboolean good = TRUE;
	int *place = place_of (form, field);
	*place = 0;
	if (is_left_empty (form, field, text, &good))
		return good;
	char *end;
	errno = 0;
	long number = strtol (text, &end, 10);
	if (*end || errno || number < 1 || number > NUMBER_MOST) {
		g_autofree char *message = g_strdup_printf (
			_ ("\"%s\" is not a number of at least 1: type digits alone."), text);
		_ui_field_set_error (form, field, message);
		return FALSE;
	}
	*place = (int)number;
	g_autofree char *value = NULL;
	g_autofree char *echo = NULL;
	good = check (form, field, text, &value, &echo);
	take_printable (&form->states[field].echo, echo);
	return good;
}

static gboolean store_secret (UiForm *form, guint field, const char *typed)
{
	gboolean good = TRUE;
	char *value = NULL, *echo = NULL;
	if (!is_left_empty (form, field, typed, &good))
		good = check (form, field, typed, &value, &echo);
	PkiSecret **place = place_of (form, field);
	g_clear_pointer (place, pki_secret_unref);
	if (*typed)
		*place = pki_secret_new (typed, strlen (typed));
	g_free (value);
	take_printable (&form->states[field].echo, echo);
	g_free (echo);
	return good;
}

static gboolean store_choice (UiForm *form, guint field)
{
	UiFieldState *state = &form->states[field];
	gboolean good = TRUE;
	g_autofree char *value = NULL;
	g_autofree char *echo = NULL;
	if (!is_left_empty (form, field, state->chosen, &good))
		good = check (form, field, state->chosen, &value, &echo);
	take_printable (&state->echo, echo);
	put_text (form, field, value ? g_steal_pointer (&value) : g_strdup (state->chosen));
	return good;
}

gboolean _ui_field_store (UiForm *form, guint field)
{
	UiFieldState *state = &form->states[field];
	_ui_field_set_error (form, field, NULL);
	switch (form->spec->fields[field].kind) {
	case UI_FIELD_LIST:
		return store_list (form, field, ui_line_edit_text (state->edit));
	case UI_FIELD_NUMBER:
		return store_number (form, field, ui_line_edit_text (state->edit));
	case UI_FIELD_SECRET:
		return store_secret (form, field, ui_line_edit_text (state->edit));
	case UI_FIELD_CHOICE:
		return store_choice (form, field);
	case UI_FIELD_YES_NO:
		*(gboolean *)place_of (form, field) = state->yes;
		return TRUE;
	case UI_FIELD_PASTE:
		return store_text (form, field, state->pasted->str);
	case UI_FIELD_LINE:
	case UI_FIELD_PATH:
		break;
	}
	return store_text (form, field, ui_line_edit_text (state->edit));
}
