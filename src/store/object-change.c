#include "config.h"

#include "src/store/object-change.h"

#include <string.h>

#include "src/store/settings.h"
#include "src/x509/reader.h"

struct _PkiObjectChanges {
	GPtrArray *all; /* PkiObjectChange */
};

void pki_object_change_free (PkiObjectChange *change)
{
	g_clear_pointer (&change->before, pki_object_unref);
	g_clear_pointer (&change->after, pki_object_unref);
	g_free (change->path_before);
	g_free (change->path_after);
	g_free (change->why);
	g_free (change);
}

const PkiObject *pki_object_change_object (const PkiObjectChange *change)
{
	return change->after ? change->after : change->before;
}

const char *pki_object_change_path (const PkiObjectChange *change)
{
	return change->path_after ? change->path_after : change->path_before;
}

char *pki_object_change_name (const PkiObjectChange *change)
{
	const PkiObject *object = pki_object_change_object (change);
	char *name = object ? pki_object_name (object) : NULL;
	return name ? name : g_path_get_basename (pki_object_change_path (change));
}

PkiObjectChanges *pki_object_changes_new (void)
{
	PkiObjectChanges *changes = g_new0 (PkiObjectChanges, 1);
	changes->all = g_ptr_array_new_with_free_func ((GDestroyNotify)pki_object_change_free);
	return changes;
}

/* ── one file
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static PkiObjectChange *add (
	PkiObjectChanges *changes, const char *path, PkiObject *before, PkiObject *after)
{
	PkiObjectChange *change = g_new0 (PkiObjectChange, 1);
	change->kind = !before  ? PKI_CHANGE_ADDED
		       : !after ? PKI_CHANGE_REMOVED
				: PKI_CHANGE_REPLACED;
	change->before = before ? pki_object_ref (before) : NULL;
	change->after = after ? pki_object_ref (after) : NULL;
	change->path_before = before ? g_strdup (path) : NULL;
	change->path_after = after ? g_strdup (path) : NULL;
	g_ptr_array_add (changes->all, change);
	return change;
}

/* Nobody waits for a key derivation here: what needs one is locked. */
static GPtrArray *read_objects (GBytes *bytes)
{
	const PkiReadOptions options = { .iterations = 1 };
	g_autoptr (PkiContents) contents = bytes ? pki_contents_read (bytes, &options) : NULL;
	return contents ? g_ptr_array_ref (contents->objects)
			: g_ptr_array_new_with_free_func ((GDestroyNotify)pki_object_unref);
}

/* A key and an encrypted one are one kind: what is locked by a passphrase is one mostly. */
static int family_of (const PkiObject *object)
{
	return object->type == PKI_OBJECT_LOCKED ? PKI_OBJECT_PRIVATE_KEY : object->type;
}

/* "TYPE DIGEST": equal for what is the same. The caller frees. */
static GBytes *identity_of (const PkiObject *object)
{
	guint8 bytes[1 + sizeof object->digest];
	bytes[0] = (guint8)object->type;
	memcpy (bytes + 1, object->digest, sizeof object->digest);
	return g_bytes_new (bytes, sizeof bytes);
}

/* What a renewal keeps: the kind and the name. */
static GBytes *role_of (const PkiObject *object)
{
	g_autofree char *name = pki_object_name (object);
	g_autofree char *text = g_strdup_printf ("%d %s", family_of (object), name ? name : "");
	return g_bytes_new (text, strlen (text));
}

static GBytes *kind_of (const PkiObject *object)
{
	const guint8 kind = (guint8)family_of (object);
	return g_bytes_new (&kind, 1);
}

typedef GBytes *(*Key) (const PkiObject *object);

static void give_up_both (GPtrArray *old, guint at, GPtrArray *new, guint other)
{
	g_clear_pointer (&old->pdata[at], pki_object_unref);
	g_clear_pointer (&new->pdata[other], pki_object_unref);
}

/* Pairs what has equal keys, in order; those that are the same are not told. Paired ones become
 * NULL. */
static void pair (PkiObjectChanges *changes, const char *path, GPtrArray *old, GPtrArray *new,
	Key key, gboolean told)
{
	g_autoptr (GHashTable) waiting = g_hash_table_new_full (g_bytes_hash, g_bytes_equal,
		(GDestroyNotify)g_bytes_unref, (GDestroyNotify)g_queue_free);
	for (guint i = 0; i < old->len; i++) {
		if (!old->pdata[i])
			continue;
		GBytes *of = key (old->pdata[i]);
		GQueue *queue = g_hash_table_lookup (waiting, of);
		if (queue) {
			g_bytes_unref (of);
		} else {
			queue = g_queue_new ();
			g_hash_table_insert (waiting, of, queue);
		}
		g_queue_push_tail (queue, GUINT_TO_POINTER (i + 1));
	}
	for (guint i = 0; i < new->len; i++) {
		if (!new->pdata[i])
			continue;
		g_autoptr (GBytes) of = key (new->pdata[i]);
		GQueue *queue = g_hash_table_lookup (waiting, of);
		guint at = queue ? GPOINTER_TO_UINT (g_queue_pop_head (queue)) : 0;
		if (at == 0)
			continue;
		if (told)
			add (changes, path, old->pdata[at - 1], new->pdata[i]);
		give_up_both (old, at - 1, new, i);
	}
}

