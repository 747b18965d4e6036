/*
 * All about one object: its state and the life that is left, a summary in plain words with links to
 * what belongs to it, and every field in sections that fold. As a screen of its own, and beside the
 * tree.
 */
#pragma once

#include "ui/views/session.h"

/* The arguments; object and name for what is not in the catalog. */
typedef struct {
	UiSession *session;
	gint64 id;
	PkiObject *object; /* NULL: ID's; a reference is taken */
	const char *name; /* hostile text; copied */
} UiDetailArguments;

extern const UiViewOps ui_detail_ops;

/* Shows another object (0: none) in the one beside the tree. */
void ui_detail_select (UiView *view, gint64 id);

/* Opens the screen of its own for ID. */
void ui_detail_open (UiSession *session, gint64 id);
