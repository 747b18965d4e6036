/* What the files of the grant share. */
#pragma once

#include "src/ca/grant.h"

typedef struct {
	const PkiObject *request;
	const PkiOrder *order;
	const PkiObject *issuer;
	const GPtrArray *chain;
	PkiPublicKey key; /* of the request */
	GPtrArray *rows; /* PkiGrantRow */
	PkiTerms *terms; /* once they are decided */
	GError **error;
} PkiWeighing;

/* A GDestroyNotify for rows. */
void pki_grant_free_row (gpointer row);

/* Appends a row; takes ASKED and GRANTED over (either may be NULL) and makes them printable; WHY
 * may be NULL. */
void pki_grant_row (PkiWeighing *weighing, PkiGrantKind kind, const char *field, char *asked,
	char *granted, const char *why);

/* grant-name.c: the alternative names (canonical texts) to grant: those of the request that may be,
 * with a row for each that is not. NULL where the order has names of its own, which then count. */
GPtrArray *pki_grant_names (PkiWeighing *weighing);

/* The rows of the names that are granted. */
void pki_grant_name_rows (PkiWeighing *weighing);

/* grant-extension.c: rows for all other extensions and attributes of the request. */
void pki_grant_extension_rows (PkiWeighing *weighing);
