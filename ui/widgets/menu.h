/* A short list of choices in a popup: by letter, or by moving and Enter. Push ui_menu_ops with a
 * UiMenu. */
#pragma once

#include "ui/core/view.h"

typedef struct {
	UiKey key; /* chooses at once; none of those that move */
	char *label; /* translated */
	char *hint; /* printable, beside the label, or NULL */
	int id;
	char *why_not; /* translated: it can't be chosen now; or NULL */
} UiMenuItem;

typedef struct {
	const char *title; /* translated; copied */
	const UiMenuItem *items; /* copied, with their texts */
	guint count;
	/* The menu has closed already. */
	void (*chosen) (int id, gpointer data);
	gpointer data;
	GDestroyNotify free_data; /* when the menu is gone, whether or not something was chosen */
} UiMenu;

extern const UiViewOps ui_menu_ops;
