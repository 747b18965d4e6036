/*
 * A whole cluster as a table: CSV with a header. Columns, in any order: profile and name, and any
 * of ca, cn, dns, ip, email, uri, days, key, subject, csr (a file to sign instead of making a key).
 * Several values in one field have blanks between them. A row with ranges (range.h) stands for as
 * many rows.
 */
#pragma once

#include "src/store/plan.h"

/* How all rows are to be taken. */
typedef struct {
	const char *authority; /* for rows that name none; NULL: the only one */
	const char *folder; /* where csr files are looked for when they are not below the directory;
			       NULL */
	gboolean encrypt, suggested;
} PkiBatchDefaults;

/* The rows as wishes (PkiWish). What is wrong with a row is in its `mistake`; the result is NULL
 * only where the table as a whole can't be read (PKI_ERROR_PARSE). The caller owns the result. */
GPtrArray *pki_batch_read (
	PkiSite *site, const PkiBatchDefaults *defaults, GBytes *text, GError **error);
