/* What an action has done. */
#pragma once

#include "src/x509/object.h"

typedef struct {
	PkiObject *object; /* the certificate, or the request */
	char *name; /* of its files */
	char *profile;
	char *path; /* relative to the directory opened */
	char *key_path; /* of its private key, where that is here; else NULL */
	char *authority; /* the name of its issuer; NULL where it has none */
	char *issuer_fingerprint; /* of the issuer's certificate, in hex; NULL where it has none */
	guint depth; /* how many certificates that are here stand above it */
	char *next_steps; /* translated text of its profile, with the paths filled in; may be
			     NULL */
} PkiMade;

typedef struct {
	char *action;
	char *commit; /* id in hexadecimal digits */
	GPtrArray *files; /* char*: paths that were written or removed, in git or not */
	GPtrArray *made; /* PkiMade */
	GPtrArray *notes; /* char*: translated sentences */
	char *warning; /* it is done, but ...; or NULL */
	char *recovered; /* what was finished or dropped for somebody else before; or NULL */
} PkiOutcome;

PkiOutcome *pki_outcome_new (const char *action);
void pki_outcome_free (PkiOutcome *outcome);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiOutcome, pki_outcome_free)
