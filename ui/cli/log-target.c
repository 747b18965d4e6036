#include "config.h"

#include "ui/cli/log-target.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/error.h"
#include "src/base/time.h"
#include "src/store/history.h"
#include "ui/cli/place.h"
#include "ui/cli/target.h"

void cli_log_target_clear (CliLogTarget *target)
{
	g_free (target->directory);
	g_strfreev (target->paths);
	g_free (target->name);
	g_clear_error (&target->missing);
}

/* The folder without links, the last part as it stands: a link is not followed. */
static char *real_place (const char *path)
{
	g_autofree char *plain = g_canonicalize_filename (path, NULL);
	g_autofree char *folder = g_path_get_dirname (plain);
	g_autofree char *last = g_path_get_basename (plain);
	g_autofree char *real = realpath (folder, NULL);
	return g_build_filename (real ? real : folder, last, NULL);
}

/* Where PATH lies below DIRECTORY, or NULL. */
static char *within (const char *directory, const char *path)
{
	g_autofree char *place = real_place (path);
	g_autofree char *top = realpath (directory, NULL);
	return top ? g_strdup (cli_place_within (place, top)) : NULL;
}

static void take_paths (CliLogTarget *target, const char *path, gboolean is_folder)
{
	char *alone[] = { (char *)path, NULL };
	target->paths = is_folder ? g_strdupv (alone) : pki_history_paths (path);
}

/* A path that exists; what lies outside of the directory is asked of its own folder. */
static void find_path (
	CliLogTarget *target, const CliContext *context, const char *text, gboolean is_folder)
{
	g_autofree char *path = cli_place_resolve (context, text);
	char *mark = strrchr (path, '#');
	if (!g_file_test (path, G_FILE_TEST_EXISTS) && mark)
		*mark = '\0';
	g_autofree char *inside = within (target->directory, path);
	if (inside) {
		take_paths (target, inside, is_folder);
		return;
	}
	g_free (target->directory);
	target->directory = is_folder ? g_strdup (path) : g_path_get_dirname (path);
	g_autofree char *name = g_path_get_basename (path);
	if (!is_folder)
		take_paths (target, name, FALSE);
}

/* It is called so, or it was once. */
static gboolean find_name (
	CliLogTarget *target, CliContext *context, const char *text, GError **error)
{
	g_autoptr (CliTarget) found =
		cli_target_find (context, text, pki_time_now (), &target->missing);
	if (found) {
		const CliFound *first = g_ptr_array_index (found->found, 0);
		take_paths (target, first->item->path, FALSE);
		/* A key may be all that is left, and no commit has it. */
		if (first->object->type != PKI_OBJECT_CERTIFICATE)
			target->name = g_strdup (text);
		return TRUE;
	}
	if (!g_error_matches (target->missing, PKI_ERROR, PKI_ERROR_NOT_FOUND)) {
		g_propagate_error (error, g_steal_pointer (&target->missing));
		return FALSE;
	}
	g_autofree char *path = cli_place_resolve (context, text);
	g_autofree char *outer = within (target->directory, path);
	take_paths (target, outer ? outer : text, FALSE);
	target->name = g_strdup (text);
	return TRUE;
}

/* A folder may have the name of a CA, which then is meant. */
static gboolean is_name_of_folder (CliLogTarget *target, CliContext *context, const char *text)
{
	if (*text == '.' || strchr (text, '/'))
		return FALSE;
	g_autoptr (CliTarget) found = cli_target_find (context, text, pki_time_now (), NULL);
	const CliFound *first = found ? g_ptr_array_index (found->found, 0) : NULL;
	if (first)
		take_paths (target, first->item->path, FALSE);
	return first != NULL;
}

gboolean cli_log_target_find (
	CliLogTarget *target, CliContext *context, const char *text, GError **error)
{
	target->directory = cli_place_store (context);
	if (!text)
		return TRUE;
	switch (cli_target_path_kind (context, text)) {
	case CLI_PATH_FILE:
		find_path (target, context, text, FALSE);
		return TRUE;
	case CLI_PATH_DIRECTORY:
		if (!is_name_of_folder (target, context, text))
			find_path (target, context, text, TRUE);
		return TRUE;
	default:
		return find_name (target, context, text, error);
	}
}
