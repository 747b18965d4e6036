#include "config.h"

#include "src/store/history.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/hex.h"
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

/* ── whether its trailers fit
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static gboolean is_thing (const PkiObjectChange *change, PkiObjectType type)
{
	const PkiObject *object = pki_object_change_object (change);
	return object && object->type == type;
}

/* Whether some change is of this kind, and of an object of TYPE or a file of THING. */
static gboolean has_change (
	const PkiHistoryEntry *entry, PkiChangeKind kind, PkiChangedThing thing, int type)
{
	for (guint i = 0; i < entry->changes->len; i++) {
		const PkiObjectChange *change = entry->changes->pdata[i];
		if (change->kind == kind && change->thing == thing &&
			(thing != PKI_CHANGED_OBJECT || is_thing (change, type)))
			return TRUE;
	}
	return FALSE;
}

static gboolean did_add (const PkiHistoryEntry *entry, PkiChangedThing thing, int type)
{
	return has_change (entry, PKI_CHANGE_ADDED, thing, type) ||
	       has_change (entry, PKI_CHANGE_REPLACED, thing, type);
}

/* SHA-256 of the certificates that are new by this commit. */
static GHashTable *new_certificates (const PkiHistoryEntry *entry)
{
	GHashTable *digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
	for (guint i = 0; i < entry->changes->len; i++) {
		const PkiObjectChange *change = entry->changes->pdata[i];
		if (change->kind <= PKI_CHANGE_REPLACED && change->after &&
			change->after->type == PKI_OBJECT_CERTIFICATE)
			g_hash_table_add (digests, pki_hex_encode (pki_slice (change->after->digest,
							   sizeof change->after->digest)));
	}
	return digests;
}

/* What one claim says that the content does not have. */
static const char *wrong_with (const PkiHistoryEntry *entry, const PkiClaim *claim)
{
	if (pki_action_makes_certificate (claim->action) && !claim->certificate)
		return _ ("its trailers do not say which certificate was made");
	if (g_str_equal (claim->action, "request") &&
		!did_add (entry, PKI_CHANGED_OBJECT, PKI_OBJECT_REQUEST))
		return _ ("its trailers tell of a request that it does not hold");
	if (g_str_equal (claim->action, "passphrase") &&
		!did_add (entry, PKI_CHANGED_OBJECT, PKI_OBJECT_LOCKED))
		return _ ("its trailers tell of a new passphrase, but no key changed");
	if ((g_str_equal (claim->action, "settings") || g_str_equal (claim->action, "init")) &&
		!did_add (entry, PKI_CHANGED_SETTINGS, 0))
		return _ ("its trailers tell of settings, but none changed");
	return NULL;
}

static const char *find_mismatch (const PkiHistoryEntry *entry)
{
	g_autoptr (GHashTable) made = new_certificates (entry);
	gboolean may_remove = FALSE;
	for (guint i = 0; i < entry->claims->len; i++) {
		const PkiClaim *claim = &g_array_index (entry->claims, PkiClaim, i);
		const char *wrong = wrong_with (entry, claim);
		if (wrong)
			return wrong;
		if (claim->certificate && pki_action_makes_certificate (claim->action) &&
			!g_hash_table_remove (made, claim->certificate))
			return _ ("its trailers name a certificate that it does not add");
		may_remove = may_remove || g_str_equal (claim->action, "remove") ||
			     g_str_equal (claim->action, "undo") ||
			     g_str_equal (claim->action, "merge") ||
			     g_str_equal (claim->action, "import");
	}
	if (may_remove)
		return NULL;
	if (g_hash_table_size (made))
		return _ ("it adds a certificate that its trailers do not name");
	if (has_change (entry, PKI_CHANGE_REMOVED, PKI_CHANGED_OBJECT, PKI_OBJECT_CERTIFICATE))
		return _ ("it removes a certificate, of which its trailers say nothing");
	return NULL;
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
		entry->mismatch = g_strdup (find_mismatch (entry));
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
