/* By which commit an object came. */
#include "config.h"

#include "src/store/history.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/x509/reader.h"

#define MOST_FILE_BYTES (16 << 20)
#define MOST_FILES      1000000

static gboolean holds (PkiHistory *history, const char *blob, const guint8 *digest)
{
	g_autoptr (GBytes) bytes =
		blob ? pki_history_blob (history, blob, MOST_FILE_BYTES, NULL) : NULL;
	g_autoptr (PkiContents) contents = bytes ? pki_contents_read (bytes, NULL) : NULL;
	for (guint i = 0; contents && i < contents->objects->len; i++) {
		const PkiObject *object = contents->objects->pdata[i];
		if (memcmp (object->digest, digest, sizeof object->digest) == 0)
			return TRUE;
	}
	return FALSE;
}

static const PkiFileChange *file_at (const GPtrArray *files, const char *path)
{
	for (guint i = 0; files && i < files->len; i++) {
		const PkiFileChange *file = files->pdata[i];
		if (g_str_equal (file->path, path))
			return file;
	}
	return NULL;
}

static gboolean brought (PkiHistory *history, const PkiRevision *revision, const char *path,
	const guint8 *digest, GCancellable *cancellable)
{
	guint total;
	g_autoptr (GPtrArray) files =
		pki_history_files (history, revision, MOST_FILES, &total, cancellable, NULL);
	const PkiFileChange *file = file_at (files, path);
	return file && holds (history, file->after, digest) &&
	       !holds (history, file->before, digest);
}

PkiRevision *pki_history_origin (PkiHistory *history, const char *path, const guint8 digest[32],
	GCancellable *cancellable, GError **error)
{
	const char *const paths[] = { path, NULL };
	if (!pki_history_begin (history, paths, error))
		return NULL;
	PkiRevision *next;
	while ((next = pki_history_next (history, cancellable, error))) {
		g_autoptr (PkiRevision) revision = next;
		if (brought (history, revision, path, digest, cancellable))
			return g_steal_pointer (&revision);
	}
	return NULL;
}
