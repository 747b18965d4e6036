/* TARGET of a command: a path, CA/NAME, a NAME, or digits of a serial or fingerprint. */
#pragma once

#include "src/store/store.h"
#include "ui/cli/command.h"

/* One object that a TARGET means. */
typedef struct {
	PkiObject *object;
	PkiItem *item; /* what a catalog knows; without one (id 0) what the object itself tells */
} CliFound;

typedef struct {
	PkiStore *store; /* the catalog that knows the objects; NULL where there is none */
	GPtrArray *found; /* CliFound, one at least */
} CliTarget;

/* Finds what TEXT means, tried in this order: a path ("-": standard input; FILE#2: the third object
 * in it), CA/NAME, NAME, hexadecimal digits. Of a path only an existing catalog is asked; else the
 * store is scanned. PKI_ERROR_NOT_FOUND; PKI_ERROR_INVALID_INPUT where TEXT is ambiguous, with the
 * candidates. */
CliTarget *cli_target_find (CliContext *context, const char *text, gint64 now, GError **error);

void cli_target_free (CliTarget *target);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliTarget, cli_target_free)

/* For target*.c. Takes ITEM; a reference on OBJECT is taken. */
void cli_target_add (CliTarget *target, PkiObject *object, PkiItem *item);

/* What an object tells by itself, where no catalog knows more: it is number INDEX of the file
 * PATH. */
PkiItem *cli_target_item (const PkiObject *object, const char *path, guint index, gint64 now);

/* What TEXT is, taken as a path: nothing, a directory, or something to read. */
typedef enum {
	CLI_PATH_NONE,
	CLI_PATH_DIRECTORY,
	CLI_PATH_FILE,
} CliPathKind;
CliPathKind cli_target_path_kind (const CliContext *context, const char *text);

/* Reads the path TEXT into TARGET. */
gboolean cli_target_read_path (
	CliTarget *target, CliContext *context, const char *text, gint64 now, GError **error);
