/*
 * What became of the objects in some files: those of before and those of after, paired by path and
 * content. It knows nothing of git: files come as bytes, so that two revisions, or a revision and
 * the work tree, can be compared alike.
 */
#pragma once

#include "src/x509/object.h"

typedef enum {
	PKI_CHANGE_ADDED,
	PKI_CHANGE_REPLACED, /* another one stands at its place */
	PKI_CHANGE_REMOVED,
	PKI_CHANGE_MOVED, /* the same one at another place: a copy in the archive, too */
	PKI_CHANGE_N,
} PkiChangeKind;

/* What a file is that holds no objects. */
typedef enum {
	PKI_CHANGED_OBJECT,
	PKI_CHANGED_SETTINGS,
	PKI_CHANGED_PROFILE,
	PKI_CHANGED_FILE,
	PKI_CHANGED_N,
} PkiChangedThing;

typedef struct {
	PkiChangeKind kind;
	PkiChangedThing thing;
	PkiObject *before, *after; /* of an object; NULL where there is none */
	char *path_before, *path_after; /* relative to the directory; bytes; or NULL */
	char *why; /* translated: why the file was not looked into; or NULL */
} PkiObjectChange;
void pki_object_change_free (PkiObjectChange *change);

/* The object as it is now, or as it was; NULL for a mere file. And where. */
const PkiObject *pki_object_change_object (const PkiObjectChange *change);
const char *pki_object_change_path (const PkiObjectChange *change);

/* What a person calls it: hostile text. The caller frees. */
char *pki_object_change_name (const PkiObjectChange *change);

typedef struct _PkiObjectChanges PkiObjectChanges;

PkiObjectChanges *pki_object_changes_new (void);

/* Adds a file; NULL bytes: it was not there, or is no more. WHY (translated, copied, or NULL): it
 * could not be read. */
void pki_object_changes_add (PkiObjectChanges *changes, const char *path, GBytes *before,
	GBytes *after, const char *why);

/* PkiObjectChange, files in the order in which they were added. Takes CHANGES. */
GPtrArray *pki_object_changes_end (PkiObjectChanges *changes);
