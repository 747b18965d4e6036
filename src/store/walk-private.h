/* What the threads of a walk share. */
#pragma once

#include "src/store/walk.h"

enum {
	PKI_NAMES_PER_TASK = 64,
	PKI_BATCHES_WAITING = 24,
	PKI_BATCHES_AT_ONCE = 8, /* in the first walk, of which nobody sees a part */
	PKI_MOST_NOTES = 100,
	PKI_WHOLE_FILE = 16 * 1024 * 1024,
};

/* An opened folder, shared by the tasks that look at its files. */
typedef struct {
	gatomicrefcount references;
	int descriptor;
	char *path;
	gint64 id; /* of its row; 0 none yet */
	gint known; /* of its files that were seen, how many have a row */
	gboolean complete; /* it could be listed to the end */
} PkiFolder;

/* A folder to list (folder NULL), or names of files to look at. */
typedef struct {
	char *path;
	gint64 id;
	PkiFolder *folder;
	GPtrArray *names; /* to look at, each behind an octet of its d_type */
	GPtrArray *wanted; /* the only names that are asked for in a folder; NULL: all */
} PkiTask;

struct _PkiWalk {
	GMutex lock;
	GCond work, room, ready;
	/* Who waits for each, for waking nobody costs a system call too. */
	guint for_work, for_room, for_ready;
	GQueue looks; /* tasks that keep a folder open, so they come first */
	GQueue lists; /* the newest first: deep before wide */
	GQueue batches;
	GQueue used; /* batches on their way back to their makers */
	PkiWalkBatch *taken; /* the one that is being written */
	guint busy; /* threads with a task in hand */
	gboolean stopped;
	GPtrArray *threads;
	gboolean is_first; /* nothing is known yet */
	PkiCatalog **catalogs; /* one for each thread, NULL in the first walk */
	guint started;
	int root;
	gint64 cache_device, cache_inode; /* the folder of catalogs: never looked into */
	PkiSkipped *skipped;
	PkiScanProgress *progress;
	GCancellable *cancellable;
};

gboolean pki_walk_is_stopped (PkiWalk *walk);
void pki_walk_push (PkiWalk *walk, PkiTask *task);
void pki_walk_hand_over (PkiWalk *walk, PkiWalkBatch *batch);
PkiWalkBatch *pki_walk_batch_new (const char *folder);

/* Counts one thing that was left out; COUNTER lies in walk->skipped. */
void pki_walk_count (PkiWalk *walk, guint *counter);
/* A sentence about it, unless there are enough: WHY is translated, PATH any bytes. */
void pki_walk_note (PkiWalk *walk, const char *folder, const char *name, const char *why);

char *pki_walk_join (const char *folder, const char *name);

/* What the two kinds of tasks do. */
void pki_walk_list (PkiWalk *walk, PkiCatalog *catalog, PkiTask *task);
void pki_walk_look (PkiWalk *walk, PkiCatalog *catalog, PkiTask *task);

PkiFolder *pki_folder_ref (PkiFolder *folder);
/* The last one who lets go looks whether files have vanished. */
void pki_folder_unref (PkiFolder *folder, PkiWalk *walk, PkiCatalog *catalog);
