/* Anybody can write trailers: whether those of a commit fit what it did to the objects in its
 * files. What can't be told from the files, as which profile was used, is believed. */
#include "config.h"

#include "src/store/history-private.h"

#include <string.h>

#include "src/base/hex.h"
#include "src/base/intl.h"
#include "src/base/time.h"
#include "src/store/file-name.h"

/* ── what there is
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static gboolean is_of (const PkiObjectChange *change, PkiChangeKind kind, PkiChangedThing thing,
	PkiObjectType type)
{
	const PkiObject *object = pki_object_change_object (change);
	return change->kind == kind && change->thing == thing &&
	       (thing != PKI_CHANGED_OBJECT || (object && object->type == type));
}

/* TYPE counts for objects alone. */
static gboolean has_change (
	const PkiHistoryEntry *entry, PkiChangeKind kind, PkiChangedThing thing, PkiObjectType type)
{
	for (guint i = 0; i < entry->changes->len; i++)
		if (is_of (entry->changes->pdata[i], kind, thing, type))
			return TRUE;
	return FALSE;
}

static gboolean did_add (const PkiHistoryEntry *entry, PkiChangedThing thing, PkiObjectType type)
{
	return has_change (entry, PKI_CHANGE_ADDED, thing, type) ||
	       has_change (entry, PKI_CHANGE_REPLACED, thing, type);
}

/* SHA-256 → PkiObjectChange, of the certificates that are new by this commit. */
static GHashTable *new_certificates (const PkiHistoryEntry *entry)
{
	GHashTable *made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
	for (guint i = 0; i < entry->changes->len; i++) {
		PkiObjectChange *change = entry->changes->pdata[i];
		if (change->kind <= PKI_CHANGE_REPLACED && change->after &&
			change->after->type == PKI_OBJECT_CERTIFICATE)
			g_hash_table_insert (made,
				pki_hex_encode (pki_slice (
					change->after->digest, sizeof change->after->digest)),
				change);
	}
	return made;
}

/* ── claim by claim
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static const char *wrong_with (const PkiHistoryEntry *entry, const PkiClaim *claim)
{
	if (pki_action_makes_certificate (claim->action) && !claim->certificate)
		return _ ("the commit's trailers do not say which certificate was made");
	if (g_str_equal (claim->action, "request") &&
		!did_add (entry, PKI_CHANGED_OBJECT, PKI_OBJECT_REQUEST))
		return _ ("the commit's trailers tell of a request that it does not hold");
	if (g_str_equal (claim->action, "passphrase") &&
		!did_add (entry, PKI_CHANGED_OBJECT, PKI_OBJECT_LOCKED))
		return _ ("the commit's trailers tell of a new passphrase, but no key changed");
	if ((g_str_equal (claim->action, "settings") || g_str_equal (claim->action, "init")) &&
		!did_add (entry, PKI_CHANGED_SETTINGS, 0))
		return _ ("the commit's trailers tell of settings, but none changed");
	return NULL;
}

/* "NAME.crt", or "ca.crt" in the folder NAME. */
static gboolean is_named (const char *path, const char *name)
{
	g_autofree char *expected = pki_file_name (name, FALSE, NULL);
	g_autofree char *file = g_path_get_basename (path);
	if (expected && g_str_equal (file, "ca.crt")) {
		g_autofree char *folder_path = g_path_get_dirname (path);
		g_autofree char *folder = g_path_get_basename (folder_path);
		return g_str_equal (folder, expected);
	}
	return expected && g_str_has_suffix (file, ".crt") &&
	       strlen (file) == strlen (expected) + 4 && g_str_has_prefix (file, expected);
}

static gboolean differs (const char *claimed, char *found)
{
	g_autofree char *taken = found;
	return claimed && g_strcmp0 (claimed, found) != 0;
}

