/* --version: the program's own and its libraries'. */
#pragma once

#include "ui/cli/output.h"

void cli_version_print (CliOutput *output);
