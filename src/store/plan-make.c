/* Keys and signatures of a plan: the work, done in as many threads as there are processors. */
#include "config.h"

#include "src/store/plan-private.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/ca/certificate-maker.h"
#include "src/ca/passphrase.h"
#include "src/ca/request-maker.h"
#include "src/store/crew.h"
#include "src/x509/pem.h"

typedef struct {
	PkiPlanItem *item;
	PkiPrivateKey *signer; /* NULL: the item's own key */
} Task;

typedef struct {
	PkiPlan *plan;
	PkiSecret *passphrase; /* of new keys that are encrypted */
	GCancellable *cancellable;
	GHashTable *signers; /* PkiAuthority → PkiPrivateKey */
	GAsyncQueue *done; /* GError, or the plan where an item went well */
} Work;

static gboolean make_key (Work *work, PkiPlanItem *item, GError **error)
{
	if (item->request)
		return TRUE;
	if (!item->key)
		item->key = pki_private_key_generate (item->terms->key_type, error);
	if (!item->key || !item->writes_key)
		return item->key != NULL;
	g_clear_pointer (&item->key_file, pki_secret_unref); /* of an earlier try */
	PkiKeyFormat format = item->encrypt ? PKI_KEY_FORMAT_PKCS8 : item->terms->key_format;
	item->key_file = pki_private_key_write (
		item->key, format, item->encrypt ? work->passphrase : NULL, error);
	return item->key_file != NULL;
}

static gboolean sign (Work *work, PkiPlanItem *item, GError **error)
{
	g_clear_pointer (&item->der, g_bytes_unref);
	if (item->is_request) {
		item->der = pki_request_make (item->terms, item->key, error);
		return item->der != NULL;
	}
	PkiPrivateKey *signer =
		item->issuer ? g_hash_table_lookup (work->signers, item->issuer) : item->key;
	PkiSlice spki =
		item->request ? item->request->request.spki : pki_private_key_spki (item->key);
	item->der = pki_certificate_make (
		item->terms, spki, item->issuer ? item->issuer->certificate : NULL, signer, error);
	return item->der != NULL;
}

static void make_item (gpointer data, gpointer user_data)
{
	PkiPlanItem *item = data;
	Work *work = user_data;
	GError *error = NULL;
	if (!g_cancellable_set_error_if_cancelled (work->cancellable, &error) &&
		make_key (work, item, &error))
		sign (work, item, &error);
	g_async_queue_push (work->done, error ? (gpointer)error : (gpointer)work->plan);
}

/* Waits for all, also after a mistake: the threads use what is ours. */
static gboolean gather (Work *work, PkiPlanProgress progress, gpointer data, GError **error)
{
	guint total = work->plan->work->items->len;
	g_autoptr (GError) first = NULL;
	for (guint i = 0; i < total; i++) {
		gpointer answer = g_async_queue_pop (work->done);
		if (answer != work->plan && !first)
			first = answer;
		else if (answer != work->plan)
			g_error_free (answer);
		if (progress)
			progress (i + 1, total, data);
	}
	if (!first)
		return TRUE;
	g_propagate_error (error, g_steal_pointer (&first));
	return FALSE;
}

static gboolean make_all (Work *work, PkiPlanProgress progress, gpointer data, GError **error)
{
	GPtrArray *items = work->plan->work->items;
	GThreadPool *crew = pki_crew_start (items, make_item, work);
	gboolean good = gather (work, progress, data, error);
	if (crew)
		g_thread_pool_free (crew, FALSE, TRUE);
	return good;
}

static PkiPrivateKey *open_signer (PkiKeyring *keyring, const PkiAuthority *issuer, GError **error)
{
	g_autofree char *what = g_strdup_printf (_ ("the key of %s"), issuer->name);
	const guint8 *id = issuer->certificate->key_id;
	if (issuer->key == PKI_AUTHORITY_TOKEN)
		return pki_keyring_open_token (keyring, issuer->uri, id, error);
	return pki_keyring_open (keyring, what, issuer->key_file, id, error);
}

static gboolean open_signers (Work *work, PkiKeyring *keyring, GError **error)
{
	GPtrArray *items = work->plan->work->items;
	for (guint i = 0; i < items->len; i++) {
		PkiPlanItem *item = g_ptr_array_index (items, i);
		if (!item->issuer || g_hash_table_contains (work->signers, item->issuer))
			continue;
		PkiPrivateKey *key = open_signer (keyring, item->issuer, error);
		if (!key)
			return FALSE;
		g_hash_table_insert (work->signers, item->issuer, key);
	}
	return TRUE;
}

