#include "config.h"

#include "src/store/keyring.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/hex.h"
#include "src/base/intl.h"
#include "src/ca/passphrase.h"

#define IDLE          600 /* seconds */
#define MOST_ATTEMPTS 3

struct _PkiKeyring {
	PkiAskFunction ask;
	gpointer data;
	GMutex mutex; /* of what follows; never held while somebody is asked */
	GMutex asking; /* so that two threads that want one key ask once */
	GHashTable *keys; /* hexadecimal digest → PkiPrivateKey */
	GHashTable *tokens; /* URI → digest of the key that was found there */
	guint idle;
	gint64 used_at; /* monotonic */
	GSource *timer; /* in the default main context, as long as something is known */
};

PkiKeyring *pki_keyring_new (PkiAskFunction ask, gpointer data)
{
	PkiKeyring *keyring = g_new0 (PkiKeyring, 1);
	keyring->ask = ask;
	keyring->data = data;
	keyring->idle = IDLE;
	g_mutex_init (&keyring->mutex);
	g_mutex_init (&keyring->asking);
	keyring->keys = g_hash_table_new_full (
		g_str_hash, g_str_equal, g_free, (GDestroyNotify)pki_private_key_unref);
	keyring->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
	return keyring;
}

static void stop_timer (PkiKeyring *keyring)
{
	if (!keyring->timer)
		return;
	g_source_destroy (keyring->timer);
	g_clear_pointer (&keyring->timer, g_source_unref);
}

/* The mutex is held. */
static void forget (PkiKeyring *keyring)
{
	g_hash_table_remove_all (keyring->keys);
	g_hash_table_remove_all (keyring->tokens);
	stop_timer (keyring);
}

void pki_keyring_forget (PkiKeyring *keyring)
{
	g_mutex_lock (&keyring->mutex);
	forget (keyring);
	g_mutex_unlock (&keyring->mutex);
}

void pki_keyring_free (PkiKeyring *keyring)
{
	if (!keyring)
		return;
	pki_keyring_forget (keyring);
	g_hash_table_unref (keyring->keys);
	g_hash_table_unref (keyring->tokens);
	g_mutex_clear (&keyring->mutex);
	g_mutex_clear (&keyring->asking);
	g_free (keyring);
}

static gint64 idle_until (const PkiKeyring *keyring)
{
	return keyring->used_at + (gint64)keyring->idle * G_TIME_SPAN_SECOND;
}

static gboolean on_time (gpointer data)
{
	PkiKeyring *keyring = data;
	g_mutex_lock (&keyring->mutex);
	if (keyring->timer && g_get_monotonic_time () >= idle_until (keyring))
		forget (keyring);
	else if (keyring->timer)
		g_source_set_ready_time (keyring->timer, idle_until (keyring));
	g_mutex_unlock (&keyring->mutex);
	return G_SOURCE_CONTINUE;
}

/* A source that does nothing but come to its time. */
static gboolean dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
	(void)source;
	return callback (data);
}

/* The mutex is held. */
static void note_use (PkiKeyring *keyring)
{
	static GSourceFuncs functions = { .dispatch = dispatch };
	keyring->used_at = g_get_monotonic_time ();
	if (keyring->timer)
		return;
	keyring->timer = g_source_new (&functions, sizeof (GSource));
	g_source_set_callback (keyring->timer, on_time, keyring, NULL);
	g_source_set_ready_time (keyring->timer, idle_until (keyring));
	g_source_attach (keyring->timer, NULL);
}

void pki_keyring_set_idle (PkiKeyring *keyring, guint seconds)
{
	g_mutex_lock (&keyring->mutex);
	keyring->idle = seconds;
	if (keyring->timer)
		g_source_set_ready_time (keyring->timer, idle_until (keyring));
	g_mutex_unlock (&keyring->mutex);
}

/* Also where no main loop runs to do it in time. The mutex is held. */
static void forget_what_is_old (PkiKeyring *keyring)
{
	if (keyring->timer && g_get_monotonic_time () >= idle_until (keyring))
		forget (keyring);
}

guint pki_keyring_count (PkiKeyring *keyring)
{
	g_mutex_lock (&keyring->mutex);
	forget_what_is_old (keyring);
	guint count = g_hash_table_size (keyring->keys);
	g_mutex_unlock (&keyring->mutex);
	return count;
}

static PkiPrivateKey *find (PkiKeyring *keyring, const char *digest)
{
	g_mutex_lock (&keyring->mutex);
	forget_what_is_old (keyring);
	PkiPrivateKey *key = g_hash_table_lookup (keyring->keys, digest);
	if (key) {
		pki_private_key_ref (key);
		note_use (keyring);
	}
	g_mutex_unlock (&keyring->mutex);
	return key;
}

void pki_keyring_add (PkiKeyring *keyring, PkiPrivateKey *key)
{
	g_mutex_lock (&keyring->mutex);
	g_hash_table_replace (keyring->keys,
		pki_hex_encode (pki_slice (pki_private_key_id (key), 32)),
		pki_private_key_ref (key));
	note_use (keyring);
	g_mutex_unlock (&keyring->mutex);
}

static PkiSecret *ask (
	PkiKeyring *keyring, const char *what, const char *why_again, PkiAsk kind, GError **error)
{
	PkiSecret *answer = keyring->ask (what, why_again, kind, keyring->data);
	if (!answer)
		pki_throw (error, PKI_ERROR_CANCELLED, _ ("no passphrase was given for %s"), what);
	return answer;
}