static const char *wrong_with_certificate (const PkiClaim *claim, const PkiObjectChange *change)
{
	const PkiObject *made = change->after;
	if (differs (claim->serial, pki_object_serial (made)))
		return _ ("the commit's trailers tell another serial number than the certificate "
			  "has");
	if (differs (claim->not_after, pki_time_format (made->certificate.not_after)))
		return _ ("the commit's trailers tell another end than the certificate has");
	if (claim->name && !is_named (change->path_after, claim->name))
		return _ ("the commit's trailers call a certificate by another name than its file "
			  "has");
	return NULL;
}

static const char *wrong_with_claims (const PkiHistoryEntry *entry, GHashTable *made)
{
	for (guint i = 0; i < entry->claims->len; i++) {
		const PkiClaim *claim = &g_array_index (entry->claims, PkiClaim, i);
		const char *wrong = wrong_with (entry, claim);
		if (wrong)
			return wrong;
		if (!claim->certificate || !pki_action_makes_certificate (claim->action))
			continue;
		const PkiObjectChange *change = g_hash_table_lookup (made, claim->certificate);
		if (!change)
			return _ ("the commit's trailers name a certificate that it does not add");
		wrong = wrong_with_certificate (claim, change);
		if (wrong)
			return wrong;
		g_hash_table_remove (made, claim->certificate);
	}
	return NULL;
}

/* ── what no claim tells of
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

typedef struct {
	PkiChangeKind kind;
	PkiChangedThing thing;
	PkiObjectType type;
	const char *const *allowed; /* actions that do such things; NULL: none does */
	const char *words;
} Rule;

static gboolean has_claim (const PkiHistoryEntry *entry, const char *const *actions)
{
	for (guint i = 0; actions && i < entry->claims->len; i++)
		if (g_strv_contains (actions, g_array_index (entry->claims, PkiClaim, i).action))
			return TRUE;
	return FALSE;
}

static const char *untold (const PkiHistoryEntry *entry)
{
	static const char *const removing[] = { "remove", "undo", "merge", "import", NULL };
	static const char *const setting[] = { "settings", "init", "create-ca", "undo", "merge",
		"import", NULL };
	static const char *const listing[] = { "crl", "revoke", "release", "rekey", "undo", "merge",
		"import", NULL };
	static const char *const keying[] = { "passphrase", "rekey", "undo", "merge", "import",
		NULL };
	static const Rule rules[] = {
		{ PKI_CHANGE_REMOVED, PKI_CHANGED_OBJECT, PKI_OBJECT_CERTIFICATE, removing,
			N_ ("the commit removes a certificate, of which its trailers say "
			    "nothing") },
		{ PKI_CHANGE_REPLACED, PKI_CHANGED_OBJECT, PKI_OBJECT_CRL, listing,
			N_ ("the commit replaces a CRL, of which its trailers say nothing") },
		{ PKI_CHANGE_REPLACED, PKI_CHANGED_OBJECT, PKI_OBJECT_LOCKED, keying,
			N_ ("the commit replaces a key, of which its trailers say nothing") },
		{ PKI_CHANGE_REPLACED, PKI_CHANGED_SETTINGS, 0, setting,
			N_ ("the commit changes the settings, of which its trailers say nothing") },
		{ PKI_CHANGE_REPLACED, PKI_CHANGED_OBJECT, PKI_OBJECT_PRIVATE_KEY, NULL,
			N_ ("the commit holds a private key that is not encrypted") },
		{ PKI_CHANGE_ADDED, PKI_CHANGED_OBJECT, PKI_OBJECT_PRIVATE_KEY, NULL,
			N_ ("the commit holds a private key that is not encrypted") },
	};
	for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
		if (has_change (entry, rules[i].kind, rules[i].thing, rules[i].type) &&
			!has_claim (entry, rules[i].allowed))
			return _ (rules[i].words);
	return NULL;
}

const char *pki_history_mismatch (const PkiHistoryEntry *entry)
{
	static const char *const adding[] = { "undo", "merge", "import", NULL };
	g_autoptr (GHashTable) made = new_certificates (entry);
	const char *wrong = wrong_with_claims (entry, made);
	if (wrong)
		return wrong;
	if (g_hash_table_size (made) && !has_claim (entry, adding))
		return _ ("the commit adds a certificate that its trailers do not name");
	return untold (entry);
}
