/*
 * Where files of a store go. certs/, archive/ and revoked/ are flat up to 1,000 names; new ones
 * then go into 256 folders below, by the start of the SHA-256 of the name (folded), so that no tree
 * of git grows with the store. A name is looked for in both places.
 */
#pragma once

#include <glib.h>

#define PKI_LAYOUT_PRIVATE  "private"
#define PKI_LAYOUT_REQUESTS "requests"
#define PKI_LAYOUT_FLAT     1000

/* What is known of a directory's folders, read once each; and which new files were promised. */
typedef struct _PkiLayout PkiLayout;
PkiLayout *pki_layout_new (const char *directory);
void pki_layout_free (PkiLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiLayout, pki_layout_free)

/* "a" and "b" as "a/b", "" and "b" as "b". The caller frees. */
char *pki_layout_join (const char *folder, const char *name);

/* The path for a new file NAME with ENDING (".crt") in FOLDER, which is taken from now on.
 * PKI_ERROR_EXISTS when something has it, or a name that differs in case alone. The caller frees.
 */
char *pki_layout_claim (PkiLayout *layout, const char *folder, const char *name, const char *ending,
	GError **error);

/* The same in a folder that stays flat and is not listed: private/. */
char *pki_layout_claim_flat (PkiLayout *layout, const char *folder, const char *name,
	const char *ending, GError **error);
