/* The issuance tree as lines of text, with the sections of what is in no tree below it. */
#pragma once

#include "src/store/store.h"
#include "ui/cli/output.h"

/* Prints all, or what FILTER lets through together with what stands above that. */
gboolean cli_branches_print (
	CliOutput *output, PkiStore *store, const PkiFilter *filter, gint64 now, GError **error);
