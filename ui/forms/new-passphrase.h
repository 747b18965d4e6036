/* A passphrase that is chosen, and typed twice. */
#pragma once

#include "src/base/secret.h"

/* For the field that it is typed into; see field.h. */
gboolean ui_new_passphrase_check (
	const char *text, gpointer record, char **value, char **echo, GError **error);
char *ui_new_passphrase_remark (const char *text, gconstpointer record);

/* For the page; the field to mend is "chosen". */
gboolean ui_new_passphrase_is_same (
	PkiSecret *chosen, PkiSecret *again, const char **field, GError **error);
