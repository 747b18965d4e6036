#include "config.h"

#include "ui/views/columns.h"

#include "src/base/text.h"
#include "ui/views/state.h"

#define GAP UI_COLUMNS_GAP

enum {
	NAME_LEAST = 24,
	WHAT_LEAST = 12,
	WHAT_MOST = 26,
	ENDS_COLUMNS = 10,
	ENDS_FROM = 76,
	LEFT_COLUMNS = 6,
	STATE_MOST = 13,
};

static int width_of (const char *text)
{
	g_autofree char *printable = pki_text_printable (text ? text : "", -1);
	return pki_text_width (printable);
}

void ui_needs_add (UiNeeds *needs, const PkiItem *item, guint depth, UiFold fold)
{
	g_auto (UiState) state =
		fold == UI_FOLD_CLOSED ? ui_state_of_closed (item) : ui_state_of (item);
	int name = 3 + 2 * (int)depth + width_of (item->name);
	if (item->apart)
		name += UI_COLUMNS_GAP + width_of (item->apart);
	if (fold == UI_FOLD_CLOSED)
		name += g_snprintf (NULL, 0, "  (%u)", item->children);
	needs->name = MAX (needs->name, name);
	needs->what = MAX (needs->what, width_of (item->use));
	needs->state = MAX (needs->state, 2 + width_of (state.word));
}

int ui_needs_what (const UiNeeds *needs, int room, int least_name)
{
	int wanted = CLAMP (needs->what, 4, WHAT_MOST), least = MIN (wanted, WHAT_LEAST);
	int spare = room - GAP - least_name - least;
	if (spare < 0)
		return 0;
	/* What no name wants; else both grow alike. */
	int more = MAX (room - GAP - needs->name - least, spare / 2);
	return least + MIN (more, wanted - least);
}

UiColumns ui_columns_for (const UiNeeds *needs, int columns)
{
	UiColumns out = { .left = LEFT_COLUMNS, .state = CLAMP (needs->state, 2, STATE_MOST) };
	int room = columns - out.left - out.state - 3 * GAP;
	/* Where there is less, the name matters more than the date. */
	if (columns >= ENDS_FROM) {
		out.ends = ENDS_COLUMNS;
		room -= ENDS_COLUMNS + GAP;
	}
	out.what = ui_needs_what (needs, room, NAME_LEAST);
	out.name = MAX (room - (out.what > 0 ? out.what + GAP : 0), 8);
	return out;
}
