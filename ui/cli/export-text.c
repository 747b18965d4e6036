#include "config.h"

#include "ui/cli/export-text.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/hex.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/store/beneath.h"
#include "src/store/key-place.h"
#include "src/x509/field.h"
#include "ui/cli/place.h"
#include "ui/cli/scan.h"
#include "ui/cli/target.h"

#define MOST_BYTES    (16 * 1024 * 1024)
#define LONGEST_CHAIN 16

typedef struct {
	PkiStore *store; /* scanned; opened when it is needed */
	CliContext *context;
	const PkiObject *object;
	gint64 id; /* in the store; 0: not looked for, or not there */
} Source;

static gboolean open_store (Source *source, GError **error)
{
	if (source->store)
		return TRUE;
	g_autofree char *directory = cli_place_store (source->context);
	source->store = cli_scan_open (directory, error);
	return source->store != NULL;
}

/* The object's row. */
static gboolean find_row (Source *source, GError **error)
{
	if (source->id)
		return TRUE;
	if (!open_store (source, error))
		return FALSE;
	g_autofree char *hex = pki_hex_encode (pki_slice (source->object->digest, 32));
	g_autofree char *text = g_strconcat ("fingerprint:", hex, NULL);
	g_autoptr (PkiFilter) filter = pki_filter_new (text, error);
	g_autoptr (GArray) ids = filter ? pki_store_query (source->store, filter, PKI_SORT_NONE,
						  pki_time_now (), error)
					: NULL;
	if (!ids)
		return FALSE;
	if (ids->len)
		source->id = g_array_index (ids, gint64, 0);
	return source->id != 0 ||
	       pki_throw (error, PKI_ERROR_NOT_FOUND,
		       _ ("it is not in the directory that the command works in"));
}

static gboolean append_pem (GString *text, const PkiObject *object, GError **error)
{
	g_autofree char *pem = pki_object_to_pem (object);
	if (!pem)
		return pki_throw (error, PKI_ERROR_UNSUPPORTED,
			_ ("there is no certificate and no request to export"));
	g_string_append (text, pem);
	return TRUE;
}

static gboolean append_chain (GString *text, Source *source, GError **error)
{
	gboolean with_root = pki_object_is_ca (source->object, NULL);
	if (!find_row (source, error))
		return FALSE;
	g_autoptr (PkiItem) item =
		pki_store_item (source->store, source->id, pki_time_now (), error);
	for (guint depth = 0; item && item->issuer && depth < LONGEST_CHAIN; depth++) {
		gint64 issuer = item->issuer;
		g_autoptr (PkiObject) above = pki_store_object (source->store, issuer, error);
		if (!above)
			return FALSE;
		if (with_root || !pki_object_is_self_issued (above))
			if (!append_pem (text, above, error))
				return FALSE;
		pki_item_free (item);
		item = pki_store_item (source->store, issuer, pki_time_now (), error);
	}
	return item != NULL;
}

static PkiPrivateKey *open_key (Source *source, PkiKeyring *keyring, GError **error)
{
	if (!find_row (source, error))
		return NULL;
	g_autofree char *path = pki_store_key_path (source->store, source->id, FALSE);
	if (!path) {
		pki_throw (error, PKI_ERROR_NOT_FOUND, _ ("its private key is not here"));
		return NULL;
	}
	g_autofree char *shown = pki_text_printable (path, -1);
	g_autofree char *what = g_strdup_printf (_ ("the key in %s"), shown);
	g_autoptr (GBytes) file =
		pki_beneath_read (pki_store_directory (source->store), path, MOST_BYTES, error);
	return file ? pki_keyring_open (keyring, what, file, source->object->key_id, error) : NULL;
}

static PkiSecret *write_key (
	Source *source, const CliExport *what, PkiKeyring *keyring, GError **error)
{
	g_autoptr (PkiPrivateKey) key = open_key (source, keyring, error);
	PkiKeyFormat format = what->traditional ? PKI_KEY_FORMAT_TRADITIONAL : PKI_KEY_FORMAT_PKCS8;
	return key ? pki_private_key_write (key, format, NULL, error) : NULL;
}

/* KEY (may be NULL), then TEXT, which is public. */
static PkiSecret *join (PkiSecret *key, const GString *text)
{
	PkiSlice first = key ? pki_secret_bytes (key) : pki_slice (NULL, 0);
	gsize size = first.size + text->len;
	char *all = g_malloc (size + 1);
	if (first.size)
		memcpy (all, first.data, first.size);
	memcpy (all + first.size, text->str, text->len);
	PkiSecret *joined = pki_secret_new (all, size);
	pki_wipe (all, size);
	g_free (all);
	return joined;
}

static gboolean check_target (const CliTarget *target, GError **error)
{
	const CliFound *found = g_ptr_array_index (target->found, 0);
	if (target->found->len > 1)
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("the file holds several objects: name one, the first is FILE#0"));
	if (found->object->type == PKI_OBJECT_CERTIFICATE ||
		found->object->type == PKI_OBJECT_REQUEST)
		return TRUE;
	return pki_throw (error, PKI_ERROR_UNSUPPORTED,
		_ ("it is no certificate and no request: name the certificate, with --key for its "
		   "key"));
}

PkiSecret *cli_export_text (CliContext *context, const char *target_text, const CliExport *what,
	PkiKeyring *keyring, GError **error)
{
	g_autoptr (CliTarget) target =
		cli_target_find (context, target_text, pki_time_now (), error);
	if (!target || !check_target (target, error))
		return NULL;
	const CliFound *found = g_ptr_array_index (target->found, 0);
	Source source = { .context = context, .object = found->object };
	g_autoptr (PkiSecret) key = what->key ? write_key (&source, what, keyring, error) : NULL;
	g_autoptr (GString) text = g_string_new (NULL);
	gboolean good = (!what->key || key) && append_pem (text, found->object, error) &&
			(!what->chain || append_chain (text, &source, error));
	pki_store_free (source.store);
	return good ? join (key, text) : NULL;
}
