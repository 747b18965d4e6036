/* What stood in the files of a commit. */
#include "config.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/secret.h"
#include "src/git/history-private.h"

#define MOST_PATCH_BLOB (1 << 20)

GBytes *pki_history_blob (PkiHistory *history, const char *id, gsize limit, GError **error)
{
	git_oid wanted;
	g_autoptr (git_odb) odb = NULL;
	git_odb_object *object = NULL;
	size_t size = 0;
	git_object_t type;
	if (!pki_history_id (id, &wanted, error))
		return NULL;
	int code = git_repository_odb (&odb, history->git);
	if (code == 0)
		code = git_odb_read_header (&size, &type, odb, &wanted);
	if (code == 0 && size > limit) {
		pki_throw (error, PKI_ERROR_LIMIT, _ ("It is too large to be looked into"));
		return NULL;
	}
	if (code == 0)
		code = git_odb_read (&object, odb, &wanted);
	if (code != 0) {
		pki_throw_git (error, code, _ ("What stood there is not in this clone"));
		return NULL;
	}
	size = git_odb_object_size (object);
	GBytes *bytes = pki_bytes_take_wiped (
		g_memdup2 (git_odb_object_data (object), MAX (size, 1)), size);
	git_odb_object_free (object);
	return bytes;
}

/* Of one file. From bytes, not from the repository: that would ask its attributes and its
 * configuration how to compare. */
static gboolean add_patch (
	PkiHistory *history, const PkiFileChange *file, GString *text, GError **error)
{
	g_autoptr (GBytes) before = NULL;
	g_autoptr (GBytes) after = NULL;
	if (file->before &&
		!(before = pki_history_blob (history, file->before, MOST_PATCH_BLOB, error)))
		return FALSE;
	if (file->after &&
		!(after = pki_history_blob (history, file->after, MOST_PATCH_BLOB, error)))
		return FALSE;
	git_diff_options options = GIT_DIFF_OPTIONS_INIT;
	git_patch *patch = NULL;
	git_buf buffer = { 0 };
	gsize old_size = 0, new_size = 0;
	const void *old_data = before ? g_bytes_get_data (before, &old_size) : NULL;
	const void *new_data = after ? g_bytes_get_data (after, &new_size) : NULL;
	int code = git_patch_from_buffers (&patch, before && !old_data ? "" : old_data, old_size,
		file->path, after && !new_data ? "" : new_data, new_size, file->path, &options);
	if (code == 0)
		code = git_patch_to_buf (&buffer, patch);
	if (code == 0)
		g_string_append_len (text, buffer.ptr, (gssize)buffer.size);
	else
		pki_throw_git (error, code, _ ("They can't be compared"));
	git_buf_dispose (&buffer);
	git_patch_free (patch);
	return code == 0;
}

char *pki_history_patch (
	PkiHistory *history, const GPtrArray *files, gsize most, GCancellable *cancellable)
{
	g_autoptr (GString) text = g_string_new (NULL);
	for (guint i = 0; i < files->len; i++) {
		const PkiFileChange *file = files->pdata[i];
		g_autoptr (GError) error = NULL;
		if (text->len > most || g_cancellable_is_cancelled (cancellable)) {
			g_string_append_printf (text,
				ngettext ("[%u file more]\n", "[%u files more]\n", files->len - i),
				files->len - i);
			break;
		}
		if (!add_patch (history, file, text, &error))
			g_string_append_printf (text, "--- a/%s\n+++ b/%s\n[%s]\n", file->path,
				file->path, error->message);
	}
	return g_string_free (g_steal_pointer (&text), FALSE);
}
