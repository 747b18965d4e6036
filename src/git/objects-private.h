/* Blobs, trees and the commit of a change, in the object database; nothing refers to them yet. */
#pragma once

#include "src/git/work-private.h"

typedef struct {
	const char *message;
	const git_signature *author, *committer;
	PkiBlobCheck check;
	gpointer check_data;
	GCancellable *cancellable;
} PkiObjectsWish;

/* Sets the `after` of the work and of its paths. Many objects become one pack. BASE is HEAD's tree
 * or NULL. All of it is in the staging folder, not flushed to disk. */
gboolean pki_objects_make (
	PkiWork *work, git_tree *base, const PkiObjectsWish *wish, GError **error);

/* Brings them to git's other objects, once they are on the disk. */
gboolean pki_objects_bring (const PkiWork *work, GError **error);
