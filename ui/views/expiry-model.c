#include "config.h"

#include "ui/views/expiry-model.h"

#include "src/base/intl.h"

#define DAY (24 * 60 * 60)

struct _UiExpiryModel {
	GArray *ids;
	UiExpiryEnd end;
	gpointer data;
	guint begin[UI_EXPIRY_N + 1]; /* of the groups among the ids */
	GHashTable
		*places; /* of the ids in their array: the keys point there; NULL: not asked yet */
};

static const struct {
	gint64 from; /* seconds from now */
	const char *title;
} groups[UI_EXPIRY_N] = {
	[UI_EXPIRY_EXPIRED] = { 0, N_ ("Expired") },
	[UI_EXPIRY_WEEK] = { 0, N_ ("This week") },
	[UI_EXPIRY_MONTH] = { 7 * DAY, N_ ("This month") },
	[UI_EXPIRY_QUARTER] = { 31 * DAY, N_ ("This quarter") },
	[UI_EXPIRY_LATER] = { 92 * DAY, N_ ("Later") },
};

/* The first that ends at TIME or later. */
static guint first_from (GArray *ids, gint64 time, UiExpiryEnd end, gpointer data)
{
	guint low = 0, high = ids->len;
	while (low < high) {
		guint middle = (low + high) / 2;
		if (end (data, g_array_index (ids, gint64, middle)) < time)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

UiExpiryModel *ui_expiry_model_new (GArray *ids, gint64 now, UiExpiryEnd end, gpointer data)
{
	UiExpiryModel *model = g_new0 (UiExpiryModel, 1);
	model->ids = ids;
	model->end = end;
	model->data = data;
	for (int group = UI_EXPIRY_WEEK; group < UI_EXPIRY_N; group++)
		model->begin[group] = first_from (ids, now + groups[group].from, end, data);
	model->begin[UI_EXPIRY_N] = ids->len;
	return model;
}

void ui_expiry_model_free (UiExpiryModel *model)
{
	if (!model)
		return;
	g_clear_pointer (&model->places, g_hash_table_unref);
	g_array_unref (model->ids);
	g_free (model);
}

guint ui_expiry_model_rows (const UiExpiryModel *model)
{
	return model->ids->len + UI_EXPIRY_N;
}

guint ui_expiry_model_count (const UiExpiryModel *model, UiExpiryGroup group)
{
	return model->begin[group + 1] - model->begin[group];
}

gint64 ui_expiry_model_row (const UiExpiryModel *model, guint row, UiExpiryGroup *out)
{
	for (int group = 0; group < UI_EXPIRY_N; group++) {
		guint heading = model->begin[group] + (guint)group;
		if (row > heading + ui_expiry_model_count (model, group))
			continue;
		if (out)
			*out = group;
		if (row == heading)
			return 0;
		return g_array_index (model->ids, gint64, row - (guint)group - 1);
	}
	if (out)
		*out = UI_EXPIRY_LATER;
	return 0;
}

int ui_expiry_model_find (const UiExpiryModel *model, gint64 id)
{
	for (guint i = 0; i < model->ids->len; i++) {
		if (g_array_index (model->ids, gint64, i) != id)
			continue;
		int group = 0;
		while (i >= model->begin[group + 1])
			group++;
		return (int)i + group + 1;
	}
	return -1;
}

int ui_expiry_model_search (const UiExpiryModel *model, guint from, int step, GHashTable *wanted)
{
	int rows = (int)ui_expiry_model_rows (model);
	for (int row = (int)from; row >= 0 && row < rows; row += step) {
		gint64 id = ui_expiry_model_row (model, (guint)row, NULL);
		if (id != 0 && (!wanted || g_hash_table_contains (wanted, &id)))
			return row;
	}
	return -1;
}

/* -1 for what is not among the ids. */
static gint64 place_of (UiExpiryModel *model, gint64 id)
{
	gpointer key;
	if (!model->places) {
		model->places = g_hash_table_new (g_int64_hash, g_int64_equal);
		for (guint i = 0; i < model->ids->len; i++)
			g_hash_table_add (model->places, &g_array_index (model->ids, gint64, i));
	}
	if (!g_hash_table_lookup_extended (model->places, &id, &key, NULL))
		return -1;
	return (gint64 *)key - &g_array_index (model->ids, gint64, 0);
}

guint ui_expiry_model_count_later (UiExpiryModel *model, const GArray *ids, gint64 end)
{
	guint first = first_from (model->ids, end + 1, model->end, model->data);
	guint count = 0;
	for (guint i = 0; first < model->ids->len && i < ids->len; i++)
		count += place_of (model, g_array_index (ids, gint64, i)) >= first;
	return count;
}

const char *ui_expiry_group_title (UiExpiryGroup group)
{
	return _ (groups[group].title);
}
