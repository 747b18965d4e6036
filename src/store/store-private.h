/* What an opened directory is made of. */
#pragma once

#include "src/store/catalog-object.h"
#include "src/store/store.h"

struct _PkiStore {
	char *directory; /* absolute, as opened */
	char *name;
	char *note;
	PkiCatalog *catalog;
	GPtrArray *large; /* PkiObject read from files, the latest last */
};

/* The path of the place that an object is shown at, and its index; NULL when it has none. */
char *pki_store_first_place (PkiStore *store, gint64 id, guint *index);
/* The shortest end of PATH (with "#2" for the second object in it, where that is not enough) that
 * no object of the same name beside it in the tree has; NULL where none has its name. The caller
 * frees. */
char *pki_store_apart (PkiStore *store, gint64 id, const char *path, guint index);

/* One of several things of one name, which are shown in the order of where they stand: ids follow
 * the order in which files were read, which is another one each time. */
typedef struct {
	gint64 id; /* the caller's */
	char *path;
	guint index; /* within the file */
} PkiNamesake;

/* An array of PkiNamesake that frees paths. */
GArray *pki_namesakes_new (guint count);
void pki_namesakes_sort (GArray *namesakes);

/* Those above an object that came last: who goes through all finds most of them again. Zeroed at
 * first, and whenever the catalog may have changed. */
typedef struct {
	gint64 id;
	guint depth; /* of what stands directly below */
	char fingerprint[65];
} PkiParentMemo;

/* An item from a row. PATH and INDEX are the place it is shown at; PATH NULL: its first one. BRIEF:
 * what takes its file is left out. */
PkiItem *pki_store_make_item (PkiStore *store, const PkiRow *row, const char *path, guint index,
	gint64 now, gboolean brief, PkiParentMemo *memo);

/* The object of a row, from the catalog or from the file at this place; PATH NULL: its first one.
 */
PkiObject *pki_store_make_object (
	PkiStore *store, const PkiRow *row, const char *path, guint index, GError **error);

/* A place (PKI_INDEX_BITS) and the object there. */
typedef struct {
	gint64 location, object;
} PkiFoundPlace;

/* All places (PkiFoundPlace) whose records pass, in the order of their paths. */
GArray *pki_store_find_places (
	PkiStore *store, const PkiFilter *filter, gint64 now, GError **error);
