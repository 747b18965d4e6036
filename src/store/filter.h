/*
 * The filter language of interface.md: words are ANDed, -word negates, field:text is a literal,
 * case-smart substring, type:, status:, key:rsa<3072, days<30; a bare word searches all texts. An
 * upper-case letter in a word makes it match case.
 */
#pragma once

#include <glib.h>

typedef struct _PkiFilter PkiFilter;

/* PKI_ERROR_INVALID_INPUT: an unknown field (the known ones are listed), a bad comparison. An empty
 * TEXT lets all through. */
PkiFilter *pki_filter_new (const char *text, GError **error);
void pki_filter_free (PkiFilter *filter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiFilter, pki_filter_free)

gboolean pki_filter_is_empty (const PkiFilter *filter);
