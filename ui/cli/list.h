/* What `list` prints, for other commands that print the same. */
#pragma once

#include "src/store/store.h"
#include "ui/cli/output.h"

/* Every location that FILTER (NULL: all) lets through, as one JSON array. */
gboolean cli_list_json (
	CliOutput *output, PkiStore *store, const PkiFilter *filter, gint64 now, GError **error);
