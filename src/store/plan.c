#include "config.h"

#include "src/store/plan-private.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/store/beneath.h"
#include "src/store/file-name.h"

#define IGNORE_ALL "*\n"

PkiWish *pki_wish_new (PkiProfile *profile, const char *name)
{
	PkiWish *wish = g_new0 (PkiWish, 1);
	wish->order = pki_order_new (profile, name);
	return wish;
}

void pki_wish_free (PkiWish *wish)
{
	if (!wish)
		return;
	g_clear_pointer (&wish->order, pki_order_free);
	g_clear_error (&wish->mistake);
	g_free (wish->authority);
	g_free (wish->token);
	g_clear_pointer (&wish->request, g_bytes_unref);
	g_free (wish->request_path);
	g_free (wish);
}

static void item_free (gpointer data)
{
	PkiPlanItem *item = data;
	g_clear_pointer (&item->profile, pki_profile_unref);
	g_free (item->action);
	g_free (item->name);
	pki_authority_unref (item->issuer);
	pki_object_unref (item->request);
	g_free (item->token);
	g_free (item->path);
	g_free (item->key_path);
	g_clear_pointer (&item->key, pki_private_key_unref);
	g_clear_pointer (&item->der, g_bytes_unref);
	g_clear_pointer (&item->key_file, pki_secret_unref);
	g_free (item);
}

static void write_free (gpointer data)
{
	PkiPlanWrite *write = data;
	g_free (write->path);
	g_clear_pointer (&write->bytes, g_bytes_unref);
	g_clear_pointer (&write->before, g_bytes_unref);
	g_free (write);
}

static void key_free (PkiPlanKey *key)
{
	g_free (key->path);
	g_bytes_unref (key->file);
	g_free (key->what);
	g_free (key);
}

static void work_free (PkiPlanWork *work)
{
	pki_layout_free (work->layout);
	g_ptr_array_unref (work->items);
	g_ptr_array_unref (work->writes);
	g_clear_pointer (&work->key, key_free);
	g_free (work->directory);
	g_free (work->make_repository);
	g_free (work);
}

static void file_free (gpointer data)
{
	PkiPlanFile *file = data;
	g_free (file->path);
	g_free (file->what);
	g_free (file);
}

static void grant_free (gpointer data)
{
	PkiPlanGrant *grant = data;
	g_free (grant->name);
	g_ptr_array_unref (grant->rows);
	g_free (grant);
}

PkiPlan *pki_plan_new (PkiSite *site, const char *action)
{
	PkiPlan *plan = g_new0 (PkiPlan, 1);
	plan->action = g_strdup (action);
	plan->files = g_ptr_array_new_with_free_func (file_free);
	plan->terms = g_ptr_array_new_with_free_func ((GDestroyNotify)pki_terms_free);
	plan->grants = g_ptr_array_new_with_free_func (grant_free);
	plan->notes = g_ptr_array_new_with_free_func (g_free);
	plan->site = site ? pki_site_ref (site) : NULL;
	plan->work = g_new0 (PkiPlanWork, 1);
	plan->work->items = g_ptr_array_new_with_free_func (item_free);
	plan->work->writes = g_ptr_array_new_with_free_func (write_free);
	if (site)
		plan->work->layout = pki_layout_new (site->directory);
	return plan;
}

void pki_plan_free (PkiPlan *plan)
{
	if (!plan)
		return;
	g_free (plan->action);
	g_free (plan->subject_line);
	g_free (plan->message);
	g_strfreev (plan->command);
	g_free (plan->script);
	g_ptr_array_unref (plan->files);
	g_ptr_array_unref (plan->terms);
	g_ptr_array_unref (plan->grants);
	g_ptr_array_unref (plan->notes);
	g_free (plan->token);
	pki_settings_free (plan->settings);
	pki_site_unref (plan->site);
	work_free (plan->work);
	g_free (plan);
}

void pki_plan_add_file (
	PkiPlan *plan, const char *path, PkiFileChange change, gboolean in_git, const char *what)
{
	PkiPlanFile *file = g_new0 (PkiPlanFile, 1);
	file->path = g_strdup (path);
	file->change = change;
	file->in_git = in_git;
	file->what = g_strdup (what);
	g_ptr_array_add (plan->files, file);
}

void pki_plan_add_note (PkiPlan *plan, const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	g_ptr_array_add (plan->notes, g_strdup_vprintf (format, arguments));
	va_end (arguments);
}

void pki_plan_add_write (PkiPlan *plan, const char *path, GBytes *bytes, GBytes *before,
	gboolean in_git, const char *what)
{
	PkiPlanWrite *write = g_new0 (PkiPlanWrite, 1);
	write->path = g_strdup (path);
	write->bytes = bytes ? g_bytes_ref (bytes) : NULL;
	write->before = before ? g_bytes_ref (before) : NULL;
	write->in_git = in_git;
	g_ptr_array_add (plan->work->writes, write);
	PkiFileChange change = !bytes   ? PKI_FILE_REMOVED
			       : before ? PKI_FILE_REPLACED
					: PKI_FILE_NEW;
	pki_plan_add_file (plan, path, change, in_git, what);
}

