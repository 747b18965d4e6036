/* Comma-separated values (RFC 4180) as programs and people write them: with or without quotes, CR,
 * a byte order mark, blanks around fields. */
#pragma once

#include <glib.h>

typedef struct {
	guint line; /* in which it begins, from 1 */
	GPtrArray *fields; /* char*, without blanks around */
} PkiCsvRow;

/* The rows that are not empty (PkiCsvRow). PKI_ERROR_PARSE tells the line: a quote that does not
 * end, text behind one, bytes that are not UTF-8, a field of more than 64 KiB. The caller owns the
 * result. */
GPtrArray *pki_csv_read (GBytes *text, GError **error);
