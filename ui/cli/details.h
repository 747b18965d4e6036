/* The fields of an object for people: what it is, what it is for, what it belongs to. */
#pragma once

#include "ui/cli/target.h"

/* STORE may be NULL: then nothing is told of relations. A blank line parts it from what FOLLOWS. */
void cli_details_print (
	CliOutput *output, PkiStore *store, const CliFound *found, gboolean follows, gint64 now);
