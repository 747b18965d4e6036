/*
 * What runs out, by end date, in groups. Of each object only its id is kept; where a group begins
 * is found by halving. Pure: no store, no screen.
 */
#pragma once

#include <glib.h>

typedef enum {
	UI_EXPIRY_EXPIRED,
	UI_EXPIRY_WEEK, /* less than 7 days */
	UI_EXPIRY_MONTH, /* less than 31 days */
	UI_EXPIRY_QUARTER, /* less than 92 days */
	UI_EXPIRY_LATER,
	UI_EXPIRY_N,
} UiExpiryGroup;

typedef struct _UiExpiryModel UiExpiryModel;

/* The end of an object in seconds, PKI_TIME_NONE when there is none any more. */
typedef gint64 (*UiExpiryEnd) (gpointer data, gint64 id);

/* IDS (gint64, taken) by end date; NOW in seconds. */
UiExpiryModel *ui_expiry_model_new (GArray *ids, gint64 now, UiExpiryEnd end, gpointer data);
void ui_expiry_model_free (UiExpiryModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UiExpiryModel, ui_expiry_model_free)

/* Each group has a heading, empty ones as well. */
guint ui_expiry_model_rows (const UiExpiryModel *model);

/* The id in a row; 0 for a heading. *group (may be NULL) is the one the row belongs to. */
gint64 ui_expiry_model_row (const UiExpiryModel *model, guint row, UiExpiryGroup *group);

guint ui_expiry_model_count (const UiExpiryModel *model, UiExpiryGroup group);

/* The row of ID, -1 when there is none. */
int ui_expiry_model_find (const UiExpiryModel *model, gint64 id);

/* The first row, from FROM on (it included) in direction STEP, whose id is in WANTED (a set of
 * gint64), or that has one where WANTED is NULL; -1 when there is none. */
int ui_expiry_model_search (const UiExpiryModel *model, guint from, int step, GHashTable *wanted);

/* How many of IDS end later than END. Costs a look-up for each, and once one for each row. */
guint ui_expiry_model_count_later (UiExpiryModel *model, const GArray *ids, gint64 end);

const char *ui_expiry_group_title (UiExpiryGroup group); /* translated */