PkiPlanItem *pki_plan_add_item (PkiPlan *plan, PkiProfile *profile, const char *action,
	const char *name, gboolean authority, GError **error)
{
	g_autofree char *file_name = pki_file_name (name, authority, error);
	if (!file_name)
		return NULL;
	PkiPlanItem *item = g_new0 (PkiPlanItem, 1);
	item->profile = pki_profile_ref (profile);
	item->action = g_strdup (action);
	item->name = g_steal_pointer (&file_name);
	g_ptr_array_add (plan->work->items, item);
	return item;
}

/* Whether one of WORDS is a line of it. */
static gboolean has_line (GBytes *file, const char *const *words)
{
	g_autofree char *text = g_strndup (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
	g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
	for (char **line = lines; *line; line++)
		if (g_strv_contains (words, g_strstrip (*line)))
			return TRUE;
	return FALSE;
}

static gboolean keeps_all_out (GBytes *ignore)
{
	static const char *const words[] = { "*", "/*", "*.key", NULL };
	return has_line (ignore, words);
}

/* Lines that take back what others say may mean anything: it is not relied upon then. */
static gboolean has_exceptions (GBytes *file)
{
	g_autofree char *text = g_strndup (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
	return *text == '!' || strstr (text, "\n!");
}

gboolean pki_plan_ignores_private (GBytes *ignore)
{
	static const char *const words[] = { "/private/", "private/", "/private", "private",
		"/private/*", NULL };
	return has_line (ignore, words) && !has_exceptions (ignore);
}

static gboolean is_planned (PkiPlan *plan, const char *path)
{
	for (guint i = 0; i < plan->work->writes->len; i++) {
		const PkiPlanWrite *write = g_ptr_array_index (plan->work->writes, i);
		if (g_str_equal (write->path, path))
			return TRUE;
	}
	return FALSE;
}

/* The .gitignore of a store has a line for its folder of plain keys, unless somebody took it out.
 */
static gboolean is_ignored_by_store (const PkiPlan *plan, const char *folder)
{
	if (!plan->site->is_store || (!g_str_equal (folder, PKI_LAYOUT_PRIVATE) &&
					     !g_str_has_prefix (folder, PKI_LAYOUT_PRIVATE "/")))
		return FALSE;
	g_autoptr (GBytes) ignore =
		pki_beneath_read (plan->site->directory, ".gitignore", 1024 * 1024, NULL);
	return ignore && pki_plan_ignores_private (ignore);
}

gboolean pki_plan_keep_private (PkiPlan *plan, const char *folder, GError **error)
{
	if (is_ignored_by_store (plan, folder))
		return TRUE;
	g_autofree char *path = pki_layout_join (folder, ".gitignore");
	g_autoptr (GError) why = NULL;
	if (is_planned (plan, path))
		return TRUE;
	g_autoptr (GBytes) ignore =
		pki_beneath_read (plan->site->directory, path, 1024 * 1024, &why);
	if (ignore && keeps_all_out (ignore))
		return TRUE;
	g_autofree char *shown = pki_text_printable (path, -1);
	if (ignore)
		return pki_throw (error, PKI_ERROR_EXISTS,
			_ ("%s does not keep keys out of git\nAdd a line \"*.key\" to it, or "
			   "have the key encrypted (--encrypt)."),
			shown);
	if (!g_error_matches (why, PKI_ERROR, PKI_ERROR_NOT_FOUND)) {
		g_propagate_error (error, g_steal_pointer (&why));
		return FALSE;
	}
	g_autoptr (GBytes) text = g_bytes_new_static (IGNORE_ALL, sizeof IGNORE_ALL - 1);
	pki_plan_add_write (plan, path, text, NULL, FALSE, _ ("keeps keys out of git"));
	return TRUE;
}

gboolean pki_plan_claim_key (
	PkiPlan *plan, PkiPlanItem *item, const char *private_folder, GError **error)
{
	g_autofree char *beside = g_path_get_dirname (item->path);
	if (item->encrypt) {
		item->key_path = pki_layout_claim_flat (
			plan->work->layout, beside, item->name, ".key", error);
		plan->needs_passphrase = TRUE;
	} else {
		item->key_path = pki_layout_claim_flat (
			plan->work->layout, private_folder, item->name, ".key", error);
	}
	if (!item->key_path)
		return FALSE;
	item->writes_key = TRUE;
	pki_plan_add_file (plan, item->key_path, PKI_FILE_NEW, item->encrypt,
		item->encrypt ? _ ("private key, encrypted")
			      : _ ("private key, not encrypted, not in git"));
	return item->encrypt || pki_plan_keep_private (plan, private_folder, error);
}
