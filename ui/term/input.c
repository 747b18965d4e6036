#include "config.h"

#include "ui/term/input.h"

#include <curses.h>
#include <stdio.h>

#include "src/base/secret.h"
#include "ui/term/screen-private.h"
#include "ui/term/screen.h"

enum {
	CODE_PASTE_BEGIN = KEY_MAX + 1,
	CODE_PASTE_END,
};

#define PASTE_LIMIT (1024 * 1024)
#define PASTE_WAIT  (2 * G_USEC_PER_SEC)
#define PASTE_END   "\033[201~"

struct _UiInput {
	WINDOW *pad; /* never drawn: reading from a window that shows something would paint it */
	GString *paste; /* while one is under way */
	gint64 paste_time; /* of its last character */
	guint paste_ends; /* characters of PASTE_END that came one by one */
	wint_t held; /* a character read too far, or 0 */
};

/* Sequences that terminals send whatever their terminfo entry says. */
static const struct {
	const char *sequence;
	int code;
} extra[] = {
	{ "\033[200~", CODE_PASTE_BEGIN },
	{ PASTE_END, CODE_PASTE_END },
	{ "\033[A", KEY_UP },
	{ "\033[B", KEY_DOWN },
	{ "\033[C", KEY_RIGHT },
	{ "\033[D", KEY_LEFT },
	{ "\033OA", KEY_UP },
	{ "\033OB", KEY_DOWN },
	{ "\033OC", KEY_RIGHT },
	{ "\033OD", KEY_LEFT },
	{ "\033[H", KEY_HOME },
	{ "\033[F", KEY_END },
	{ "\033OH", KEY_HOME },
	{ "\033OF", KEY_END },
	{ "\033[1~", KEY_HOME },
	{ "\033[4~", KEY_END },
	{ "\033[3~", KEY_DC },
	{ "\033[5~", KEY_PPAGE },
	{ "\033[6~", KEY_NPAGE },
	{ "\033[Z", KEY_BTAB },
	{ "\033OP", KEY_F (1) },
	{ "\033[11~", KEY_F (1) },
};

static const struct {
	int code;
	UiKey key;
} codes[] = {
	{ KEY_UP, UI_KEY_UP },
	{ KEY_DOWN, UI_KEY_DOWN },
	{ KEY_LEFT, UI_KEY_LEFT },
	{ KEY_RIGHT, UI_KEY_RIGHT },
	{ KEY_HOME, UI_KEY_HOME },
	{ KEY_FIND, UI_KEY_HOME },
	{ KEY_END, UI_KEY_END },
	{ KEY_SELECT, UI_KEY_END },
	{ KEY_PPAGE, UI_KEY_PAGE_UP },
	{ KEY_NPAGE, UI_KEY_PAGE_DOWN },
	{ KEY_ENTER, UI_KEY_ENTER },
	{ KEY_BTAB, UI_KEY_BACKTAB },
	{ KEY_BACKSPACE, UI_KEY_BACKSPACE },
	{ KEY_DC, UI_KEY_DELETE },
	{ KEY_IC, UI_KEY_INSERT },
};

UiInput *ui_input_new (void)
{
	UiInput *input = g_new0 (UiInput, 1);
	input->pad = newpad (1, 1);
	keypad (input->pad, TRUE);
	nodelay (input->pad, TRUE);
	for (guint i = 0; i < G_N_ELEMENTS (extra); i++)
		if (key_defined (extra[i].sequence) == 0)
			define_key (extra[i].sequence, extra[i].code);
	return input;
}

void ui_input_free (UiInput *input)
{
	if (!input)
		return;
	delwin (input->pad);
	if (input->paste) {
		pki_wipe (input->paste->str, input->paste->len);
		g_string_free (input->paste, TRUE);
	}
	g_free (input);
}

int ui_input_descriptor (void)
{
	return fileno (_ui_screen_input ());
}

gboolean ui_input_set_mouse (gboolean on)
{
	static gboolean is_on;
	gboolean was_on = is_on;
	if (on == was_on)
		return was_on;
	is_on = on;
	mouseinterval (0);
	mousemask (on ? BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0, NULL);
	return was_on;
}

/* ── pastes ──────────────────────────────────────────────────────────────── */

static void paste_add (UiInput *input, wint_t c)
{
	input->paste_time = g_get_monotonic_time ();
	if (input->paste->len >= PASTE_LIMIT)
		return;
	if (c == '\r')
		c = '\n';
	if (c == '\t')
		c = ' ';
	if (c == '\n' ||
		(c >= 0x20 && c != 0x7f && !(c >= 0x80 && c < 0xa0) && g_unichar_validate (c)))
		g_string_append_unichar (input->paste, c);
}

/* On a line that is slow, ncurses does not know the end of a paste for what it is: its characters
 * come one by one. TRUE with the last of them. */
