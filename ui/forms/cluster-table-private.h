/* The insides of the table of a cluster, shared by what drives it and what draws it. */
#pragma once

#include "ui/core/job.h"
#include "ui/forms/cluster-model.h"
#include "ui/forms/draft.h"
#include "ui/widgets/lineedit.h"

typedef struct {
	UiDraft *draft; /* the form's */
	UiView *form;
	UiCluster *cluster; /* the draft's */
	guint column; /* texts, then roles */
	UiLineEdit *edit; /* NULL: no cell is being edited */
	UiJob *job;
} UiClusterTable;

/* How many columns the table has, and where one begins on a screen of COLUMNS; how wide one is. */
guint _ui_cluster_column_count (const UiClusterTable *table);
int _ui_cluster_column_begin (const UiClusterTable *table, guint column, int columns);
int _ui_cluster_column_width (const UiClusterTable *table, guint column, int columns);

void _ui_cluster_draw_header (UiView *view, UiCells *cells);
void _ui_cluster_draw_row (UiView *view, guint row, UiCells *cells);
void _ui_cluster_draw_status (UiView *view, UiCells *cells);
void _ui_cluster_draw_footer (UiView *view, UiCells *cells);
