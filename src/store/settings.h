/*
 * pkitty.conf, whose presence makes a directory a store. Comments and keys of which this program
 * knows nothing stay as they are.
 *
 *     [store]
 *     format=1
 *     name=acme-pki
 *     [defaults]
 *     subject=O=Acme, C=DE
 *     key=ecdsa-p256
 *     folder={profile}/{name}
 *     days=365
 *     authority-days=1825
 *     [authority etcd-ca]
 *     crl-urls=http://crl.example.org/etcd-ca.crl
 *     issuer-urls=...
 *     ocsp-urls=...
 */
#pragma once

#include <glib.h>

#define PKI_SETTINGS_FILE   "pkitty.conf"
#define PKI_SETTINGS_FORMAT 1

/* What an authority puts into the certificates it issues. Lists end with NULL and are never NULL.
 */
typedef struct {
	char *name; /* of its folder */
	char **crl_urls, **issuer_urls, **ocsp_urls;
} PkiAuthoritySettings;

typedef struct {
	int format;
	char *name; /* of the store; NULL: not said */
	char *subject; /* RFC 4514, put behind each subject made from a template; NULL: nothing */
	char *key; /* the name of a key type; NULL: as the profile says */
	char *folder; /* where certificates go, see folder-template.h; NULL: as usual */
	int days, authority_days; /* lifetimes; 0: as the profile says */
	GPtrArray *authorities; /* PkiAuthoritySettings */
	GKeyFile *file; /* all of it, for writing */
} PkiSettings;

PkiSettings *pki_settings_new (void);
PkiSettings *pki_settings_copy (const PkiSettings *settings);
void pki_settings_free (PkiSettings *settings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiSettings, pki_settings_free)

/* PKI_ERROR_PARSE for what is no such file, with the line or the key that is wrong. A newer format
 * is read as far as it is understood. */
PkiSettings *pki_settings_parse (GBytes *bytes, GError **error);

/* Of a directory; *bytes (may be NULL) is what the file holds, or NULL. Where there is none, new
 * settings and *bytes NULL: only what is there and can't be read is an error. */
PkiSettings *pki_settings_read (const char *directory, GBytes **bytes, GError **error);

/* PKI_ERROR_UNSUPPORTED where a newer program has made the store: nothing is written then. */
gboolean pki_settings_check_format (const PkiSettings *settings, GError **error);

/* The text of the file. The caller owns the result. */
GBytes *pki_settings_write (const PkiSettings *settings);

/* NULL where nothing is said of this authority. */
const PkiAuthoritySettings *pki_settings_authority (const PkiSettings *settings, const char *name);

/* Sets what is said of an authority; lists may be NULL. */
void pki_settings_set_authority (PkiSettings *settings, const char *name, char *const *crl_urls,
	char *const *issuer_urls, char *const *ocsp_urls);
