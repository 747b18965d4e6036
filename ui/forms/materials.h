/*
 * What a form has to know of a directory before it opens: its settings, its CAs, its requests, the
 * profiles. Gathered in the background, as a directory without a store is searched by content.
 */
#pragma once

#include "src/store/site.h"
#include "ui/forms/desk.h"

typedef struct {
	gatomicrefcount references;
	PkiSite *site; /* NULL: nothing can be committed here */
	char *why_no_site; /* printable, one line */
	gboolean is_free; /* there is no site because nobody has made one */
	GPtrArray *authorities; /* PkiAuthority: those that can sign now */
	char *why_no_authority; /* where there are none; printable, one line */
	GPtrArray *profiles; /* PkiProfile */
	GPtrArray *requests; /* char*: paths below the directory */
	gboolean knows_author; /* git has a name and an address for commits */
} UiMaterials;

/* Whether AUTHORITY may have a CA below it. */
gboolean ui_materials_has_room (const UiMaterials *materials, const PkiAuthority *authority);

/* Whether any that can sign may. */
gboolean ui_materials_any_has_room (const UiMaterials *materials);

UiMaterials *ui_materials_ref (UiMaterials *materials);
void ui_materials_unref (UiMaterials *materials);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UiMaterials, ui_materials_unref)

/* Calls DONE on the main thread. The materials are borrowed for the call. */
typedef void (*UiMaterialsDone) (UiDesk *desk, UiMaterials *materials, gpointer data);
void ui_materials_gather (
	UiDesk *desk, UiMaterialsDone done, gpointer data, GDestroyNotify free_data);

/* Whether something can be made with them, or, with SIGNS, signed; where not, the user is told why.
 */
gboolean ui_materials_suffice (UiDesk *desk, const UiMaterials *materials, gboolean signs);
