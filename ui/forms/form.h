/*
 * A form being filled: what was typed, where the focus is, what is wrong. Works without a screen;
 * ui/forms/runner.h draws it and hands it the keys.
 */
#pragma once

#include "ui/forms/field.h"
#include "ui/term/key.h"
#include "ui/widgets/lineedit.h"

/* Begins with what the record holds. The form takes the record over, SPEC outlives it. */
UiForm *ui_form_new (const UiFormSpec *spec, gpointer record);
void ui_form_free (UiForm *form);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UiForm, ui_form_free)

const UiFormSpec *ui_form_spec (const UiForm *form);
gpointer ui_form_record (UiForm *form);

/* Whether anything was typed or chosen that leaving would lose. */
gboolean ui_form_is_touched (const UiForm *form);

/* ── pages ───────────────────────────────────────────────────────────────── */

guint ui_form_page (const UiForm *form);

/* Among the pages that have something to fill in now: how many, and which one from 1 on. */
guint ui_form_page_count (UiForm *form);
guint ui_form_page_number (UiForm *form);

typedef enum {
	UI_FORM_STAYS, /* something is wrong; the focus is on it */
	UI_FORM_GOES_ON,
	UI_FORM_COMPLETE, /* that was the last page: submit */
} UiFormStep;
UiFormStep ui_form_next_page (UiForm *form);
/* Keeps what was typed, right or wrong. FALSE on the first page. */
gboolean ui_form_previous_page (UiForm *form);

/* ── fields ──────────────────────────────────────────────────────────────── */

/* The index of a field by its name. */
guint ui_form_field (const UiForm *form, const char *name);
gboolean ui_form_is_visible (UiForm *form, guint field);
guint ui_form_focus (const UiForm *form);

gboolean ui_form_has_field (const UiForm *form, const char *name);

/* Fills in a field as if it were typed: of a choice the id, of yes or no "yes" or "no". */
void ui_form_fill (UiForm *form, const char *name, const char *text);

/* Says of a field what was found wrong elsewhere, and goes to it. MESSAGE is translated. */
void ui_form_blame (UiForm *form, const char *name, const char *message);

/* Forgets what a secret field holds. */
void ui_form_wipe (UiForm *form, const char *name);

/* Printable, or NULL: the mistake in it; what was understood; what is to be remarked. */
const char *ui_form_error (const UiForm *form, guint field);
const char *ui_form_echo (const UiForm *form, guint field);
const char *ui_form_remark (const UiForm *form, guint field);

/* The line that is edited; of a choice what is searched for; NULL for kinds that have none. */
UiLineEdit *ui_form_edit (UiForm *form, guint field);
/* What was pasted into a field of that kind. */
const char *ui_form_pasted (const UiForm *form, guint field);
gboolean ui_form_is_yes (const UiForm *form, guint field);

/* The choices that match what is searched for, and which of them is chosen (-1: none of them). */
guint ui_form_choices (const UiForm *form, guint field);
const UiChoice *ui_form_choice (const UiForm *form, guint field, guint index);
int ui_form_chosen (const UiForm *form, guint field);
/* What is chosen, whatever is searched for; NULL for nothing. */
const UiChoice *ui_form_current (const UiForm *form, guint field);

/* ── what is typed ───────────────────────────────────────────────────────── */

typedef enum {
	UI_FORM_IGNORED, /* means nothing to a form */
	UI_FORM_TAKEN,
	UI_FORM_ENTERED, /* Enter in the last field: the page is done */
} UiFormKey;
UiFormKey ui_form_key (UiForm *form, UiKey key);
void ui_form_paste (UiForm *form, const char *text);
