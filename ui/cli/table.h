/*
 * Rows in aligned columns. Cells are collected until WINDOW rows are there (0: until the end), then
 * printed with widths that fit them, so that memory does not grow with the rows; later rows keep
 * the widths and widen them where they must.
 */
#pragma once

#include "ui/cli/output.h"

typedef struct {
	const char *title; /* translated */
	gboolean right; /* aligned right */
	int most; /* a wider cell widens the column no further; 0: no limit */
	gboolean clip; /* gives way where the terminal is too narrow */
	gboolean spare; /* gives way before the others do, altogether where little room is left */
} CliColumn;

typedef struct {
	CliTone tone;
	const char *text; /* printable; NULL: empty */
} CliCell;

typedef struct _CliTable CliTable;

/* COLUMNS must stay until the table is freed. With TITLES a first line names the columns. */
CliTable *cli_table_new (
	CliOutput *output, const CliColumn *columns, guint count, guint window, gboolean titles);

/* Adds a row; the texts are copied. */
void cli_table_add (CliTable *table, const CliCell *cells);

/* Adds a line that is in no column: it widens none and is never cut. */
void cli_table_add_line (CliTable *table, CliTone tone, const char *text);

/* Prints what is still held. */
void cli_table_end (CliTable *table);
void cli_table_free (CliTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliTable, cli_table_free)
