/* What a catalog that exists already knows of a file; none is made. */
#pragma once

#include "src/store/store.h"
#include "ui/cli/command.h"

typedef struct {
	PkiStore *store; /* NULL where no catalog knows the file */
	char *path; /* the file within the store */
	char *shown; /* the path to show: within the directory that the command stands for, else
			NULL */
	gboolean elsewhere; /* the store is not that directory */
} CliCatalog;

/* Looks for the nearest folder above PATH with a catalog that knows the path, first for the
 * directory that the command stands for. */
void cli_catalog_find (CliCatalog *catalog, const CliContext *context, const char *path);

/* The catalog's row of the file's object number INDEX, if that is OBJECT; else NULL. The caller
 * frees. */
PkiItem *cli_catalog_item (
	const CliCatalog *catalog, const PkiObject *object, guint index, gint64 now);

void cli_catalog_clear (CliCatalog *catalog);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliCatalog, cli_catalog_clear)
