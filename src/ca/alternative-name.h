/*
 * Alternative names (RFC 5280 §4.2.1.6) of the four kinds that pkitty makes. In between they are
 * canonical text: "DNS:etcd1.internal", "IP:10.0.0.11", "IP:2001:db8::1", "EMAIL:user@example.org",
 * "URI:spiffe://example.org/db"; the prefixes are those that lists and JSON show.
 */
#pragma once

#include <glib.h>

#include "src/base/slice.h"

typedef enum {
	PKI_NAME_DNS,
	PKI_NAME_IP,
	PKI_NAME_EMAIL,
	PKI_NAME_URI,
	PKI_NAME_KIND_N,
} PkiNameKind;

/* "DNS", "IP", "EMAIL", "URI". Static. */
const char *pki_name_kind_prefix (PkiNameKind kind);

/* "DNS name", "IP address", ... translated. Static. */
const char *pki_name_kind_title (PkiNameKind kind);

/* What a person typed as canonical text. International host names become A-labels, addresses their
 * shortest form. PKI_ERROR_INVALID_INPUT says which part is wrong and what to type. The caller
 * frees.
 */
char *pki_alternative_name_parse (PkiNameKind kind, const char *text, GError **error);

/* Canonical text taken apart; *value points into it. FALSE where it has no known prefix. */
gboolean pki_alternative_name_split (const char *canonical, PkiNameKind *kind, const char **value);

/* Reads canonical text again: what another part of the program, a profile or a file has. The result
 * is the canonical form, for the caller to free. */
char *pki_alternative_name_check (const char *text, GError **error);

/* The same for showing: an A-label in both forms, "DNS:bücher.example (xn--bcher-kva.example)";
 * printable. The caller frees. */
char *pki_alternative_name_show (const char *canonical);

/* Appends the GeneralName of canonical text. FALSE, with nothing appended, where it is not
 * canonical. */
gboolean pki_alternative_name_encode (GByteArray *out, const char *canonical);
