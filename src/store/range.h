/* Numbered ranges in texts: "node[01-03]" stands for node01, node02, node03. */
#pragma once

#include <glib.h>

/* How many texts TEXT stands for: 0 without a range. All ranges of one text count alike and go
 * together. PKI_ERROR_INVALID_INPUT for a range that runs backwards, is longer than 100,000, or
 * does not count like the others: *count is undefined then. */
gboolean pki_range_count (const char *text, guint *count, GError **error);

/* The text number INDEX from 0, with leading zeros as at the start of its ranges. The caller
 * frees. */
char *pki_range_text (const char *text, guint index);
