/* Plans and what became of them, as text and as JSON. */
#pragma once

#include "src/store/plan.h"
#include "ui/cli/output.h"

/* What would be done: files, certificates, the commit message. */
void cli_outcome_print_plan (CliOutput *output, const PkiPlan *plan);
void cli_outcome_print_plan_json (CliOutput *output, const PkiPlan *plan);

/* What was done, where it is, and what to do next. */
void cli_outcome_print (CliOutput *output, const PkiPlan *plan, const PkiOutcome *outcome);
void cli_outcome_print_json (CliOutput *output, const PkiOutcome *outcome);

/* What an export to FILE (NULL: none) would write. */
void cli_outcome_print_export (CliOutput *output, const char *file, gboolean replaced);
/* An export to FILE (NULL: none) of what TEXT holds, which the key before it has moved down by
 * SKIPPED objects. */
void cli_outcome_print_export_json (
	CliOutput *output, const char *file, PkiSecret *text, guint skipped);

/* Notes and warnings, on standard error. */
void cli_outcome_tell (const PkiOutcome *outcome);
/* What somebody should know of the certificates: JSON has no place for it. */
void cli_outcome_tell_terms (const PkiPlan *plan);

/* What each request asks for and what it gets; nothing without requests. */
void cli_outcome_print_grants (CliOutput *output, const PkiPlan *plan);
