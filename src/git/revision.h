/* One commit as git keeps it: who, when, and what the message says. All texts are hostile. */
#pragma once

#include <glib.h>

typedef struct {
	char *name, *email; /* never NULL; bytes */
	gint64 time; /* seconds since 1970 */
	int offset; /* minutes east of Greenwich, as the person's clock had it */
} PkiPerson;

/* A line "Key: value" of the last paragraph of the message. */
typedef struct {
	char *key, *value;
} PkiTrailer;

typedef struct {
	char *id; /* hexadecimal digits */
	PkiPerson author, committer;
	char *subject; /* the first paragraph on one line; never NULL */
	char *body; /* what follows, trailers included; NULL: nothing. Of each a MiB at most, and
		       that there is more */
	GArray *trailers; /* PkiTrailer, in order; never NULL */
	guint parents;
	gboolean cut; /* its first parent is not here: a shallow clone, or a damaged one */
} PkiRevision;

void pki_revision_free (PkiRevision *revision);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiRevision, pki_revision_free)