static void forget_gaps (GPtrArray *objects)
{
	for (guint i = objects->len; i-- > 0;)
		if (!objects->pdata[i])
			g_ptr_array_remove_index (objects, i);
}

static PkiChangedThing thing_at (const char *path)
{
	if (g_str_equal (path, PKI_SETTINGS_FILE))
		return PKI_CHANGED_SETTINGS;
	return g_str_has_prefix (path, "profiles/") && g_str_has_suffix (path, ".profile")
		       ? PKI_CHANGED_PROFILE
		       : PKI_CHANGED_FILE;
}

static void add_file (PkiObjectChanges *changes, const char *path, gboolean before, gboolean after,
	const char *why)
{
	PkiObjectChange *change = g_new0 (PkiObjectChange, 1);
	change->kind = !before  ? PKI_CHANGE_ADDED
		       : !after ? PKI_CHANGE_REMOVED
				: PKI_CHANGE_REPLACED;
	change->thing = thing_at (path);
	change->path_before = before ? g_strdup (path) : NULL;
	change->path_after = after || !before ? g_strdup (path) : NULL;
	change->why = g_strdup (why);
	g_ptr_array_add (changes->all, change);
}

void pki_object_changes_add (
	PkiObjectChanges *changes, const char *path, GBytes *before, GBytes *after, const char *why)
{
	g_autoptr (GPtrArray) old = read_objects (before);
	g_autoptr (GPtrArray) new = read_objects (after);
	gboolean alone = old->len == 1 && new->len == 1;
	guint told = changes->all->len;
	pair (changes, path, old, new, identity_of, FALSE);
	pair (changes, path, old, new, role_of, TRUE);
	forget_gaps (old);
	forget_gaps (new);
	/* In a file of one thing, another name is a replacement too; in a bundle it is none. */
	if (alone && old->len == 1 && new->len == 1)
		pair (changes, path, old, new, kind_of, TRUE);
	for (guint i = 0; i < old->len; i++)
		if (old->pdata[i])
			add (changes, path, old->pdata[i], NULL);
	for (guint i = 0; i < new->len; i++)
		if (new->pdata[i])
			add (changes, path, NULL, new->pdata[i]);
	if (changes->all->len == told)
		add_file (changes, path, before != NULL, after != NULL, why);
}

/* ── all of them
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

/* What has gone from its place: removed, or replaced there by another. The first place counts. */
static GHashTable *index_of_gone (const GPtrArray *all)
{
	GHashTable *gone = g_hash_table_new_full (
		g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
	for (guint i = 0; i < all->len; i++) {
		PkiObjectChange *change = all->pdata[i];
		GBytes *of = change->before ? identity_of (change->before) : NULL;
		if (of && g_hash_table_contains (gone, of))
			g_bytes_unref (of);
		else if (of)
			g_hash_table_insert (gone, of, change);
	}
	return gone;
}

/* ADDED elsewhere is what has gone from there: it moved. */
static void join (PkiObjectChange *added, PkiObjectChange *gone, GHashTable *merged)
{
	added->kind = PKI_CHANGE_MOVED;
	added->before = pki_object_ref (added->after);
	added->path_before = g_strdup (gone->path_before);
	if (gone->kind == PKI_CHANGE_REMOVED)
		g_hash_table_add (merged, gone);
}

GPtrArray *pki_object_changes_end (PkiObjectChanges *changes)
{
	GPtrArray *all = changes->all;
	g_free (changes);
	g_autoptr (GHashTable) gone = index_of_gone (all);
	g_autoptr (GHashTable) merged = g_hash_table_new (NULL, NULL);
	for (guint i = 0; i < all->len; i++) {
		PkiObjectChange *change = all->pdata[i];
		if (change->kind != PKI_CHANGE_ADDED || !change->after)
			continue;
		g_autoptr (GBytes) of = identity_of (change->after);
		PkiObjectChange *from = g_hash_table_lookup (gone, of);
		if (from && from->path_before &&
			!g_str_equal (from->path_before, change->path_after))
			join (change, from, merged);
	}
	/* Both halves of a move are one. */
	g_autoptr (GPtrArray) kept =
		g_ptr_array_new_with_free_func ((GDestroyNotify)pki_object_change_free);
	for (guint i = 0; i < all->len; i++) {
		if (g_hash_table_contains (merged, all->pdata[i]))
			pki_object_change_free (all->pdata[i]);
		else
			g_ptr_array_add (kept, all->pdata[i]);
	}
	g_ptr_array_set_free_func (all, NULL);
	g_ptr_array_unref (all);
	return g_steal_pointer (&kept);
}
