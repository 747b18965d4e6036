/*
 * A form as data: fields on pages, each with its words and its checks, filled into a record. What
 * is here is const and knows no screen; ui/forms/form.h fills it, ui/forms/runner.h shows it.
 *
 * Texts are untranslated (N_()) where they stand in the table, translated where a function gives
 * them.
 */
#pragma once

#include <glib.h>

typedef struct _UiForm UiForm;
typedef struct _UiView UiView;

/* What is at the field's offset in the record: */
typedef enum {
	UI_FIELD_LINE, /* char *; "" when empty */
	UI_FIELD_LIST, /* GPtrArray * of char *: separated by commas, blanks, newlines */
	UI_FIELD_CHOICE, /* char *: the id; "" when nothing can be chosen */
	UI_FIELD_NUMBER, /* int; 0 when empty */
	UI_FIELD_SECRET, /* PkiSecret *; NULL when empty */
	UI_FIELD_YES_NO, /* gboolean */
	UI_FIELD_PASTE, /* char *: a text of several lines, pasted; "" when empty */
	UI_FIELD_PATH, /* char *: of a file, completed; "" when empty */
} UiFieldKind;

/* One thing that a field can be; printable texts, owned. */
typedef struct {
	char *id;
	char *title;
	char *words; /* what it is, or is for; NULL */
} UiChoice;

/* TITLE and WORDS are translated or any text: they are made printable. */
UiChoice *ui_choice_new (const char *id, const char *title, const char *words);
void ui_choice_free (gpointer choice);

typedef struct {
	UiFieldKind kind;
	const char *name; /* never translated */
	guint page;
	const char *label;
	const char *hint; /* one line under it */
	const char *explanation; /* for F1: what it is, what to type, what happens else */
	gsize offset;

	const char *missing; /* what is said when it is left empty; NULL: it may be */

	/* Looks at what was typed (of a list: at each part) as the field is left; never at nothing.
	 * *value, where set, is stored instead; *echo, where set, is shown below (what was
	 * understood). An error says what to type. */
	gboolean (*check) (
		const char *text, gpointer record, char **value, char **echo, GError **error);

	gboolean (*is_visible) (gconstpointer record);
	char *(*hint_now) (gconstpointer record); /* instead of `hint` */
	char *(*fallback) (gconstpointer record); /* what holds while it is empty */
	char *(*remark) (const char *text, gconstpointer record); /* at each change; or NULL */
	GPtrArray *(*choices) (gpointer record); /* UiChoice; asked as its page is opened */
	/* The choices depend on those above on the page: they are asked for anew as these change,
	 * and the first of them holds until the user has chosen another. */
	gboolean follows;
} UiField;

typedef struct {
	const char *title;
	char *(*text) (gconstpointer record); /* below the fields; may be NULL, give NULL */
	/* What only several fields together tell, as the page is left. *field (may stay NULL) is
	 * the name of the one to mend. */
	gboolean (*check) (gpointer record, const char **field, GError **error);
} UiPage;

typedef struct {
	const char *name; /* never translated */
	const char *title;
	const UiPage *pages;
	guint page_count;
	const UiField *fields; /* in the order of pages */
	guint field_count;
	/* After the last page; all is checked. VIEW is the form's. */
	void (*submit) (UiView *view, UiForm *form);
	/* A key that was held to be open is locked: what asks for its passphrase is to be seen. */
	void (*key_locked) (gpointer record);
	void (*free_record) (gpointer record);
	const char *(*directory) (gconstpointer record); /* where paths begin; NULL: where we are */
} UiFormSpec;
