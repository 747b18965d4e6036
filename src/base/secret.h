/*
 * A secret: a passphrase or the bytes of a private key. It lives in memory that is locked where the
 * system allows it, left out of core dumps, and wiped when it is freed. It is never copied into an
 * error, a log or an argument.
 */
#pragma once

#include "src/base/slice.h"

typedef struct _PkiSecret PkiSecret;

/* Copies SIZE bytes; a NUL that is not counted is put behind them. The caller wipes its own copy.
 */
PkiSecret *pki_secret_new (const void *data, gsize size);
PkiSecret *pki_secret_ref (PkiSecret *secret);
void pki_secret_unref (PkiSecret *secret);

PkiSlice pki_secret_bytes (const PkiSecret *secret);
/* The bytes with a NUL behind them; a NUL within cuts it short. */
const char *pki_secret_text (const PkiSecret *secret);

/* SIZE bytes of zeros in pages of their own, for a secret that is not known yet: locked and left
 * out of core dumps as a PkiSecret is. */
void *pki_locked_new (gsize size);
/* Wipes and frees them; DATA may be NULL. */
void pki_locked_free (void *data, gsize size);

/* Overwrites memory in a way the compiler does not remove. */
void pki_wipe (void *data, gsize size);

/* Overwrites what functions that have returned left on the stack of this thread, 64 KiB deep:
 * registers with pieces of secrets in them are saved there by whoever is called next. */
void pki_wipe_stack (void);

/* Leaves what this process has in memory, but for files mapped into it, out of its core dumps
 * (core(5)): libraries free copies of keys unwiped. Nothing happens where the system has no such
 * thing. */
void pki_secret_shun_dumps (void);

/* Takes memory from g_malloc() over as bytes that are wiped before they are freed. */
GBytes *pki_bytes_take_wiped (void *data, gsize size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiSecret, pki_secret_unref)
