/* Another passphrase for a key that is kept encrypted. */
#include "config.h"

#include "src/store/plan-private.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/store/beneath.h"
#include "src/x509/reader.h"

#define MOST_BYTES (1024 * 1024)

/* The one encrypted key that a file holds, and nothing else. */
static PkiObject *locked_key (GBytes *file, GError **error)
{
	g_autoptr (PkiContents) contents = pki_contents_read (file, NULL);
	const PkiObject *first =
		contents->objects->len ? g_ptr_array_index (contents->objects, 0) : NULL;
	if (first && first->type == PKI_OBJECT_PRIVATE_KEY)
		pki_throw (error, PKI_ERROR_UNSUPPORTED, _ ("its private key is not encrypted"));
	else if (contents->objects->len > 1)
		pki_throw (error, PKI_ERROR_UNSUPPORTED,
			_ ("it holds other things besides a private key"));
	else if (!first || first->type != PKI_OBJECT_LOCKED ||
		 g_strcmp0 (first->kind, "PKCS#12") == 0)
		pki_throw (error, PKI_ERROR_UNSUPPORTED,
			_ ("it is no file of an encrypted private key"));
	else
		return pki_object_ref (g_ptr_array_index (contents->objects, 0));
	return NULL;
}

static char *stem_of (const char *base)
{
	const char *dot = strrchr (base, '.');
	return dot && dot != base ? g_strndup (base, (gsize)(dot - base)) : g_strdup (base);
}

/* Whose key it is, as far as the path tells. */
static void describe (PkiPlan *plan, const char *path)
{
	g_autofree char *line = g_strdup_printf ("change the passphrase of %s", path);
	g_autofree char *base = g_path_get_basename (path);
	g_autofree char *stem = stem_of (base);
	const char *slash = strchr (path, '/');
	g_autofree char *top = slash ? g_strndup (path, (gsize)(slash - path)) : NULL;
	gboolean of_request = g_strcmp0 (top, PKI_LAYOUT_REQUESTS) == 0;
	pki_plan_describe_as (plan, line, "Pki-Authority", of_request ? NULL : top, "Pki-Name",
		g_str_equal (stem, "ca") && top ? top : stem, NULL);
}

PkiPlan *pki_plan_passphrase (PkiSite *site, const char *path, GError **error)
{
	g_autofree char *shown = pki_text_printable (path, -1);
	g_autoptr (GBytes) file = pki_beneath_read (site->directory, path, MOST_BYTES, error);
	g_autoptr (PkiObject) object = file ? locked_key (file, error) : NULL;
	if (!object) {
		if (file && error)
			g_prefix_error (error, "%s: ", shown);
		return NULL;
	}
	g_autoptr (PkiPlan) plan = pki_plan_new (site, "passphrase");
	PkiPlanKey *key = g_new0 (PkiPlanKey, 1);
	plan->work->key = key;
	key->path = g_strdup (path);
	key->file = g_bytes_ref (file);
	key->has_id = object->has_key_id;
	memcpy (key->id, object->key_id, sizeof key->id);
	key->what = g_strdup (shown);
	plan->needs_passphrase = TRUE;
	pki_plan_add_file (plan, path, PKI_FILE_REPLACED, TRUE, _ ("private key, encrypted anew"));
	pki_plan_add_note (plan, _ ("The history of the repository keeps the key under its old "
				    "passphrase: where that "
				    "has leaked, only another key helps."));
	describe (plan, path);
	const char *words[] = { PACKAGE, "passphrase", path, NULL };
	plan->command = g_strdupv ((char **)words);
	return g_steal_pointer (&plan);
}
