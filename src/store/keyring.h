/*
 * Keys and passphrases of this run: each is asked for once, kept in locked memory, and forgotten
 * after ten minutes in which nobody wanted it. From any thread; the asking is done in the thread
 * that needs the key.
 */
#pragma once

#include "src/ca/private-key.h"

typedef struct _PkiKeyring PkiKeyring;

/* Which passphrase is wanted. */
typedef enum {
	PKI_ASK_KNOWN, /* of a key that is here */
	PKI_ASK_NEW, /* one is to be chosen, so it is asked for twice where nobody sees it */
	PKI_ASK_NEW_PIN, /* of the token whose key a new authority gets */
} PkiAsk;

/* A passphrase from a person: WHAT says of what (translated: "the key of etcd-ca"), WHY_AGAIN what
 * was wrong with the last answer (NULL the first time). NULL: none is to be had; the action is
 * given up. */
typedef PkiSecret *(*PkiAskFunction) (
	const char *what, const char *why_again, PkiAsk kind, gpointer data);

PkiKeyring *pki_keyring_new (PkiAskFunction ask, gpointer data);
void pki_keyring_free (PkiKeyring *keyring);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiKeyring, pki_keyring_free)

/* Forgets everything at once (the `lock` action). */
void pki_keyring_forget (PkiKeyring *keyring);

/* How many keys and passphrases are known at this moment. */
guint pki_keyring_count (PkiKeyring *keyring);

/* Seconds without use after which things are forgotten; 600 unless said. */
void pki_keyring_set_idle (PkiKeyring *keyring, guint seconds);

/* The key with this SPKI digest (32 octets; NULL: the only one) from a file; WHAT names it when its
 * passphrase is asked for, up to three times. PKI_ERROR_CANCELLED when none is given, and the
 * errors of pki_private_key_open(). Blocking. */
PkiPrivateKey *pki_keyring_open (
	PkiKeyring *keyring, const char *what, GBytes *file, const guint8 *key_id, GError **error);

/* The same of a key in a token; with KEY_ID NULL the one at this URI, whichever it is, for
 * a new authority. */
PkiPrivateKey *pki_keyring_open_token (
	PkiKeyring *keyring, const char *uri, const guint8 *key_id, GError **error);

/* A passphrase for a new key, asked for until it is one: never empty. *weak (may be NULL) gets a
 * translated sentence where it is weak. */
PkiSecret *pki_keyring_choose (PkiKeyring *keyring, const char *what, char **weak, GError **error);

/* A key that was just made is known from now on. */
void pki_keyring_add (PkiKeyring *keyring, PkiPrivateKey *key);
