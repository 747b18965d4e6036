/*
 * A profile: what one kind of certificate needs, as a text file says it (a GKeyFile with the one
 * group [Profile]; data/profiles/ has the shipped ones). Nothing about any application is in C.
 *
 *     Title, Purpose, NamesHint, NextSteps    texts, with translations as Title[zh_CN]
 *     Group               where lists put it: general, etcd, kubeedge, tidb, …
 *     CertificateAuthority, PathLength        a CA, and how many CAs may follow below it
 *     KeyUsage, KeyUsageRSA                   digitalSignature;… and what RSA keys have besides
 *     ExtendedKeyUsage    serverAuth;clientAuth;… or OIDs in dots
 *     Subject, FixedSubject                   "CN={name}", and whether no other is allowed
 *     RequiredNames, AllowedNames             DNS;IP;… : at least one of these; none but these
 *     SuggestedNames      DNS:localhost;IP:127.0.0.1
 *     Key, AllowedKeys    ecdsa-p256;…
 *     Days, LongestDays
 *     KeyFormat           pkcs8 or traditional
 *     FileName            "{name}", "{name}-peer"
 */
#pragma once

#include "src/ca/alternative-name.h"
#include "src/ca/private-key.h"

/* A host is meant: a DNS name or an IP address. */
#define PKI_PROFILE_HOST ((1u << PKI_NAME_DNS) | (1u << PKI_NAME_IP))

/* Immutable and reference counted. */
typedef struct {
	gatomicrefcount references;
	char *name; /* "etcd-server" */
	char *title; /* translated, like all texts here */
	char *purpose;
	char *group;
	gboolean ca;
	int path_length; /* -1: none */
	guint key_usage; /* 1 << bit of RFC 5280 §4.2.1.3 */
	guint key_usage_rsa; /* added where the key is RSA */
	char **purposes; /* extended key usage: RFC names, or OIDs in dots */
	char *subject; /* template: "CN=system:node:{name}, O=system:nodes" */
	gboolean fixed_subject; /* no other is made */
	guint required_names; /* 1 << PkiNameKind: at least one name of one of these; 0: none needed
			       */
	guint allowed_names; /* 1 << PkiNameKind */
	char **suggested_names; /* canonical text */
	PkiKeyType key_type;
	guint allowed_key_types; /* 1 << PkiKeyType */
	int days; /* lifetime unless said otherwise */
	int longest_days; /* 0: no limit but the issuer's end */
	PkiKeyFormat key_format;
	char *file_name; /* template: "{name}-peer" */
	char *names_hint; /* which names must stand here and what fails otherwise; or NULL */
	char *next_steps; /* what to do with the files, for pki_template_fill() with certificate,
			     key, chain, ca, authorities as words of a shell; key_bare,
			     chain_bare, ca_bare, authorities_bare as they are; name, name_word; or
			     NULL */
} PkiProfile;

/* Reads the file TEXT of the profile NAME. PKI_ERROR_PARSE names the line or key that is wrong;
 * unknown keys are wrong. */
PkiProfile *pki_profile_parse (const char *name, GBytes *text, GError **error);

PkiProfile *pki_profile_ref (PkiProfile *profile);
void pki_profile_unref (PkiProfile *profile);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiProfile, pki_profile_unref)

/* Key usage for a key of this kind: what all have, and RSA's besides. */
guint pki_profile_key_usage (const PkiProfile *profile, gboolean rsa);

/* The content octets of a purpose's OID; NULL where it is neither known nor an OID. The caller owns
 * the result. */
GBytes *pki_profile_purpose_oid (const char *purpose);

/* How the purpose is shown and compared: its name where it has one, whichever way it is written.
 * The caller frees. */
char *pki_profile_purpose_label (const char *purpose);

/* The name of the files of something called NAME, without a suffix. The caller frees. */
char *pki_profile_file_name (const PkiProfile *profile, const char *name);

/* What to do next, filled in with file names: chain holds what a program sends, ca the issuer
 * alone, authorities the issuer and all above it, which OpenSSL needs to trust anything. Without a
 * file that holds the key (KEY NULL) the lines about it are left out. NULL where the profile says
 * nothing. The caller frees. */
char *pki_profile_next_steps (const PkiProfile *profile, const char *name, const char *certificate,
	const char *key, const char *chain, const char *ca, const char *authorities);
