/*
 * Name constraints (RFC 5280 §4.2.1.10): which names may stand in what a CA signs. Canonical text:
 * "DNS:example.org" (it and all below), "IP:10.0.0.0/8", "EMAIL:example.org" (all at that host),
 * "EMAIL:.example.org" (at hosts below), "EMAIL:user@example.org", "URI:example.org",
 * "URI:.example.org".
 */
#pragma once

#include "src/ca/alternative-name.h"
#include "src/x509/general-name.h"

/* What a person typed as canonical text. PKI_ERROR_INVALID_INPUT says what to type. The caller
 * frees.
 */
char *pki_name_constraint_parse (PkiNameKind kind, const char *text, GError **error);

/* The same where the kind is said in front ("email:example.org"), or else told by how it looks: a
 * network, an address with "@", a domain. */
char *pki_name_constraint_parse_any (const char *text, GError **error);

/* Reads "DNS:…", … again, as pki_alternative_name_check() does. */
char *pki_name_constraint_check (const char *text, GError **error);

/* Appends the GeneralSubtree of canonical text. FALSE, with nothing appended, where it is not
 * canonical. */
gboolean pki_name_constraint_encode (GByteArray *out, const char *canonical);

/* Whether NAME lies within the subtree BASE of the same kind (DNS, IP, EMAIL, URI, DIRECTORY). What
 * can't be compared does. */
gboolean pki_name_constraint_covers (const PkiGeneralName *base, const PkiGeneralName *name);

/* Whether NAME lies within BASE, or is a wildcard that stands for the base itself. */
gboolean pki_name_constraint_touches (const PkiGeneralName *base, const PkiGeneralName *name);

/* Whether NAME has what bases of its kind are compared with: the host name of a URI, the “@” of a
 * mail address. Others refuse one without where there is any base of the kind (RFC 5280 §4.2.1.10).
 */
gboolean pki_name_constraint_can_judge (const PkiGeneralName *name);
