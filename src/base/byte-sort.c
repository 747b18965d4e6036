/* Eight bytes at a time, from the front: each round sorts numbers by counting, and what is still
 * equal goes into the next. */
#include "config.h"

#include "src/base/byte-sort.h"

#include <string.h>

enum {
	STEP = sizeof (guint64),
	FEW = 24, /* fewer are sorted by comparing */
	DEEPEST = 4096, /* longer common starts are left to comparing, too */
};

static int compare_from (const PkiSortable *one, const PkiSortable *two, gsize from)
{
	gsize skip = MIN (from, MIN (one->size, two->size));
	gsize both = MIN (one->size, two->size) - skip;
	int order = both ? memcmp (one->data + skip, two->data + skip, both) : 0;
	return order ? order : (one->size > two->size) - (one->size < two->size);
}

static int compare (gconstpointer one, gconstpointer two, gpointer from)
{
	return compare_from (one, two, *(const gsize *)from);
}

static void insert_sort (PkiSortable *items, guint count, gsize from)
{
	for (guint i = 1; i < count; i++) {
		PkiSortable item = items[i];
		guint at = i;
		for (; at > 0 && compare_from (&items[at - 1], &item, from) > 0; at--)
			items[at] = items[at - 1];
		items[at] = item;
	}
}

static void read_starts (PkiSortable *items, guint count, gsize from)
{
	for (guint i = 0; i < count; i++) {
		guint64 start = 0;
		if (items[i].size > from)
			memcpy (&start, items[i].data + from, MIN (STEP, items[i].size - from));
		items[i].start = GUINT64_FROM_BE (start);
	}
}

static guint digit_of (const PkiSortable *item, guint digit)
{
	return item->start >> (8 * digit) & 0xff;
}

/* One digit of `start`, from ITEMS into OTHER; FALSE, and nothing is moved, where all have the
 * same.
 */
static gboolean sort_by_digit (
	const PkiSortable *items, PkiSortable *other, guint count, guint digit)
{
	guint places[256] = { 0 };
	for (guint i = 0; i < count; i++)
		places[digit_of (&items[i], digit)]++;
	if (places[digit_of (&items[0], digit)] == count)
		return FALSE;
	for (guint i = 0, next = 0; i < G_N_ELEMENTS (places); i++) {
		guint here = places[i];
		places[i] = next;
		next += here;
	}
	for (guint i = 0; i < count; i++)
		other[places[digit_of (&items[i], digit)]++] = items[i];
	return TRUE;
}

static void sort_by_starts (PkiSortable *items, PkiSortable *spare, guint count)
{
	PkiSortable *from = items, *to = spare;
	for (guint digit = 0; digit < STEP; digit++) {
		if (!sort_by_digit (from, to, count, digit))
			continue;
		PkiSortable *sorted = to;
		to = from;
		from = sorted;
	}
	if (from != items)
		memcpy (items, from, count * sizeof *items);
}

static void sort_from (PkiSortable *items, PkiSortable *spare, guint count, gsize from)
{
	if (count <= FEW) {
		insert_sort (items, count, from);
		return;
	}
	if (from >= DEEPEST) {
		g_qsort_with_data (items, (int)count, sizeof *items, compare, &from);
		return;
	}
	read_starts (items, count, from);
	sort_by_starts (items, spare, count);
	for (guint first = 0, next; first < count; first = next) {
		gboolean longer = FALSE, uneven = FALSE;
		for (next = first; next < count && items[next].start == items[first].start;
			next++) {
			longer = longer || items[next].size > from + STEP;
			uneven = uneven || items[next].size != items[first].size;
		}
		/* An end and a zero give the same number. */
		if (longer || uneven)
			sort_from (
				items + first, spare, next - first, longer ? from + STEP : DEEPEST);
	}
}

void pki_byte_sort (PkiSortable *items, guint count)
{
	g_autofree PkiSortable *spare = g_new (PkiSortable, count);
	sort_from (items, spare, count, 0);
}
