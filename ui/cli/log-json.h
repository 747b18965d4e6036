/* Commits as JSON. */
#pragma once

#include "src/store/history.h"
#include "ui/cli/output.h"

/* Prints ENTRY as one object on one line, without its end. */
void cli_log_json_print (CliOutput *output, const PkiHistoryEntry *entry);
