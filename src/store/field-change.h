/* How two objects of one kind differ, in terms of certificates: names, times, keys. */
#pragma once

#include "src/x509/object.h"

typedef struct {
	const char *id; /* for machines: "subject", "issuer", "names", "not_before", "not_after",
			   "key", "serial", "use", "signature_algorithm", "this_update",
			   "next_update", "number", "entries", "passphrase", "other". Static */
	const char *label; /* translated. Static */
	char *before, *after; /* hostile text; NULL: nothing. Of names: only those that went and
				 those that came */
	gboolean same; /* told though it stayed: the key */
} PkiFieldChange;

void pki_field_change_free (PkiFieldChange *change);

/* PkiFieldChange, most telling first; never empty. What can't be compared (another kind, locked)
 * says only whether the key is the same, where that is known. */
GPtrArray *pki_field_changes (const PkiObject *before, const PkiObject *after);
