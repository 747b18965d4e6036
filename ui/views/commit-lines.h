/* A commit as lines of text. */
#pragma once

#include "src/store/history.h"
#include "ui/term/role.h"

typedef struct {
	int indent; /* columns */
	UiRole label_role, role;
	char *label; /* printable; padded to LABEL_COLUMNS; or NULL */
	int label_columns;
	char *text; /* printable */
} UiCommitLine;

/* UiCommitLine of what is told. The caller owns the result. */
GPtrArray *ui_commit_lines (const PkiHistoryEntry *entry);
