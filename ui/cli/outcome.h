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

/* Notes and warnings, on standard error. */
void cli_outcome_tell (const PkiOutcome *outcome);

/* What each request asks for and what it gets; nothing without requests. */
void cli_outcome_print_grants (CliOutput *output, const PkiPlan *plan);
