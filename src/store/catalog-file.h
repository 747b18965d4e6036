/* Folders and files as the catalog knows them, for the threads that walk. */
#pragma once

#include "src/store/catalog-private.h"

#define PKI_ROOT_DIRECTORY G_GINT64_CONSTANT (1)

typedef struct {
	gint64 id; /* of its row; 0 none */
	gint64 device, inode, size, mtime, ctime; /* times in ns */
	gint64 read_at; /* ns; when it was opened for reading */
} PkiFileState;

/* 0 when there is none. */
gint64 pki_catalog_find_directory (PkiCatalog *catalog, gint64 parent, const char *name);

/* FALSE when there is none. */
gboolean pki_catalog_find_file (
	PkiCatalog *catalog, gint64 directory, const char *name, PkiFileState *out);

guint pki_catalog_count_files (PkiCatalog *catalog, gint64 directory);

/* Calls FUNCTION for each file or each folder directly below. */
typedef void (*PkiNameFunction) (gint64 id, const char *name, gpointer data);
void pki_catalog_files (
	PkiCatalog *catalog, gint64 directory, PkiNameFunction function, gpointer data);
void pki_catalog_directories (
	PkiCatalog *catalog, gint64 directory, PkiNameFunction function, gpointer data);

/* The folder of a path relative to the directory opened ("" is that itself); 0 none. */
gint64 pki_catalog_directory_at (PkiCatalog *catalog, const char *path);

/* The path of a file's row. NULL when there is none; the caller frees. */
char *pki_catalog_file_path (PkiCatalog *catalog, gint64 file);
