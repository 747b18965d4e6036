#include "config.h"

#include "src/store/catalog-object.h"

#include <locale.h>

#include "src/base/time.h"
#include "src/store/status-private.h"

void pki_row_clear (PkiRow *row)
{
	g_clear_pointer (&row->name, g_free);
	g_clear_pointer (&row->friendly, g_free);
	g_clear_pointer (&row->error, g_free);
}

static void read_row (sqlite3_stmt *find, PkiRow *out)
{
	out->type = (PkiObjectType)sqlite3_column_int (find, 0);
	if (sqlite3_column_bytes (find, 1) == sizeof out->digest)
		memcpy (out->digest, sqlite3_column_blob (find, 1), sizeof out->digest);
	out->has_key = sqlite3_column_type (find, 2) != SQLITE_NULL;
	out->key = sqlite3_column_int64 (find, 2);
	out->subject = sqlite3_column_int64 (find, 3);
	out->issuer = sqlite3_column_int64 (find, 4);
	out->ski = sqlite3_column_int64 (find, 5);
	out->aki = sqlite3_column_int64 (find, 6);
	out->not_before = sqlite3_column_int64 (find, 7);
	out->not_after = sqlite3_column_int64 (find, 8);
	out->flags = (guint32)sqlite3_column_int64 (find, 9);
	out->sins = (guint32)sqlite3_column_int64 (find, 10);
	out->wrap = (PkiWrap)sqlite3_column_int (find, 11);
	const char *kind = (const char *)sqlite3_column_text (find, 12);
	out->kind = kind ? g_intern_string (kind) : NULL;
	if (sqlite3_column_type (find, 13) != SQLITE_NULL)
		out->name = pki_column_name (find, 13);
	if (sqlite3_column_type (find, 14) != SQLITE_NULL)
		out->friendly = pki_column_name (find, 14);
	out->parent = sqlite3_column_int64 (find, 15);
	out->verdict = sqlite3_column_int (find, 16);
	out->revoked_at = PKI_TIME_NONE;
	out->reason = -1;
	if (sqlite3_column_type (find, 17) != SQLITE_NULL) {
		out->revoked_at = sqlite3_column_int64 (find, 17);
		out->reason = sqlite3_column_int (find, 18);
	}
	const char *reason = (const char *)sqlite3_column_text (find, 19);
	const char *text = reason ? strchr (reason, '\n') : NULL;
	if (text) {
		const char *language = setlocale (LC_MESSAGES, NULL);
		gsize size = (gsize)(text - reason);
		out->error = g_strdup (text + 1);
		out->error_is_ours =
			strlen (language) == size && strncmp (reason, language, size) == 0;
	}
}

gboolean pki_catalog_row (PkiCatalog *catalog, gint64 id, PkiRow *out, GError **error)
{
	memset (out, 0, sizeof *out);
	pki_autoreset sqlite3_stmt *find = pki_catalog_prepare (catalog,
		"SELECT type, digest, key, subject, issuer, ski, aki, not_before, not_after, "
		"flags, "
		"sins, wrap, kind, name, friendly, max (place, 0), verdict, revoked_at, reason, "
		"error FROM object JOIN tree ON tree.object = id WHERE id = ?",
		error);
	if (!find)
		return FALSE;
	sqlite3_bind_int64 (find, 1, id);
	if (!pki_catalog_step (catalog, find, error))
		return FALSE;
	out->id = id;
	read_row (find, out);
	return TRUE;
}

GBytes *pki_catalog_der (PkiCatalog *catalog, gint64 id)
{
	pki_autoreset sqlite3_stmt *find =
		pki_catalog_prepare (catalog, "SELECT der FROM der WHERE id = ?", NULL);
	if (!find)
		return NULL;
	sqlite3_bind_int64 (find, 1, id);
	if (!pki_catalog_step (catalog, find, NULL))
		return NULL;
	const void *data = sqlite3_column_blob (find, 0);
	return g_bytes_new (data, (gsize)sqlite3_column_bytes (find, 0));
}

GArray *pki_catalog_ids (
	PkiCatalog *catalog, const char *sql, gint64 first, gint64 second, GError **error)
{
	pki_autoreset sqlite3_stmt *rows = pki_catalog_prepare (catalog, sql, error);
	if (!rows)
		return NULL;
	g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
	gboolean is_row;
	sqlite3_bind_int64 (rows, 1, first);
	if (sqlite3_bind_parameter_count (rows) > 1)
		sqlite3_bind_int64 (rows, 2, second);
	while (pki_catalog_next (catalog, rows, &is_row, error)) {
		if (!is_row)
			return g_steal_pointer (&ids);
		gint64 id = sqlite3_column_int64 (rows, 0);
		g_array_append_val (ids, id);
	}
	return NULL;
}

gint64 pki_catalog_number (PkiCatalog *catalog, const char *sql, gint64 first, gint64 second)
{
	pki_autoreset sqlite3_stmt *row = pki_catalog_prepare (catalog, sql, NULL);
	if (!row)
		return 0;
	if (sqlite3_bind_parameter_count (row) > 0)
		sqlite3_bind_int64 (row, 1, first);
	if (sqlite3_bind_parameter_count (row) > 1)
		sqlite3_bind_int64 (row, 2, second);
	return pki_catalog_step (catalog, row, NULL) ? sqlite3_column_int64 (row, 0) : 0;
}

/* The extremes of all below tell the worst state at any time without looking at each. */
void pki_catalog_branch (PkiCatalog *catalog, gint64 id, gint64 now, PkiBranch *out)
{
	memset (out, 0, sizeof *out);
	pki_autoreset sqlite3_stmt *find = pki_catalog_prepare (catalog,
		"SELECT children, first_end, first_soon, last_begin, revoked, soon, counted_at, "
		"holds_until FROM branch WHERE object = ?",
		NULL);
	if (!find)
		return;
	sqlite3_bind_int64 (find, 1, id);
	if (!pki_catalog_step (catalog, find, NULL))
		return;
	out->children = (guint)sqlite3_column_int64 (find, 0);
	out->worst = PKI_STATUS_VALID;
	if (sqlite3_column_int64 (find, 3) > now)
		out->worst = pki_status_worse (out->worst, PKI_STATUS_NOT_YET_VALID);
	if (sqlite3_column_int64 (find, 2) <= now)
		out->worst = pki_status_worse (out->worst, PKI_STATUS_EXPIRING);
	if (sqlite3_column_int64 (find, 4))
		out->worst = pki_status_worse (out->worst, PKI_STATUS_REVOKED);
	if (sqlite3_column_int64 (find, 1) < now)
		out->worst = pki_status_worse (out->worst, PKI_STATUS_EXPIRED);
	if (sqlite3_column_int64 (find, 6) <= now && now < sqlite3_column_int64 (find, 7))
		out->soon = (guint)sqlite3_column_int64 (find, 5);
	else
		out->soon = (guint)pki_catalog_number (catalog,
			"SELECT count(*) FROM tree WHERE place = ? AND soon_at <= ?", id, now);
}
