/* TARGETs that are paths. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/error.h"
#include "src/base/file.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/x509/field.h"
#include "src/x509/reader.h"
#include "ui/cli/catalog.h"
#include "ui/cli/place.h"
#include "ui/cli/target.h"

#define MOST_BYTES (16 * 1024 * 1024) /* what is read whole, as in a scan */

/* A path and the object in it that is meant. */
typedef struct {
	char *typed; /* without #N */
	char *path; /* where it leads */
	gint index; /* -1: all */
} Place;

static void place_clear (Place *place)
{
	g_free (place->typed);
	g_free (place->path);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

/* What can't be looked at is there too: opening it tells why. */
static gboolean is_there (const char *path)
{
	struct stat status;
	return lstat (path, &status) == 0 || errno == EACCES || errno == EIO;
}

/* "FILE#2" is a file of that name, else the third object of FILE. */
static gboolean find_place (const CliContext *context, const char *text, Place *place)
{
	place->index = -1;
	place->typed = g_strdup (text);
	place->path = cli_place_resolve (context, text);
	const char *mark = strrchr (text, '#');
	if (is_there (place->path) || !mark || strlen (mark) < 2 ||
		mark[1 + strspn (mark + 1, "0123456789")] != '\0')
		return is_there (place->path);
	g_free (place->typed);
	g_free (place->path);
	place->typed = g_strndup (text, (gsize)(mark - text));
	place->path = cli_place_resolve (context, place->typed);
	place->index = (gint)MIN (g_ascii_strtoull (mark + 1, NULL, 10), G_MAXINT);
	return is_there (place->path);
}

/* Standard input, also as the shell writes <(command). */
static int stream_of (const char *text)
{
	if (g_str_equal (text, "-") || g_str_equal (text, "/dev/stdin"))
		return STDIN_FILENO;
	if (g_str_has_prefix (text, "/dev/fd/") && g_ascii_isdigit (text[8]))
		return atoi (text + 8);
	return -1;
}

CliPathKind cli_target_path_kind (const CliContext *context, const char *text)
{
	g_auto (Place) place = { 0 };
	if (stream_of (text) >= 0)
		return CLI_PATH_FILE;
	if (!find_place (context, text, &place))
		return CLI_PATH_NONE;
	return g_file_test (place.path, G_FILE_TEST_IS_DIR) ? CLI_PATH_DIRECTORY : CLI_PATH_FILE;
}

static GBytes *read_file (const char *path, GError **error)
{
	struct stat status;
	pki_autofd int descriptor = pki_file_open (AT_FDCWD, path, &status, error);
	return descriptor < 0 ? NULL : pki_file_read (descriptor, &status, MOST_BYTES, error);
}

static gboolean throw_nothing (const PkiContents *contents, GError **error)
{
	g_autoptr (GString) passed = g_string_new (NULL);
	for (PkiPassed kind = 0; kind < PKI_PASSED_N; kind++) {
		guint count = contents->passed[kind];
		g_string_append (passed, count && passed->len ? _ (", ") : "");
		if (count)
			g_string_append_printf (passed, pki_passed_text (kind, count), count);
	}
	if (passed->len)
		return pki_throw (error, PKI_ERROR_NOT_FOUND,
			_ ("it holds no certificate, request, CRL or key, but %s"), passed->str);
	return pki_throw (
		error, PKI_ERROR_NOT_FOUND, _ ("it holds no certificate, request, CRL or key"));
}

PkiItem *cli_target_item (const PkiObject *object, const char *path, guint index, gint64 now)
{
	PkiItem *item = g_new0 (PkiItem, 1);
	item->type = object->type;
	item->name = pki_object_name (object);
	if (!item->name)
		item->name = g_path_get_basename (path);
	item->use = pki_object_use_words (object);
	item->path = g_strdup (path);
	item->index = index;
	item->places = 1;
	item->not_before = item->not_after = item->revoked_at = PKI_TIME_NONE;
	item->revoked_reason = -1;
	if (object->type == PKI_OBJECT_CERTIFICATE) {
		item->not_before = object->certificate.not_before;
		item->not_after = object->certificate.not_after;
	} else if (object->type == PKI_OBJECT_CRL) {
		item->not_before = object->crl.this_update;
		item->not_after = object->crl.next_update;
	}
	if (object->type == PKI_OBJECT_CERTIFICATE || object->type == PKI_OBJECT_CRL)
		item->status = pki_status_at (item->not_before, item->not_after, now);
	item->self_issued = pki_object_is_self_issued (object);
	item->ca = pki_object_is_ca (object, NULL);
	return item;
}

static void add_object (CliTarget *target, const CliCatalog *catalog, PkiObject *object,
	const char *path, guint index, gint64 now)
{
	PkiItem *item = cli_catalog_item (catalog, object, index, now);
	cli_target_add (target, object, item ? item : cli_target_item (object, path, index, now));
}

static gboolean add_objects (CliTarget *target, CliContext *context, const PkiContents *contents,
	const Place *place, gint64 now, GError **error)
{
	guint count = contents->objects->len;
	if (place->index >= (gint)count)
		return pki_throw (error, PKI_ERROR_NOT_FOUND,
			ngettext ("it holds %u object only; they count from #0",
				"it holds %u objects only; they count from #0", count),
			count);
	g_auto (CliCatalog) catalog = { 0 };
	if (place->path)
		cli_catalog_find (&catalog, context, place->path);
	for (guint i = 0; i < count; i++)
		if (place->index < 0 || place->index == (gint)i)
			add_object (target, &catalog, g_ptr_array_index (contents->objects, i),
				catalog.shown ? catalog.shown : place->typed, i, now);
	target->store = g_steal_pointer (&catalog.store);
	return TRUE;
}

static gboolean read_place (CliTarget *target, CliContext *context, const Place *place, int stream,
	gint64 now, GError **error)
{
	g_autoptr (GBytes) bytes = stream >= 0 ? pki_file_read_stream (stream, MOST_BYTES, error)
					       : read_file (place->path, error);
	if (!bytes)
		return FALSE;
	g_autoptr (PkiContents) contents = pki_contents_read (bytes, NULL);
	if (!contents->objects->len)
		return throw_nothing (contents, error);
	return add_objects (target, context, contents, place, now, error);
}

gboolean cli_target_read_path (
	CliTarget *target, CliContext *context, const char *text, gint64 now, GError **error)
{
	g_auto (Place) place = { 0 };
	int stream = stream_of (text);
	if (stream >= 0)
		place = (Place){ .typed = g_strdup (text), .index = -1 };
	else
		find_place (context, text, &place);
	if (read_place (target, context, &place, stream, now, error))
		return TRUE;
	g_autofree char *printable = pki_text_printable (text, -1);
	g_prefix_error (error, "%s: ", printable);
	return FALSE;
}
