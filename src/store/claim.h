/* What the trailers of a commit say was done (plan-message.c writes them), object by object.
 * Whether it is true is another matter. All texts are hostile. */
#pragma once

#include "src/git/revision.h"

typedef struct {
	const char *action; /* "issue", "create-ca", ...; never NULL; all of them the revision's */
	const char *authority, *name, *profile; /* NULL: not told */
	const char *certificate; /* SHA-256 in hexadecimal digits */
	const char *serial, *not_after;
} PkiClaim;

/* PkiClaim, in order; empty for a commit that is not pkitty's. REVISION must outlive it. */
GArray *pki_claims_read (const PkiRevision *revision);

/* Whether ACTION makes certificates, one for each claim. */
gboolean pki_action_makes_certificate (const char *action);

/* "create CA", ... translated; an unknown one as it stands, printable. The caller frees. */
char *pki_action_word (const char *action);
