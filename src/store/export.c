#include "config.h"

#include "src/store/export.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "src/base/error.h"
#include "src/base/file.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/store/beneath.h"
#include "src/store/key-place.h"
#include "src/x509/field.h"
#include "src/x509/reader.h"

#define MOST_BYTES    (16 * 1024 * 1024)
#define LONGEST_CHAIN 16

/* ── the text ────────────────────────────────────────────────────────────── */

static gboolean append_pem (GString *text, const PkiObject *object)
{
	g_autofree char *pem = pki_object_to_pem (object);
	if (pem)
		g_string_append (text, pem);
	return pem != NULL;
}

static gboolean append_chain (
	GString *text, PkiStore *store, gint64 id, gboolean with_root, GError **error)
{
	g_autoptr (PkiItem) item = pki_store_item (store, id, pki_time_now (), error);
	for (guint depth = 0; item && item->issuer && depth < LONGEST_CHAIN; depth++) {
		gint64 issuer = item->issuer;
		g_autoptr (PkiObject) above = pki_store_object (store, issuer, error);
		if (!above)
			return FALSE;
		if (with_root || !pki_object_is_self_issued (above))
			(void)append_pem (text, above);
		pki_item_free (item);
		item = pki_store_item (store, issuer, pki_time_now (), error);
	}
	return item != NULL;
}

static char *find_key (PkiStore *store, gint64 id, GError **error)
{
	char *path = pki_store_key_path (store, id, FALSE);
	if (!path)
		pki_throw (error, PKI_ERROR_NOT_FOUND, _ ("its private key is not here"));
	return path;
}

static PkiPrivateKey *open_key (
	PkiStore *store, gint64 id, const PkiObject *object, PkiKeyring *keyring, GError **error)
{
	g_autofree char *path = find_key (store, id, error);
	if (!path)
		return NULL;
	g_autofree char *shown = pki_text_printable (path, -1);
	g_autoptr (GBytes) file =
		pki_beneath_read (pki_store_directory (store), path, MOST_BYTES, error);
	return file ? pki_keyring_open (keyring, shown, file, object->key_id, error) : NULL;
}

/* KEY (may be NULL), then TEXT, which is public. */
static PkiSecret *join (PkiSecret *key, const GString *text)
{
	PkiSlice first = key ? pki_secret_bytes (key) : pki_slice (NULL, 0);
	gsize size = first.size + text->len;
	char *all = g_malloc (size + 1);
	if (first.size > 0)
		memcpy (all, first.data, first.size);
	memcpy (all + first.size, text->str, text->len);
	PkiSecret *joined = pki_secret_new (all, size);
	pki_wipe (all, size);
	g_free (all);
	return joined;
}

static PkiSecret *key_text (PkiStore *store, gint64 id, const PkiObject *object,
	const PkiExport *what, PkiKeyring *keyring, GError **error)
{
	if (what->without_key) {
		g_autofree char *path = find_key (store, id, error);
		return path ? pki_secret_new ("", 0) : NULL;
	}
	g_autoptr (PkiPrivateKey) key = open_key (store, id, object, keyring, error);
	PkiKeyFormat format = what->traditional ? PKI_KEY_FORMAT_TRADITIONAL : PKI_KEY_FORMAT_PKCS8;
	return key ? pki_private_key_write (key, format, NULL, error) : NULL;
}

PkiSecret *pki_export_text (
	PkiStore *store, gint64 id, const PkiExport *what, PkiKeyring *keyring, GError **error)
{
	g_autoptr (PkiObject) object = pki_store_object (store, id, error);
	if (!object)
		return NULL;
	if (object->type != PKI_OBJECT_CERTIFICATE && object->type != PKI_OBJECT_REQUEST) {
		pki_throw (error, PKI_ERROR_UNSUPPORTED,
			_ ("it is no certificate and no request: take the certificate, with its "
			   "key"));
		return NULL;
	}
	g_autoptr (PkiSecret) key =
		what->key ? key_text (store, id, object, what, keyring, error) : NULL;
	g_autoptr (GString) text = g_string_new (NULL);
	if ((what->key && !key) || !append_pem (text, object))
		return NULL;
	if (what->chain && !append_chain (text, store, id, pki_object_is_ca (object, NULL), error))
		return NULL;
	return join (key, text);
}

/* ── the file ────────────────────────────────────────────────────────────── */

static gboolean write_all (int descriptor, PkiSlice bytes)
{
	while (bytes.size > 0) {
		ssize_t written = write (descriptor, bytes.data, bytes.size);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return FALSE;
		bytes.data += written;
		bytes.size -= (gsize)written;
	}
	return fsync (descriptor) == 0 || errno == EINVAL;
}

static gboolean check_place (const char *path, gboolean replace, GError **error)
{
	struct stat status;
	g_autofree char *shown = pki_text_printable (path, -1);
	if (lstat (path, &status) < 0)
		return TRUE;
	if (!S_ISREG (status.st_mode))
		return pki_throw (
			error, PKI_ERROR_UNSUPPORTED, _ ("%s: it is not a regular file"), shown);
	return replace ||
	       pki_throw (error, PKI_ERROR_EXISTS, _ ("%s: there is such a file already"), shown);
}

/* A copy without its key takes the place of no key; nor does a copy take that of an encrypted one,
 * which no export ever wrote. */
static gboolean check_no_key_goes (const char *path, gboolean secret, GError **error)
{
	struct stat status;
	pki_autofd int file = pki_file_open (AT_FDCWD, path, &status, NULL);
	g_autoptr (GBytes) bytes =
		file >= 0 ? pki_file_read (file, &status, MOST_BYTES, NULL) : NULL;
	g_autoptr (PkiContents) there = bytes ? pki_contents_read (bytes, NULL) : NULL;
	g_autofree char *shown = pki_text_printable (path, -1);
	for (guint i = 0; there && i < there->objects->len; i++) {
		const PkiObject *object = g_ptr_array_index (there->objects, i);
		if (object->type == PKI_OBJECT_LOCKED ||
			(object->type == PKI_OBJECT_PRIVATE_KEY && !secret))
			return pki_throw (error, PKI_ERROR_EXISTS,
				_ ("%s: it holds a private key, which would be lost\nTake another "
				   "name, or move that file away first."),
				shown);
	}
	return TRUE;
}

gboolean pki_export_check (const char *path, gboolean secret, gboolean replace, GError **error)
{
	return check_place (path, replace, error) && check_no_key_goes (path, secret, error);
}

gboolean pki_export_write (
	const char *path, PkiSecret *text, gboolean secret, gboolean replace, GError **error)
{
	g_autofree char *beside = g_strconcat (path, ".XXXXXX", NULL);
	g_autofree char *shown = pki_text_printable (path, -1);
	if (!pki_export_check (path, secret, replace, error))
		return FALSE;
	/* A file beside it takes its place when it is whole. */
	pki_autofd int descriptor =
		g_mkstemp_full (beside, O_RDWR | O_CLOEXEC, secret ? 0600 : 0666);
	if (descriptor < 0)
		return pki_throw_errno (error, errno, "%s", shown);
	gboolean good = write_all (descriptor, pki_secret_bytes (text));
	if (good)
		good = replace ? rename (beside, path) == 0 : link (beside, path) == 0;
	int number = errno;
	if (!good || !replace)
		(void)unlink (beside);
	if (good)
		return TRUE;
	if (number == EEXIST)
		return pki_throw (
			error, PKI_ERROR_EXISTS, _ ("%s: there is such a file already"), shown);
	return pki_throw_errno (error, number, "%s", shown);
}
