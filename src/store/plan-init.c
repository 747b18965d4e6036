/* A new store, and other settings of one. */
#include "config.h"

#include "src/store/plan-private.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/store/beneath.h"

#define IGNORE      ".gitignore"
#define IGNORE_TEXT "/private/\n"
#define MOST_BYTES  (1024 * 1024)

/* The nearest folder that is there: what is not made yet would lie in it. */
static char *existing_folder (const char *directory)
{
	g_autofree char *folder = g_strdup (directory);
	while (!g_file_test (folder, G_FILE_TEST_EXISTS)) {
		char *up = g_path_get_dirname (folder);
		g_free (folder);
		folder = up;
	}
	return g_steal_pointer (&folder);
}

static gboolean is_empty (const char *directory)
{
	g_autoptr (GDir) folder = g_dir_open (directory, 0, NULL);
	for (const char *name; folder && (name = g_dir_read_name (folder));)
		if (!g_str_equal (name, ".git"))
			return FALSE;
	return TRUE;
}

static gboolean check_new (const char *directory, GError **error)
{
	g_autofree char *shown = pki_text_printable (directory, -1);
	g_autofree char *settings = g_build_filename (directory, PKI_SETTINGS_FILE, NULL);
	struct stat status;
	if (lstat (settings, &status) == 0)
		return pki_throw (error, PKI_ERROR_EXISTS, _ ("%s: it is a store already"), shown);
	if (stat (directory, &status) == 0 && !S_ISDIR (status.st_mode))
		return pki_throw (
			error, PKI_ERROR_UNSUPPORTED, _ ("%s: it is no directory"), shown);
	return TRUE;
}

static gboolean same_folder (const char *a, const char *b)
{
	struct stat first, second;
	return stat (a, &first) == 0 && stat (b, &second) == 0 && first.st_dev == second.st_dev &&
	       first.st_ino == second.st_ino;
}

/* Which repository gets the commits. */
static gboolean choose_repository (
	PkiPlan *plan, const char *directory, gboolean in_repository, GError **error)
{
	g_autofree char *there = existing_folder (directory);
	g_autoptr (GError) why = NULL;
	if (pki_repository_is_inside (there)) {
		g_autofree char *place = pki_text_printable (directory, -1);
		return pki_throw (error, PKI_ERROR_UNSUPPORTED,
			_ ("%s: it lies where git keeps a repository, which has no files to work "
			   "with\nMake the store in another directory."),
			place);
	}
	g_autoptr (PkiRepository) repository = pki_repository_open (there, &why);
	if (!repository && g_error_matches (why, PKI_ERROR, PKI_ERROR_NOT_FOUND)) {
		plan->work->make_repository = g_strdup (directory);
		return TRUE;
	}
	if (!repository) {
		g_propagate_error (error, g_steal_pointer (&why));
		return FALSE;
	}
	const char *tree = pki_repository_work_tree (repository);
	if (same_folder (tree, directory))
		return TRUE;
	g_autofree char *shown = pki_text_printable (tree, -1);
	g_autofree char *shown_directory = pki_text_printable (directory, -1);
	pki_plan_add_note (
		plan, _ ("The commits go into the repository around the store, %s."), shown);
	if (in_repository)
		return TRUE;
	return pki_throw (error, PKI_ERROR_EXISTS,
		_ ("%s: it lies in the git repository %s, which would get a commit for each "
		   "action\n"
		   "If that is wanted, say: %s init --in-repository %s; for a repository of its "
		   "own, first: git init %s"),
		shown_directory, shown, PACKAGE, shown_directory, shown_directory);
}

static void add_ignore (PkiPlan *plan, const char *directory)
{
	g_autoptr (GBytes) known = pki_beneath_read (directory, IGNORE, MOST_BYTES, NULL);
	if (known && !pki_plan_ignores_private (known)) {
		pki_plan_add_note (plan,
			_ ("The .gitignore that is here stays as it is: the folder private/ will "
			   "get one of its own."));
		return;
	}
	if (known)
		return;
	g_autoptr (GBytes) text = g_bytes_new_static (IGNORE_TEXT, sizeof IGNORE_TEXT - 1);
	pki_plan_add_write (plan, IGNORE, text, NULL, TRUE, _ ("keeps plain keys out of git"));
}

static void add_settings (PkiPlan *plan, const char *name)
{
	g_autoptr (PkiSettings) settings = pki_settings_new ();
	settings->name = g_strdup (name);
	g_autoptr (GBytes) text = pki_settings_write (settings);
	pki_plan_add_write (plan, PKI_SETTINGS_FILE, text, NULL, TRUE, _ ("settings"));
}

static gboolean check_text (const char *name, GError **error)
{
	for (const char *at = name; *at; at = g_utf8_next_char (at))
		if (g_unichar_iscntrl (g_utf8_get_char (at)))
			return pki_throw (error, PKI_ERROR_INVALID_INPUT,
				_ ("the name of the store holds a control character"));
	return TRUE;
}

static char *name_of (const char *directory, const char *name, GError **error)
{
	g_autofree char *base = g_path_get_basename (directory);
	g_autofree char *text = g_utf8_make_valid (name ? name : base, -1);
	return check_text (text, error) ? g_steal_pointer (&text) : NULL;
}

PkiPlan *pki_plan_init (
	const char *directory, const char *name, gboolean in_repository, GError **error)
{
	g_autofree char *place = pki_store_find (directory);
	g_autofree char *title = name_of (place, name, error);
	g_autoptr (PkiPlan) plan = pki_plan_new (NULL, "init");
	if (!title || !check_new (place, error) ||
		!choose_repository (plan, place, in_repository, error))
		return NULL;
	plan->work->directory = g_strdup (place);
	add_ignore (plan, place);
	add_settings (plan, title);
	if (!is_empty (place))
		pki_plan_add_note (plan,
			_ ("What is already in the directory stays as it is and is not put into "
			   "git."));
	pki_plan_add_note (plan,
		_ ("Private keys that are not encrypted will be in private/, which git ignores: "
		   "they are in no other clone, and \"git clean -fdx\" deletes them."));
	g_autofree char *line = g_strdup_printf ("create the store %s", title);
	pki_plan_describe_as (plan, line, "Pki-Name", title, NULL);
	const char *words[7] = { PACKAGE, "init" };
	guint count = 2;
	if (name)
		words[count++] = "--name";
	if (name)
		words[count++] = title;
	if (in_repository)
		words[count++] = "--in-repository";
	words[count++] = place;
	plan->command = g_strdupv ((char **)words);
	return g_steal_pointer (&plan);
}

PkiPlan *pki_plan_settings (PkiSite *site, const PkiSettings *settings, GError **error)
{
	g_autoptr (GBytes) text = pki_settings_write (settings);
	if (site->settings_file && g_bytes_equal (text, site->settings_file)) {
		pki_throw (error, PKI_ERROR_INVALID_INPUT, _ ("nothing was changed"));
		return NULL;
	}
	g_autoptr (PkiPlan) plan = pki_plan_new (site, "settings");
	pki_plan_add_write (
		plan, PKI_SETTINGS_FILE, text, site->settings_file, TRUE, _ ("settings"));
	pki_plan_describe_as (plan, "change the settings", NULL, NULL);
	pki_plan_set_settings_script (plan, text);
	return g_steal_pointer (&plan);
}
