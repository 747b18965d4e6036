#include "config.h"

#include "ui/forms/form.h"

#include <string.h>

#include "src/base/text.h"
#include "ui/forms/form-private.h"

/* ── fields in order ─────────────────────────────────────────────────────── */

gboolean ui_form_is_visible (UiForm *form, guint field)
{
	const UiField *spec = &form->spec->fields[field];
	return !spec->is_visible || spec->is_visible (form->record);
}

static gboolean is_here (UiForm *form, guint field, guint page)
{
	return form->spec->fields[field].page == page && ui_form_is_visible (form, field);
}

static gboolean has_fields (UiForm *form, guint page)
{
	for (guint i = 0; i < form->spec->field_count; i++)
		if (is_here (form, i, page))
			return TRUE;
	return FALSE;
}

gboolean ui_form_has_field (const UiForm *form, const char *name)
{
	for (guint i = 0; i < form->spec->field_count; i++)
		if (g_str_equal (form->spec->fields[i].name, name))
			return TRUE;
	return FALSE;
}

guint ui_form_field (const UiForm *form, const char *name)
{
	for (guint i = 0; i < form->spec->field_count; i++)
		if (g_str_equal (form->spec->fields[i].name, name))
			return i;
	g_error ("the form %s has no field %s", form->spec->name, name);
}

/* ── life ────────────────────────────────────────────────────────────────── */

static void open_page (UiForm *form, guint page)
{
	form->page = page;
	for (guint i = 0; i < form->spec->field_count; i++)
		if (form->spec->fields[i].page == page)
			_ui_field_ask_choices (form, i);
	for (guint i = form->spec->field_count; i > 0; i--)
		if (is_here (form, i - 1, page))
			form->focus = i - 1;
}

UiForm *ui_form_new (const UiFormSpec *spec, gpointer record)
{
	UiForm *form = g_new0 (UiForm, 1);
	form->spec = spec;
	form->record = record;
	form->states = g_new0 (UiFieldState, spec->field_count);
	for (guint i = 0; i < spec->field_count; i++)
		_ui_field_load (form, i);
	/* What can be seen may depend on what is chosen on any page. */
	for (guint i = 0; i < spec->field_count; i++)
		_ui_field_ask_choices (form, i);
	open_page (form, 0);
	return form;
}

void ui_form_free (UiForm *form)
{
	if (!form)
		return;
	for (guint i = 0; i < form->spec->field_count; i++)
		_ui_field_clear (form, i);
	g_free (form->states);
	if (form->spec->free_record)
		form->spec->free_record (form->record);
	g_free (form);
}

const UiFormSpec *ui_form_spec (const UiForm *form)
{
	return form->spec;
}

gpointer ui_form_record (UiForm *form)
{
	return form->record;
}

gboolean ui_form_is_touched (const UiForm *form)
{
	return form->is_touched;
}

/* ── pages ───────────────────────────────────────────────────────────────── */

guint ui_form_page (const UiForm *form)
{
	return form->page;
}

static guint pages_until (UiForm *form, guint end)
{
	guint count = 0;
	for (guint i = 0; i < end; i++)
		count += has_fields (form, i) ? 1 : 0;
	return count;
}

guint ui_form_page_count (UiForm *form)
{
	return pages_until (form, form->spec->page_count);
}

guint ui_form_page_number (UiForm *form)
{
	return pages_until (form, form->page + 1);
}

/* Every field of the page; the focus goes to the first that is wrong. */
static gboolean check_fields (UiForm *form)
{
	gboolean good = TRUE;
	for (guint i = 0; i < form->spec->field_count; i++) {
		if (!is_here (form, i, form->page) || _ui_field_store (form, i))
			continue;
		if (good)
			form->focus = i;
		good = FALSE;
	}
	return good;
}

/* Nobody sees what is wrong in a secret: from the one to mend on they are typed anew. */
static void wipe_secrets (UiForm *form)
{
	const UiField *fields = form->spec->fields;
	if (fields[form->focus].kind != UI_FIELD_SECRET)
		return;
	for (guint i = form->focus; i < form->spec->field_count; i++)
		if (is_here (form, i, form->page) && fields[i].kind == UI_FIELD_SECRET)
			ui_form_wipe (form, fields[i].name);
}

static gboolean check_together (UiForm *form)
{
	const UiPage *page = &form->spec->pages[form->page];
	g_autoptr (GError) error = NULL;
	const char *field = NULL;
	if (!page->check || page->check (form->record, &field, &error))
		return TRUE;
	if (field)
		form->focus = ui_form_field (form, field);
	wipe_secrets (form);
	_ui_field_set_error (form, form->focus, error->message);
	return FALSE;
}

UiFormStep ui_form_next_page (UiForm *form)
{
	if (!check_fields (form) || !check_together (form))
		return UI_FORM_STAYS;
	for (guint page = form->page + 1; page < form->spec->page_count; page++) {
		if (!has_fields (form, page))
			continue;
		open_page (form, page);
		return UI_FORM_GOES_ON;
	}
	return UI_FORM_COMPLETE;
}

gboolean ui_form_previous_page (UiForm *form)
{
	(void)_ui_field_store (form, form->focus);
	for (guint page = form->page; page > 0; page--) {
		if (!has_fields (form, page - 1))
			continue;
		open_page (form, page - 1);
		return TRUE;
	}
	return FALSE;
}

/* ── the focus ───────────────────────────────────────────────────────────── */

guint ui_form_focus (const UiForm *form)
{
	return form->focus;
}

static void set_focus (UiForm *form, guint field)
{
	guint page = form->spec->fields[field].page;
	if (page != form->page)
		open_page (form, page);
	form->focus = field;
}

/* FALSE at the end of the page; what is left is checked all the same. */
gboolean _ui_form_move_focus (UiForm *form, int step)
{
	(void)_ui_field_store (form, form->focus);
	for (int i = (int)form->focus + step; i >= 0 && i < (int)form->spec->field_count;
		i += step) {
		if (!is_here (form, (guint)i, form->page))
			continue;
		form->focus = (guint)i;
		return TRUE;
	}
	return FALSE;
}

void ui_form_blame (UiForm *form, const char *name, const char *message)
{
	guint field = ui_form_field (form, name);
	set_focus (form, field);
	_ui_field_set_error (form, field, message);
}

void ui_form_fill (UiForm *form, const char *name, const char *text)
{
	guint field = ui_form_field (form, name);
	_ui_field_set (form, field, text);
	(void)_ui_field_store (form, field);
	form->is_touched = TRUE;
}

void ui_form_wipe (UiForm *form, const char *name)
{
	guint field = ui_form_field (form, name);
	_ui_field_set (form, field, "");
	(void)_ui_field_store (form, field);
	_ui_field_set_error (form, field, NULL);
}

/* ── what a field shows ──────────────────────────────────────────────────── */

const char *ui_form_error (const UiForm *form, guint field)
{
	return form->states[field].error;
}

const char *ui_form_echo (const UiForm *form, guint field)
{
	return form->states[field].echo;
}

const char *ui_form_remark (const UiForm *form, guint field)
{
	return form->states[field].remark;
}

UiLineEdit *ui_form_edit (UiForm *form, guint field)
{
	return form->states[field].edit;
}

const char *ui_form_pasted (const UiForm *form, guint field)
{
	return form->states[field].pasted ? form->states[field].pasted->str : "";
}

gboolean ui_form_is_yes (const UiForm *form, guint field)
{
	return form->states[field].yes;
}
