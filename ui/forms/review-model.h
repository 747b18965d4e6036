/* A plan as lines: what will be made, what it touches, what is committed, the same as a command. */
#pragma once

#include "src/store/plan.h"
#include "ui/term/role.h"

typedef struct {
	UiRole role; /* of the text */
	char *label; /* printable; NULL: the line goes on */
	char *text; /* printable */
} UiReviewLine;

/* UiReviewLine for COLUMNS; owned by the caller. */
GPtrArray *ui_review_lines (const PkiPlan *plan, int columns);

/* The command as a shell takes it. The caller frees. */
char *ui_review_command (const PkiPlan *plan);
