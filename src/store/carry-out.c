/* A plan becomes a commit. */
#include "config.h"

#include "src/store/plan-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "src/base/error.h"
#include "src/base/file.h"
#include "src/base/hex.h"
#include "src/base/intl.h"
#include "src/base/shell.h"
#include "src/base/text.h"
#include "src/git/commit.h"
#include "src/git/identity.h"
#include "src/git/tracked.h"
#include "src/store/beneath.h"
#include "src/store/follow.h"
#include "src/store/guard.h"

static GBytes *bytes_of_secret (PkiSecret *secret)
{
	PkiSlice slice = pki_secret_bytes (secret);
	return g_bytes_new_with_free_func (
		slice.data, slice.size, (GDestroyNotify)pki_secret_unref, pki_secret_ref (secret));
}

static PkiSecret *secret_of_bytes (GBytes *bytes)
{
	gsize size;
	const void *data = g_bytes_get_data (bytes, &size);
	return pki_secret_new (data, size);
}

static void put_new (PkiChange *change, const char *path, GBytes *bytes)
{
	pki_change_expect (change, path, NULL);
	pki_change_write (change, path, bytes);
}

static void put_item (PkiChange *change, const PkiPlanItem *item)
{
	g_autoptr (GBytes) file = pki_plan_item_file (item);
	put_new (change, item->path, file);
	if (!item->writes_key)
		return;
	if (!item->encrypt) {
		pki_change_write_private (change, item->key_path, item->key_file);
		return;
	}
	g_autoptr (GBytes) key = bytes_of_secret (item->key_file);
	put_new (change, item->key_path, key);
}

/* What is to go and was never in git goes when all else is done. */
static gboolean goes_later (PkiRepository *repository, const PkiPlanWrite *write)
{
	return !write->bytes &&
	       (!write->in_git || !pki_repository_tracks (repository, write->path));
}

static void put_write (PkiChange *change, PkiRepository *repository, const PkiPlanWrite *write)
{
	if (goes_later (repository, write))
		return;
	if (!write->in_git) {
		g_autoptr (PkiSecret) secret = secret_of_bytes (write->bytes);
		pki_change_write_private (change, write->path, secret);
		return;
	}
	pki_change_expect (change, write->path, write->before);
	if (write->bytes)
		pki_change_write (change, write->path, write->bytes);
	else
		pki_change_remove (change, write->path);
}

/* Which they are is asked before the commit takes the others out of git. */
static GPtrArray *list_later (const PkiPlan *plan, PkiRepository *repository)
{
	GPtrArray *later = g_ptr_array_new ();
	for (guint i = 0; i < plan->work->writes->len; i++) {
		PkiPlanWrite *write = g_ptr_array_index (plan->work->writes, i);
		if (goes_later (repository, write))
			g_ptr_array_add (later, write->path);
	}
	return later;
}

