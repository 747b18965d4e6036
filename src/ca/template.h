/* Texts with places to fill: "{name}-peer". */
#pragma once

#include <glib.h>

/* TEXT with each {KEY} replaced by the value behind KEY in the list of keys and values, which ends
 * with NULL. What is filled in is not looked at again; a place whose key is not in the list stays
 * as it is. The caller frees. */
char *pki_template_fill (const char *text, const char *key, ...) G_GNUC_NULL_TERMINATED;

/* Whether TEXT has no places but those of the list. The first other one goes to *unknown, which the
 * caller frees. */
gboolean pki_template_check (const char *text, const char *const *keys, char **unknown);