/* Somebody else made it: it may be of any kind. */
static gboolean check_kind (const PkiPlanItem *item, GError **error)
{
	PkiPublicKey key;
	PkiKeyType type;
	if (!pki_public_key_parse (pki_private_key_spki (item->key), &key) ||
		!pki_key_type_of (&key, &type))
		return pki_throw (error, PKI_ERROR_UNSUPPORTED,
			_ ("the key in the token is weak (RSA below 2048 bits) or of a kind that "
			   "few programs know"));
	if (item->profile->allowed_key_types & 1u << type)
		return TRUE;
	g_autofree char *allowed = pki_key_type_list (item->profile->allowed_key_types);
	return pki_throw (error, PKI_ERROR_UNSUPPORTED,
		_ ("the key in the token is of the kind %s, which the profile %s does not "
		   "take\nAllowed are: %s."),
		pki_key_type_name (type), item->profile->name, allowed);
}

static gboolean open_tokens (Work *work, PkiKeyring *keyring, GError **error)
{
	GPtrArray *items = work->plan->work->items;
	for (guint i = 0; i < items->len; i++) {
		PkiPlanItem *item = g_ptr_array_index (items, i);
		if (!item->token)
			continue;
		item->key = pki_keyring_open_token (keyring, item->token, NULL, error);
		if (!item->key || !check_kind (item, error))
			return FALSE;
	}
	return TRUE;
}

PkiSecret *pki_plan_choose (PkiKeyring *keyring, const char *what, GPtrArray *notes, GError **error)
{
	g_autofree char *weak = NULL;
	g_autoptr (PkiSecret) passphrase = pki_keyring_choose (keyring, what, &weak, error);
	if (!passphrase || !pki_passphrase_check (passphrase, error))
		return NULL;
	if (weak)
		g_ptr_array_add (notes, g_steal_pointer (&weak));
	return g_steal_pointer (&passphrase);
}

static char *what_is_new (const PkiPlan *plan)
{
	const GPtrArray *items = plan->work->items;
	const PkiPlanItem *item = g_ptr_array_index (items, 0);
	return items->len == 1 ? g_strdup_printf (_ ("the new key of %s"), item->name)
			       : g_strdup (_ ("the new keys"));
}

static gboolean prepare (Work *work, PkiKeyring *keyring, GPtrArray *notes, GError **error)
{
	if (!open_signers (work, keyring, error) || !open_tokens (work, keyring, error))
		return FALSE;
	if (!work->plan->needs_passphrase)
		return TRUE;
	g_autofree char *what = what_is_new (work->plan);
	work->passphrase = pki_plan_choose (keyring, what, notes, error);
	return work->passphrase != NULL;
}

/* The key of a new authority is used next: its passphrase was given a moment ago. */
static void remember_authorities (const PkiPlan *plan, PkiKeyring *keyring)
{
	for (guint i = 0; i < plan->work->items->len; i++) {
		const PkiPlanItem *item = g_ptr_array_index (plan->work->items, i);
		if (item->key && item->profile->ca)
			pki_keyring_add (keyring, item->key);
	}
}

gboolean pki_plan_make (PkiPlan *plan, PkiKeyring *keyring, GPtrArray *notes,
	PkiPlanProgress progress, gpointer data, GCancellable *cancellable, GError **error)
{
	Work work = { .plan = plan,
		.cancellable = cancellable,
		.signers = g_hash_table_new_full (
			NULL, NULL, NULL, (GDestroyNotify)pki_private_key_unref),
		.done = g_async_queue_new () };
	gboolean good =
		prepare (&work, keyring, notes, error) && make_all (&work, progress, data, error);
	if (good)
		remember_authorities (plan, keyring);
	g_async_queue_unref (work.done);
	g_hash_table_unref (work.signers);
	g_clear_pointer (&work.passphrase, pki_secret_unref);
	return good;
}

GBytes *pki_plan_item_file (const PkiPlanItem *item)
{
	char *pem = pki_pem_encode (item->is_request ? "CERTIFICATE REQUEST" : "CERTIFICATE", NULL,
		pki_slice_of_bytes (item->der));
	return g_bytes_new_take (pem, strlen (pem));
}
