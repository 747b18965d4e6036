/* Objects as JSON, with the keys of the manual page in its order. */
#pragma once

#include "src/store/item.h"
#include "ui/cli/output.h"

/* Prints OBJECT with what ITEM tells of it, on several lines. */
void cli_json_print (CliOutput *output, const PkiItem *item, const PkiObject *object, gint64 now);

/* The same on one line, without its end. */
void cli_json_print_short (
	CliOutput *output, const PkiItem *item, const PkiObject *object, gint64 now);

/* An array, object by object: nothing is held. */
typedef struct {
	CliOutput *output;
	gboolean begun;
} CliJsonArray;

void cli_json_array_add (
	CliJsonArray *array, const PkiItem *item, const PkiObject *object, gint64 now);
void cli_json_array_end (CliJsonArray *array);
