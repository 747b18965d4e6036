/* What rows show, fetched from the catalog when a row is seen and kept while the catalog stays as
 * it is: no view holds the store. */
#pragma once

#include "src/store/store.h"

typedef struct _UiItems UiItems;

/* STORE must outlive it. */
UiItems *ui_items_new (PkiStore *store);
void ui_items_free (UiItems *items);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UiItems, ui_items_free)

/* The object ID, or NULL when it is gone. Valid until the next call of any function here. */
const PkiItem *ui_items_get (UiItems *items, gint64 id);

/* Forgets what it has; to be called when the catalog has changed. */
void ui_items_forget (UiItems *items);
