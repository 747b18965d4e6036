/* Who commits, where git does not know. */
#pragma once

#include "ui/forms/materials.h"

/* Asks, keeps it in the repository's configuration, and calls THEN with new materials. */
void ui_author_open (UiDesk *desk, UiMaterials *materials, UiMaterialsDone then, gpointer data,
	GDestroyNotify free_data);

/* For a name or an address: what git can't take is refused. See field.h. */
gboolean ui_author_check (
	const char *text, gpointer record, char **value, char **echo, GError **error);
