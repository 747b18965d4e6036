#include "config.h"

#include "src/store/history-private.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/store/layout.h"

#define MOST_FILE_BYTES (16 << 20)
#define MOST_BYTES      (64 << 20) /* of all files of a commit */

void pki_history_entry_free (PkiHistoryEntry *entry)
{
	if (!entry)
		return;
	pki_revision_free (entry->revision);
	g_array_unref (entry->claims);
	g_ptr_array_unref (entry->changes);
	g_free (entry->mismatch);
	g_free (entry->error);
	g_free (entry);
}

/* ── what it did
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

/* FALSE: not to be had; WHY is kept from the first time. */
static gboolean read_blob (
	PkiHistory *history, const char *id, gsize *left, GBytes **out, char **why)
{
	g_autoptr (GError) error = NULL;
	if (!id)
		return TRUE;
	*out = pki_history_blob (history, id, MIN (*left, MOST_FILE_BYTES), &error);
	if (!*out && !*why)
		*why = g_strdup (error->message);
	*left -= *out ? MIN (*left, g_bytes_get_size (*out)) : 0;
	return *out != NULL;
}

static void look_into (PkiHistory *history, const PkiFileChange *file, gsize *left,
	PkiObjectChanges *changes, PkiHistoryEntry *entry)
{
	g_autoptr (GBytes) before = NULL;
	g_autoptr (GBytes) after = NULL;
	g_autofree char *why = NULL;
	gboolean good = read_blob (history, file->before, left, &before, &why);
	good = read_blob (history, file->after, left, &after, &why) && good;
	pki_object_changes_add (changes, file->path, before, after, why);
	if (!good && !entry->error)
		entry->error = g_strdup (why);
}

/* FALSE: cancelled. */
static gboolean look (PkiHistory *history, PkiHistoryEntry *entry, guint most,
	GCancellable *cancellable, GError **error)
{
	g_autoptr (GError) why = NULL;
	gsize left = MOST_BYTES;
	g_autoptr (GPtrArray) files = pki_history_files (
		history, entry->revision, most, &entry->files, cancellable, &why);
	PkiObjectChanges *changes = pki_object_changes_new ();
	for (guint i = 0; files && i < files->len; i++)
		if (!g_cancellable_is_cancelled (cancellable))
			look_into (history, files->pdata[i], &left, changes, entry);
	entry->changes = pki_object_changes_end (changes);
	entry->looked_into = files ? files->len : 0;
	if (g_cancellable_is_cancelled (cancellable))
		return pki_throw (error, PKI_ERROR_CANCELLED, _ ("Cancelled"));
	if (!files)
		entry->error = g_strdup (why->message);
	return TRUE;
}

static void follow_moves (PkiHistory *history, const PkiHistoryEntry *entry)
{
	for (guint i = 0; i < entry->changes->len; i++) {
		const PkiObjectChange *change = entry->changes->pdata[i];
		if (change->kind == PKI_CHANGE_MOVED)
			pki_history_follow (history, change->path_before, change->path_after);
	}
}

PkiHistoryEntry *pki_history_entry_new (PkiHistory *history, PkiRevision *revision, guint most,
	GCancellable *cancellable, GError **error)
{
	g_autoptr (PkiHistoryEntry) entry = g_new0 (PkiHistoryEntry, 1);
	entry->revision = revision;
	entry->claims = pki_claims_read (revision);
	if (!look (history, entry, most, cancellable, error))
		return NULL;
	gboolean whole = !entry->error && !revision->cut && entry->looked_into == entry->files;
	if (entry->claims->len && whole)
		entry->mismatch = g_strdup (pki_history_mismatch (entry));
	follow_moves (history, entry);
	return g_steal_pointer (&entry);
}

/* ── what belongs to an object
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

char **pki_history_paths (const char *path)
{
	static const char *const endings[] = { ".crt", ".csr", ".key", ".key.uri" };
	g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
	g_strv_builder_add (paths, path);
	const char *dot = strrchr (path, '.');
	const char *slash = strrchr (path, '/');
	if (!dot || dot == path || (slash && dot <= slash + 1))
		return g_strv_builder_end (paths);
	g_autofree char *stem = g_strndup (path, (gsize)(dot - path));
	for (gsize i = 0; i < G_N_ELEMENTS (endings); i++) {
		g_autofree char *beside = g_strconcat (stem, endings[i], NULL);
		if (!g_str_equal (beside, path))
			g_strv_builder_add (paths, beside);
	}
	g_autofree char *name = g_path_get_basename (stem);
	g_autofree char *request = g_strconcat (PKI_LAYOUT_REQUESTS "/", name, ".csr", NULL);
	if (!g_str_equal (request, path) && !g_str_equal (name, "ca"))
		g_strv_builder_add (paths, request);
	return g_strv_builder_end (paths);
}
