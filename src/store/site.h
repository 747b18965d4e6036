/*
 * A directory in which certificates are issued: its settings, its authorities, its repository. Made
 * for one action, or for one form, and read when it is made: what changes later is noticed when the
 * action is carried out. Belongs to one thread at a time.
 */
#pragma once

#include "src/git/repository.h"
#include "src/store/authority.h"
#include "src/store/settings.h"
#include "src/store/store.h"

typedef struct {
	gatomicrefcount references;
	char *directory; /* absolute */
	gboolean is_store; /* it has a pkitty.conf */
	PkiSettings *settings; /* empty ones where there are none */
	GBytes *settings_file; /* NULL where there is none */
	PkiRepository *repository;
	GPtrArray *authorities; /* read when they are asked for */
	gboolean searched; /* the whole directory, by content */
} PkiSite;

/* PKI_ERROR_NOT_FOUND where DIRECTORY is in no git work tree: the message says what to do.
 * PKI_ERROR_UNSUPPORTED for a store of a newer format. */
PkiSite *pki_site_open (const char *directory, GError **error);
PkiSite *pki_site_ref (PkiSite *site);
void pki_site_unref (PkiSite *site);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiSite, pki_site_unref)

/* All authorities (PkiAuthority), with a key here or without: those in folders of the store; where
 * there are none, and with EVERYWHERE, all that a scan of the directory finds by content. Owned by
 * the site. */
GPtrArray *pki_site_authorities (PkiSite *site, gboolean everywhere, GError **error);

/* The authority called NAME: its folder, its common name, the path of its certificate, or at least
 * 6 digits of its fingerprint; NAME NULL: the only one that can sign. PKI_ERROR_NOT_FOUND, also
 * where its key is not here; PKI_ERROR_INVALID_INPUT where several are meant; the message lists
 * them. */
PkiAuthority *pki_site_authority (PkiSite *site, const char *name, GError **error);

/* The certificates (PkiObject) above an authority, nearest first, as far as they are here. The
 * caller owns the result. */
GPtrArray *pki_site_chain (PkiSite *site, const PkiObject *certificate);
