/* What a search found: the ids in the whole catalog, kept while pattern and catalog stay as they
 * are. */
#pragma once

#include "ui/views/session.h"

typedef struct _UiHits UiHits;

UiHits *ui_hits_new (UiSession *session);
void ui_hits_free (UiHits *hits);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UiHits, ui_hits_free)

/* The set of ids (gint64) of all objects that hold PATTERN in one of their texts. Never NULL; owned
 * by HITS, until the next call. */
GHashTable *ui_hits_find (UiHits *hits, const UiPattern *pattern);

/* Of the last search: the ids above what was found, headings (negative) included; NULL when
 * more was found than is worth following. */
GHashTable *ui_hits_gateways (UiHits *hits);
