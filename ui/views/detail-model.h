/* The lines of a detail view: what is told about one object, in order, wrapped to a width, with
 * what is folded left out. Made anew when anything changes. */
#pragma once

#include "ui/views/detail.h"
#include "ui/views/state.h"

typedef struct {
	guint depth; /* 0: the sections */
	char *label; /* printable; "" on the lines that go on with a value */
	char *value; /* printable */
	UiRole role; /* of the value */
	gint64 target; /* the object that Enter goes to; 0: none */
	char *fold; /* names the section that Enter folds; NULL: none */
	gboolean open;
	gboolean bar; /* the life that is left, in the place of a value */
} UiDetailLine;

typedef struct {
	GPtrArray *lines; /* UiDetailLine */
	int label_columns; /* of depth 0 */
	char *name; /* printable */
	UiState state;
	char *state_words; /* "312 days left", printable */
	gint64 not_before, not_after; /* PKI_TIME_NONE: no bar */
} UiDetailModel;

/* OPEN: the names of the sections that are open (char*, a set). COMMITTED: by which commit it came
 * (ui_committed_words()). OBJECT may be NULL; ID or OBJECT is given. */
UiDetailModel *ui_detail_model_new (
	const UiDetailArguments *subject, int columns, GHashTable *open, const char *committed);
void ui_detail_model_free (UiDetailModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UiDetailModel, ui_detail_model_free)
