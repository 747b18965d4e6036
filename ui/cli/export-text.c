#include "config.h"

#include "ui/cli/export-text.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/hex.h"
#include "src/base/intl.h"
#include "src/base/time.h"
#include "src/x509/field.h"
#include "ui/cli/place.h"
#include "ui/cli/scan.h"
#include "ui/cli/target.h"

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

static PkiSecret *pem_of (const PkiObject *object)
{
	g_autofree char *pem = pki_object_to_pem (object);
	return pki_secret_new (pem, strlen (pem));
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

PkiSecret *cli_export_text (CliContext *context, const char *target_text, const PkiExport *what,
	PkiKeyring *keyring, GError **error)
{
	g_autoptr (CliTarget) target =
		cli_target_find (context, target_text, pki_time_now (), error);
	if (!target || !check_target (target, error))
		return NULL;
	const CliFound *found = g_ptr_array_index (target->found, 0);
	Source source = { .context = context, .object = found->object };
	PkiSecret *text = NULL;
	if (!what->chain && !what->key)
		text = pem_of (found->object);
	else if (find_row (&source, error))
		text = pki_export_text (source.store, source.id, what, keyring, error);
	pki_store_free (source.store);
	return text;
}
