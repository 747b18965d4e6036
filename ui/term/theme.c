#include "config.h"

#include "ui/term/theme.h"

#include <curses.h>
#include <glib.h>

/* Colours by number of pair; -1 is the terminal's own. Pair 0 is the terminal's own in all. */
enum {
	PAIR_NONE,
	PAIR_GREEN,
	PAIR_YELLOW,
	PAIR_RED,
	PAIR_CYAN,
};

static const struct {
	attr_t plain; /* without colours */
	attr_t coloured;
	short pair;
} looks[UI_ROLE_N] = {
	[UI_ROLE_VALUE] = { A_NORMAL, A_NORMAL, PAIR_NONE },
	[UI_ROLE_TITLE] = { A_BOLD, A_BOLD, PAIR_NONE },
	[UI_ROLE_LABEL] = { A_NORMAL, A_NORMAL, PAIR_CYAN },
	[UI_ROLE_GOOD] = { A_NORMAL, A_NORMAL, PAIR_GREEN },
	[UI_ROLE_SOON] = { A_BOLD, A_NORMAL, PAIR_YELLOW },
	[UI_ROLE_BAD] = { A_BOLD, A_BOLD, PAIR_RED },
	[UI_ROLE_MUTED] = { A_DIM, A_DIM, PAIR_NONE },
	[UI_ROLE_SELECTED] = { A_REVERSE, A_REVERSE, PAIR_NONE },
	[UI_ROLE_KEY] = { A_BOLD, A_BOLD, PAIR_CYAN },
	[UI_ROLE_TAB] = { A_REVERSE, A_REVERSE, PAIR_NONE },
	[UI_ROLE_MATCH] = { A_BOLD | A_UNDERLINE, A_BOLD | A_UNDERLINE, PAIR_NONE },
	[UI_ROLE_LINE] = { A_DIM, A_DIM, PAIR_NONE },
};

static gboolean wants_colour (void)
{
	const char *no = g_getenv ("NO_COLOR");
	return (!no || !*no) && has_colors ();
}

void ui_theme_init (void)
{
	if (!wants_colour ())
		return;
	start_color ();
	short background = use_default_colors () == OK ? -1 : COLOR_BLACK;
	init_pair (PAIR_GREEN, COLOR_GREEN, background);
	init_pair (PAIR_YELLOW, COLOR_YELLOW, background);
	init_pair (PAIR_RED, COLOR_RED, background);
	init_pair (PAIR_CYAN, COLOR_CYAN, background);
}

unsigned long ui_theme_attributes (UiRole role, UiRole over, short *pair)
{
	gboolean colours = COLORS > 0; /* they were started */
	attr_t attributes = colours ? looks[role].coloured : looks[role].plain;
	*pair = colours ? looks[role].pair : PAIR_NONE;
	if (over != UI_ROLE_VALUE) {
		/* Dim text on a reversed row can't be read. */
		attributes &= ~(attr_t)A_DIM;
		attributes |= colours ? looks[over].coloured : looks[over].plain;
		if (looks[over].pair != PAIR_NONE && colours)
			*pair = looks[over].pair;
	}
	return attributes;
}
