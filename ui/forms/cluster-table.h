/* The table of a cluster on the screen. */
#pragma once

#include "ui/core/app.h"
#include "ui/forms/draft.h"

/* Opens it above FORM, the view of the form that DRAFT is the record of: `profile` has the group,
 * and the draft keeps the table, so that going back loses nothing. */
void ui_cluster_table_open (UiView *form, UiDraft *draft);