static void remove_later (const char *directory, const GPtrArray *later)
{
	pki_autofd int root = open (directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	for (guint i = 0; root >= 0 && i < later->len; i++) {
		g_autofree char *folder = g_path_get_dirname (g_ptr_array_index (later, i));
		g_autofree char *name = g_path_get_basename (g_ptr_array_index (later, i));
		pki_autofd int inner = pki_beneath_open_folder (root, folder);
		if (inner >= 0)
			(void)unlinkat (inner, name, 0);
	}
}

/* Whether the file still is what was looked at. One that is not in git can't be checked under the
 * lock. */
static gboolean check_file (const PkiPlan *plan, const PkiAuthority *issuer, GError **error)
{
	g_autoptr (GBytes) now = pki_beneath_read (plan->site->directory, issuer->certificate_path,
		g_bytes_get_size (issuer->certificate_file), NULL);
	if (now && g_bytes_equal (now, issuer->certificate_file))
		return TRUE;
	g_autofree char *shown = pki_text_printable (issuer->certificate_path, -1);
	return pki_throw (error, PKI_ERROR_STALE,
		_ ("%s has changed meanwhile\nNothing was done; try again."), shown);
}

/* What was decided holds as long as the issuers are the same. */
static gboolean expect_issuers (
	PkiChange *change, const PkiPlan *plan, PkiRepository *repository, GError **error)
{
	g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
	for (guint i = 0; i < plan->work->items->len; i++) {
		const PkiPlanItem *item = g_ptr_array_index (plan->work->items, i);
		const PkiAuthority *issuer = item->issuer;
		if (!issuer || !g_hash_table_add (seen, issuer->certificate_path))
			continue;
		if (pki_repository_tracks (repository, issuer->certificate_path))
			pki_change_expect (
				change, issuer->certificate_path, issuer->certificate_file);
		else if (!check_file (plan, issuer, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean put_key (
	PkiPlan *plan, PkiChange *change, PkiKeyring *keyring, GPtrArray *notes, GError **error)
{
	const PkiPlanKey *key = plan->work->key;
	g_autoptr (PkiPrivateKey) opened = pki_keyring_open (
		keyring, key->what, key->file, key->has_id ? key->id : NULL, error);
	g_autoptr (PkiSecret) passphrase =
		opened ? pki_plan_choose (keyring, key->what, notes, error) : NULL;
	g_autoptr (PkiSecret) text =
		passphrase ? pki_private_key_write (opened, PKI_KEY_FORMAT_PKCS8, passphrase, error)
			   : NULL;
	if (!text)
		return FALSE;
	g_autoptr (GBytes) bytes = bytes_of_secret (text);
	pki_change_expect (change, key->path, key->file);
	pki_change_write (change, key->path, bytes);
	return TRUE;
}

static PkiChange *fill (PkiPlan *plan, PkiRepository *repository, PkiKeyring *keyring,
	GPtrArray *notes, GError **error)
{
	g_autoptr (PkiChange) change = pki_change_new ();
	if (!expect_issuers (change, plan, repository, error))
		return NULL;
	for (guint i = 0; i < plan->work->items->len; i++)
		put_item (change, g_ptr_array_index (plan->work->items, i));
	for (guint i = 0; i < plan->work->writes->len; i++)
		put_write (change, repository, g_ptr_array_index (plan->work->writes, i));
	if (plan->work->key && !put_key (plan, change, keyring, notes, error))
		return NULL;
	return g_steal_pointer (&change);
}

/* The directory of a new store is made here. */
static PkiRepository *make_repository (const PkiPlan *plan, GError **error)
{
	const char *directory = plan->work->directory;
	/* Else it would be known only once there is an empty repository. Where a form has asked who
	 * it is, there is one, which has the answer. */
	g_autoptr (PkiRepository) asked = pki_repository_open (directory, NULL);
	if (plan->work->make_repository && !pki_identity_known (asked, error))
		return NULL;
	if (g_mkdir_with_parents (directory, 0755) < 0) {
		int number = errno;
		g_autofree char *shown = pki_text_printable (directory, -1);
		pki_throw_errno (error, number, "%s", shown);
		return NULL;
	}
	return plan->work->make_repository ? pki_repository_init (directory, error)
					   : pki_repository_open (directory, error);
}

/* TEXT, which it takes, and where it speaks of the file CHAIN how that is made of what is at PATH.
 */
static char *tell_chain (char *text, const char *chain, const char *path)
{
	g_autofree char *told = text;
	if (!told || !strstr (told, chain))
		return g_steal_pointer (&told);
	g_autofree char *made = pki_shell_word (chain);
	g_autofree char *from = pki_shell_word (path);
	return g_strdup_printf (_ ("%s\nTo make %s: %s export %s --chain -o %s"), g_strchomp (told),
		made, PACKAGE, from, made);
}

/* What OpenSSL needs to trust what ISSUER issued: it and all above it, up to the root. */
static char *authorities_of (const PkiAuthority *issuer)
{
	if (pki_object_is_self_issued (issuer->certificate))
		return g_strdup (issuer->certificate_path);
	return g_strconcat (issuer->is_laid_out ? issuer->name : "ca", "-chain.crt", NULL);
}

/* NULL where no file holds it. That of a request is at whoever made it. */
static const char *key_of (const PkiPlanItem *item)
{
	if (!item->key_path)
		return "PRIVATE-KEY";
	return g_str_has_suffix (item->key_path, ".uri") ? NULL : item->key_path;
}

/* What the profile says; where it speaks of files with a chain, how these are made, too. */
static char *next_steps_of (const PkiPlanItem *item)
{
	g_autofree char *path = pki_shell_word (item->path);
	if (item->is_request)
		return g_strdup_printf (
			_ ("Give %s to whoever runs the CA; the key stays here. A CA of this store "
			   "signs it with:\n    %s sign %s --profile %s"),
			path, PACKAGE, path, item->profile->name);
	const PkiAuthority *issuer = item->issuer;
	g_autofree char *chain = g_strconcat (item->name, "-chain.crt", NULL);
	g_autofree char *authorities = issuer ? authorities_of (issuer) : g_strdup (item->path);
	char *text = pki_profile_next_steps (item->profile, item->name, item->path, key_of (item),
		chain, issuer ? issuer->certificate_path : item->path, authorities);
	const char *steps = item->profile->next_steps;
	if (!issuer || !steps)
		return text;
	/* The name of one file may be the end of the other's. */
	if (strstr (steps, "{chain"))
		text = tell_chain (text, chain, item->path);
	if (strstr (steps, "{authorities") && !pki_object_is_self_issued (issuer->certificate))
		text = tell_chain (text, authorities, issuer->certificate_path);
	return text;
}

/* Many of a batch have one issuer: BELOW keeps how deep what it issues lies. */
static guint depth_below (PkiSite *site, PkiAuthority *issuer, GHashTable *below)
{
	guint depth = GPOINTER_TO_UINT (g_hash_table_lookup (below, issuer));
	if (depth)
		return depth;
	g_autoptr (GPtrArray) chain = pki_site_chain (site, issuer->certificate);
	g_hash_table_insert (below, issuer, GUINT_TO_POINTER (chain->len + 1));
	return chain->len + 1;
}

static void place_made (PkiMade *made, PkiSite *site, PkiAuthority *issuer, GHashTable *below)
{
	const guint8 *digest = issuer->certificate->digest;
	made->authority = g_strdup (issuer->name);
	made->issuer_fingerprint =
		pki_hex_encode (pki_slice (digest, sizeof issuer->certificate->digest));
	made->depth = depth_below (site, issuer, below);
}

static void add_made (
	PkiOutcome *outcome, PkiSite *site, const PkiPlanItem *item, GHashTable *below)
{
	PkiMade *made = g_new0 (PkiMade, 1);
	made->object =
		pki_object_new (item->is_request ? PKI_OBJECT_REQUEST : PKI_OBJECT_CERTIFICATE,
			item->der, pki_slice_of_bytes (item->der));
	made->name = g_strdup (item->name);
	made->profile = g_strdup (item->profile->name);
	made->path = g_strdup (item->path);
	made->key_path = g_strdup (item->key_path);
	if (item->issuer)
		place_made (made, site, item->issuer, below);
	made->next_steps = next_steps_of (item);
	g_ptr_array_add (outcome->made, made);
}

static const char *directory_of (const PkiPlan *plan)
{
	return plan->work->directory ? plan->work->directory : plan->site->directory;
}

static PkiOutcome *tell (PkiPlan *plan, PkiCommitted *committed, GPtrArray *notes)
{
	PkiOutcome *outcome = pki_outcome_new (plan->action);
	g_autoptr (GHashTable) below = g_hash_table_new (NULL, NULL);
	outcome->commit = g_strdup (committed->commit);
	outcome->warning = g_strdup (committed->warning);
	outcome->recovered = g_strdup (committed->recovered);
	g_ptr_array_extend_and_steal (outcome->notes, notes);
	for (guint i = 0; i < plan->files->len; i++) {
		const PkiPlanFile *file = g_ptr_array_index (plan->files, i);
		g_ptr_array_add (outcome->files, g_strdup (file->path));
	}
	for (guint i = 0; i < plan->work->items->len; i++)
		add_made (outcome, plan->site, g_ptr_array_index (plan->work->items, i), below);
	return outcome;
}

static gboolean commit (PkiPlan *plan, PkiRepository *repository, PkiKeyring *keyring,
	GPtrArray *notes, GCancellable *cancellable, PkiCommitted *committed, GError **error)
{
	g_autoptr (PkiChange) change = fill (plan, repository, keyring, notes, error);
	g_autoptr (GPtrArray) later = list_later (plan, repository);
	if (!change)
		return FALSE;
	pki_plan_describe (plan);
	if (!pki_repository_commit (repository, change, plan->message, pki_guard_check, NULL,
		    cancellable, committed, error))
		return FALSE;
	plan->work->carried_out = TRUE;
	remove_later (directory_of (plan), later);
	return TRUE;
}

PkiOutcome *pki_plan_carry_out (PkiPlan *plan, PkiKeyring *keyring, PkiPlanProgress progress,
	gpointer data, GCancellable *cancellable, GError **error)
{
	g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
	g_autoptr (PkiRepository) made = NULL;
	g_auto (PkiCommitted) committed = { 0 };
	if (plan->work->carried_out) {
		pki_throw (error, PKI_ERROR_INTERNAL, _ ("this was done already"));
		return NULL;
	}
	if (plan->work->directory && !(made = make_repository (plan, error)))
		return NULL;
	PkiRepository *repository = made ? made : plan->site->repository;
	if (!pki_repository_ready (repository, error) ||
		(plan->work->items->len && !pki_plan_make (plan, keyring, notes, progress, data,
						   cancellable, error)) ||
		!commit (plan, repository, keyring, notes, cancellable, &committed, error))
		return NULL;
	PkiOutcome *outcome = tell (plan, &committed, g_steal_pointer (&notes));
	pki_follow_files (directory_of (plan), outcome->files);
	return outcome;
}