static gboolean paste_takes (UiInput *input, wint_t c)
{
	if (c == (wint_t)PASTE_END[input->paste_ends])
		return !PASTE_END[++input->paste_ends];
	for (guint i = 0; i < input->paste_ends; i++)
		paste_add (input, (wint_t)PASTE_END[i]);
	input->paste_ends = c == 033 ? 1 : 0;
	if (c != 033)
		paste_add (input, c);
	return FALSE;
}

static gboolean paste_end (UiInput *input, UiEvent *event)
{
	input->paste_ends = 0;
	*event = (UiEvent){ .type = UI_EVENT_PASTE };
	event->text = g_string_free (g_steal_pointer (&input->paste), FALSE);
	return TRUE;
}

/* ── keys ────────────────────────────────────────────────────────────────── */

static int next (UiInput *input, wint_t *c)
{
	if (input->held) {
		*c = input->held;
		input->held = 0;
		return OK;
	}
	return wget_wch (input->pad, c);
}

/* Behind an Esc that ncurses could not make a key of: a sequence we do not know is passed over as a
 * whole, so that its letters do not act as keys. TRUE when there was one. */
static gboolean skip_sequence (UiInput *input)
{
	wint_t c;
	if (wget_wch (input->pad, &c) != OK)
		return FALSE;
	if (c != '[' && c != 'O') {
		input->held = c;
		return FALSE;
	}
	gboolean single = c == 'O';
	wint_t begin = c;
	for (int i = 0; i < 32; i++) {
		if (wget_wch (input->pad, &c) != OK) {
			if (i == 0)
				input->held = begin; /* typed: Esc, then a bracket */
			return i > 0;
		}
		if (single || (c >= 0x40 && c <= 0x7e)) {
			/* The old report of a mouse has three more bytes. */
			for (int more = !single && i == 0 && c == 'M' ? 3 : 0; more > 0; more--)
				(void)wget_wch (input->pad, &c);
			return TRUE;
		}
	}
	return TRUE;
}

static UiKey key_of_character (wint_t c)
{
	switch (c) {
	case '\r':
	case '\n':
		return UI_KEY_ENTER;
	case '\t':
		return UI_KEY_TAB;
	case 033:
		return UI_KEY_ESCAPE;
	case 0x7f:
	case '\b':
		return UI_KEY_BACKSPACE;
	default:
		return (UiKey)c;
	}
}

static UiKey key_of_code (int code)
{
	for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
		if (codes[i].code == code)
			return codes[i].key;
	if (code > KEY_F0 && code <= KEY_F (12))
		return UI_KEY_F0 + (UiKey)(code - KEY_F0);
	return UI_KEY_NONE;
}

static gboolean mouse_event (UiEvent *event)
{
	MEVENT mouse;
	if (getmouse (&mouse) != OK)
		return FALSE;
	*event = (UiEvent){ .row = mouse.y, .column = mouse.x };
	if (mouse.bstate & BUTTON4_PRESSED)
		event->type = UI_EVENT_WHEEL_UP;
	else if (mouse.bstate & BUTTON5_PRESSED)
		event->type = UI_EVENT_WHEEL_DOWN;
	else if (mouse.bstate & BUTTON1_PRESSED)
		event->type = UI_EVENT_PRESS;
	else
		return FALSE;
	return TRUE;
}

static gboolean code_event (UiInput *input, wint_t code, UiEvent *event)
{
	if (code == CODE_PASTE_BEGIN && !input->paste) {
		/* In one piece, so that it leaves no copies behind: it may be a passphrase. */
		input->paste = g_string_sized_new (PASTE_LIMIT + 8);
		input->paste_time = g_get_monotonic_time ();
		return FALSE;
	}
	if (input->paste)
		return code == CODE_PASTE_END && paste_end (input, event);
	if (code == KEY_MOUSE)
		return mouse_event (event);
	*event = (UiEvent){ .type = UI_EVENT_KEY, .key = key_of_code ((int)code) };
	return event->key != UI_KEY_NONE;
}

gboolean ui_input_next (UiInput *input, UiEvent *event)
{
	wint_t c;
	int kind;
	/* The end of a paste may get lost on a bad line. */
	if (input->paste && g_get_monotonic_time () - input->paste_time > PASTE_WAIT)
		return paste_end (input, event);
	while ((kind = next (input, &c)) != ERR) {
		if (kind == KEY_CODE_YES) {
			if (code_event (input, c, event))
				return TRUE;
			continue;
		}
		if (input->paste) {
			if (paste_takes (input, c))
				return paste_end (input, event);
			continue;
		}
		if (c == 033 && skip_sequence (input))
			continue;
		*event = (UiEvent){ .type = UI_EVENT_KEY, .key = key_of_character (c) };
		if (event->key != UI_KEY_NONE)
			return TRUE;
	}
	return FALSE;
}
