/* Rows of objects, read by id. */
#pragma once

#include "src/store/catalog-file.h"
#include "src/store/store.h"

/* Where an object that has no parent stands. */
enum {
	PKI_PLACE_ROOT = 0,
	PKI_PLACE_ORPHANS = -1,
	PKI_PLACE_REQUESTS = -2,
	PKI_PLACE_KEYS = -3,
	PKI_PLACE_LOCKED = -4,
	PKI_PLACE_UNREADABLE = -5,
};

typedef struct {
	gint64 id;
	PkiObjectType type;
	guint8 digest[32];
	gboolean has_key;
	gint64 key;
	gint64 subject, issuer, ski, aki;
	gint64 not_before, not_after;
	guint32 flags, sins;
	PkiWrap wrap;
	const char *kind; /* interned, or NULL */
	char *name; /* NULL where only the file names it */
	char *friendly;
	char *error; /* of what is closed, or NULL */
	gboolean error_is_ours; /* it is in the language of the locale */
	gint64 parent;
	int verdict;
	gint64 revoked_at;
	int reason;
} PkiRow;
void pki_row_clear (PkiRow *row);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PkiRow, pki_row_clear)

/* FALSE when it is gone, or with ERROR. Clear it in any case. */
gboolean pki_catalog_row (PkiCatalog *catalog, gint64 id, PkiRow *out, GError **error);

/* Its DER as kept, or NULL. */
GBytes *pki_catalog_der (PkiCatalog *catalog, gint64 id);

/* Ids in order from a table of ids: the first column of SQL with up to two numbers bound. */
GArray *pki_catalog_ids (
	PkiCatalog *catalog, const char *sql, gint64 first, gint64 second, GError **error);

gint64 pki_catalog_number (PkiCatalog *catalog, const char *sql, gint64 first, gint64 second);

/* What stands below an object. */
typedef struct {
	guint children, soon;
	PkiStatus worst;
} PkiBranch;
void pki_catalog_branch (PkiCatalog *catalog, gint64 id, gint64 now, PkiBranch *out);
