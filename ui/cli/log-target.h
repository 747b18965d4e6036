/* Whose history is wanted: the paths in a directory that a TARGET stands for. */
#pragma once

#include "ui/cli/command.h"

typedef struct {
	char *directory; /* whose history */
	char **paths; /* relative to it; NULL: all */
	char *name; /* commits whose trailers name it count, too: it is not there any more; or NULL
		     */
	GError *missing; /* what to say when there is no such commit; or NULL */
} CliLogTarget;

/* TEXT NULL: everything. A path (a folder: what is below it), also of what is there no more;
 * CA/NAME, NAME, digits; the name of what has gone. */
gboolean cli_log_target_find (
	CliLogTarget *target, CliContext *context, const char *text, GError **error);
void cli_log_target_clear (CliLogTarget *target);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliLogTarget, cli_log_target_clear)