static PkiPrivateKey *open_file (
	PkiKeyring *keyring, const char *what, GBytes *file, const guint8 *key_id, GError **error)
{
	g_autoptr (GError) why = NULL;
	PkiPrivateKey *key = pki_private_key_open (file, NULL, key_id, &why);
	if (key || !g_error_matches (why, PKI_ERROR, PKI_ERROR_LOCKED)) {
		if (why)
			g_propagate_error (error, g_steal_pointer (&why));
		return key;
	}
	const char *why_again = NULL;
	for (guint attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
		g_autoptr (PkiSecret) passphrase =
			ask (keyring, what, why_again, PKI_ASK_KNOWN, error);
		if (!passphrase)
			return NULL;
		g_clear_error (&why);
		key = pki_private_key_open (file, passphrase, key_id, &why);
		if (key || !g_error_matches (why, PKI_ERROR, PKI_ERROR_BAD_PASSPHRASE))
			break;
		why_again = _ ("The passphrase is wrong.");
	}
	if (!key)
		g_propagate_prefixed_error (error, g_steal_pointer (&why), "%s: ", what);
	return key;
}

PkiPrivateKey *pki_keyring_open (
	PkiKeyring *keyring, const char *what, GBytes *file, const guint8 *key_id, GError **error)
{
	g_autofree char *digest = key_id ? pki_hex_encode (pki_slice (key_id, 32)) : NULL;
	g_mutex_lock (&keyring->asking);
	PkiPrivateKey *key = digest ? find (keyring, digest) : NULL;
	if (!key) {
		key = open_file (keyring, what, file, key_id, error);
		if (key)
			pki_keyring_add (keyring, key);
	}
	g_mutex_unlock (&keyring->asking);
	return key;
}

static PkiSecret *ask_pin (PkiKeyring *keyring, const char *token_label, guint attempt, PkiAsk kind)
{
	g_autofree char *what = g_strdup_printf (_ ("the token \"%s\" (its PIN)"), token_label);
	if (attempt >= MOST_ATTEMPTS)
		return NULL;
	return keyring->ask (what, attempt ? _ ("The PIN is wrong.") : NULL, kind, keyring->data);
}

static PkiSecret *ask_known_pin (const char *token_label, guint attempt, gpointer data)
{
	return ask_pin (data, token_label, attempt, PKI_ASK_KNOWN);
}

static PkiSecret *ask_new_pin (const char *token_label, guint attempt, gpointer data)
{
	return ask_pin (data, token_label, attempt, PKI_ASK_NEW_PIN);
}

static gboolean is_key (const PkiPrivateKey *key, const guint8 *key_id, GError **error)
{
	if (!key_id || memcmp (pki_private_key_id (key), key_id, 32) == 0)
		return TRUE;
	return pki_throw (error, PKI_ERROR_NOT_FOUND,
		_ ("the token holds another key than that of the certificate"));
}

/* Of which key it is known that it is there. */
static char *digest_of_token (PkiKeyring *keyring, const char *uri)
{
	g_mutex_lock (&keyring->mutex);
	char *digest = g_strdup (g_hash_table_lookup (keyring->tokens, uri));
	g_mutex_unlock (&keyring->mutex);
	return digest;
}

static void add_token (PkiKeyring *keyring, const char *uri, PkiPrivateKey *key)
{
	pki_keyring_add (keyring, key);
	g_mutex_lock (&keyring->mutex);
	g_hash_table_replace (keyring->tokens, g_strdup (uri),
		pki_hex_encode (pki_slice (pki_private_key_id (key), 32)));
	g_mutex_unlock (&keyring->mutex);
}

PkiPrivateKey *pki_keyring_open_token (
	PkiKeyring *keyring, const char *uri, const guint8 *key_id, GError **error)
{
	g_autofree char *digest =
		key_id ? pki_hex_encode (pki_slice (key_id, 32)) : digest_of_token (keyring, uri);
	g_mutex_lock (&keyring->asking);
	g_autoptr (PkiPrivateKey) key = digest ? find (keyring, digest) : NULL;
	if (!key) {
		key = pki_private_key_open_token (
			uri, key_id ? ask_known_pin : ask_new_pin, keyring, error);
		if (key && !is_key (key, key_id, error))
			g_clear_pointer (&key, pki_private_key_unref);
		if (key)
			add_token (keyring, uri, key);
	}
	g_mutex_unlock (&keyring->asking);
	return g_steal_pointer (&key);
}

PkiSecret *pki_keyring_choose (PkiKeyring *keyring, const char *what, char **weak, GError **error)
{
	const char *why_again = NULL;
	for (guint attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
		g_autoptr (PkiSecret) answer = ask (keyring, what, why_again, PKI_ASK_NEW, error);
		if (!answer)
			return NULL;
		if (pki_secret_bytes (answer).size > 0) {
			if (weak)
				*weak = pki_passphrase_weakness (answer);
			return g_steal_pointer (&answer);
		}
		why_again = _ ("The passphrase is empty.");
	}
	pki_throw (error, PKI_ERROR_INVALID_INPUT,
		_ ("%s: its passphrase is empty\nA key that is kept in git needs one."), what);
	return NULL;
}
