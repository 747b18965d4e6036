/* The insides of a form being filled, shared by the files that make it up. */
#pragma once

#include "ui/forms/form.h"

typedef struct {
	UiLineEdit *edit; /* NULL for kinds without */
	GString *pasted; /* UI_FIELD_PASTE */
	gboolean yes;
	GPtrArray *choices; /* UiChoice, all */
	GPtrArray *matches; /* UiChoice of them */
	char *chosen; /* the id; "" for none */
	gboolean is_settled; /* it was chosen, and is not just the first */
	char *error, *echo, *remark; /* printable */
	char **candidates; /* of the last completion */
} UiFieldState;

struct _UiForm {
	const UiFormSpec *spec;
	gpointer record;
	UiFieldState *states;
	guint page;
	guint focus;
	gboolean is_touched;
};

/* form-value.c: what a field holds */
void _ui_field_load (UiForm *form, guint field);
void _ui_field_clear (UiForm *form, guint field);
/* Puts what was typed into the record; FALSE with the mistake in the state. */
gboolean _ui_field_store (UiForm *form, guint field);
void _ui_field_changed (UiForm *form, guint field);
void _ui_field_set (UiForm *form, guint field, const char *text);
void _ui_field_set_error (UiForm *form, guint field, const char *message);

/* form-choice.c */
void _ui_field_ask_choices (UiForm *form, guint field);
void _ui_field_match_choices (UiForm *form, guint field);
void _ui_field_choose (UiForm *form, guint field, const char *id);
gboolean _ui_field_move_choice (UiForm *form, guint field, int step);

/* form-path.c: TRUE when there was something to complete */
gboolean _ui_field_complete_path (UiForm *form, guint field);

/* form.c */
gboolean _ui_form_move_focus (UiForm *form, int step);
