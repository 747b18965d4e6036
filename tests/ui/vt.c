#include "config.h"

#include "tests/ui/vt.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vterm.h>

#define DEADLINE (120 * G_USEC_PER_SEC)
#define MARK     "\033]7770;"

struct _Vt {
	VTerm *term;
	VTermScreen *screen;
	int rows, columns;
	int pty;
	pid_t pid;
	gboolean marks; /* the program emits them */
	guint sent; /* events that the program is to count */
	guint counted; /* by its last mark */
	guint seen; /* marks so far */
	gsize scanned; /* of bytes */
	GString *bytes;
	char *clipboard;
	char *folder;
	gboolean ended;
	int status;
};

/* ── the program's environment ───────────────────────────────────────────── */

static void set_variable (GPtrArray *variables, const char *text)
{
	gsize name = strcspn (text, "=");
	for (guint i = 0; i < variables->len; i++) {
		const char *old = g_ptr_array_index (variables, i);
		if (strncmp (old, text, name) == 0 && old[name] == '=')
			g_free (g_ptr_array_steal_index (variables, i--));
	}
	if (text[name])
		g_ptr_array_add (variables, g_strdup (text));
}

static char **make_environment (const char *folder, const char *const *overrides)
{
	static const char *const fixed[] = { "TERM=xterm-256color", "LC_ALL=C.UTF-8",
		"LANGUAGE=", "TZ=UTC", "PKITTY_TEST_MARK=1", "PKITTY_TEST_NOW=1795176000",
		"PATH=/usr/bin:/bin", "GIT_CONFIG_NOSYSTEM=1", "GIT_CEILING_DIRECTORIES=/",
		"G_DEBUG=fatal-criticals" };
	static const char *const folders[] = { "HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME",
		"XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "TMPDIR" };
	GPtrArray *variables = g_ptr_array_new ();
	for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
		g_ptr_array_add (variables, g_strdup (fixed[i]));
	for (guint i = 0; i < G_N_ELEMENTS (folders); i++) {
		g_autofree char *path = g_build_filename (folder, folders[i], NULL);
		g_mkdir_with_parents (path, 0700);
		g_ptr_array_add (variables, g_strconcat (folders[i], "=", path, NULL));
	}
	/* Reports of sanitizers would vanish with the caught standard error. */
	g_ptr_array_add (
		variables, g_strdup_printf ("ASAN_OPTIONS=log_path=%s/asan:exitcode=99", folder));
	g_ptr_array_add (variables,
		g_strdup_printf ("UBSAN_OPTIONS=log_path=%s/asan:print_stacktrace=1", folder));
	for (; overrides && *overrides; overrides++)
		set_variable (variables, *overrides);
	g_ptr_array_add (variables, NULL);
	return (char **)g_ptr_array_free (variables, FALSE);
}

/* ── what the program sends ──────────────────────────────────────────────── */

static void scan_one (Vt *vt, const char *sequence, gsize size)
{
	if (g_str_has_prefix (sequence, MARK)) {
		vt->counted = (guint)g_ascii_strtoull (sequence + strlen (MARK), NULL, 10);
		vt->seen++;
	} else if (g_str_has_prefix (sequence, "\033]52;c;")) {
		g_autofree char *encoded = g_strndup (sequence + 7, size - 7);
		gsize length;
		g_free (vt->clipboard);
		vt->clipboard = (char *)g_base64_decode (encoded, &length);
		vt->clipboard = g_realloc (vt->clipboard, length + 1);
		vt->clipboard[length] = '\0';
	}
}

/* Operating system commands: libvterm 0.1 hands them to nobody. */
static void scan (Vt *vt)
{
	const char *begin;
	while ((begin = strstr (vt->bytes->str + vt->scanned, "\033]"))) {
		const char *end = strchr (begin, '\a');
		vt->scanned = (gsize)(begin - vt->bytes->str);
		if (!end)
			return;
		scan_one (vt, begin, (gsize)(end - begin));
		vt->scanned = (gsize)(end - vt->bytes->str);
	}
}

static void flush_answers (Vt *vt)
{
	char buffer[1024];
	size_t size;
	while ((size = vterm_output_read (vt->term, buffer, sizeof buffer)) > 0)
		vt_send (vt, buffer, (gssize)size);
}

/* Reads what is there or comes within TIMEOUT milliseconds; FALSE when the program is gone. */
static gboolean pump (Vt *vt, int timeout)
{
	struct pollfd poller = { vt->pty, POLLIN, 0 };
	char buffer[65536];
	/* poll() passes over a negative descriptor: it only waits. */
	if (poll (&poller, 1, timeout) <= 0)
		return TRUE;
	ssize_t size = read (vt->pty, buffer, sizeof buffer);
	if (size <= 0)
		return size < 0 && (errno == EINTR || errno == EAGAIN);
	for (ssize_t i = 0; i < size; i++)
		g_string_append_c (vt->bytes, buffer[i] ? buffer[i] : ' ');
	vterm_input_write (vt->term, buffer, (size_t)size);
	flush_answers (vt);
	scan (vt);
	return TRUE;
}

/* ── failing ─────────────────────────────────────────────────────────────── */

static void print_reports (Vt *vt)
{
	g_autoptr (GDir) dir = g_dir_open (vt->folder, 0, NULL);
	const char *name;
	while (dir && (name = g_dir_read_name (dir))) {
		g_autofree char *path = g_build_filename (vt->folder, name, NULL);
		g_autofree char *text = NULL;
		if (g_str_has_prefix (name, "asan") &&
			g_file_get_contents (path, &text, NULL, NULL))
			fprintf (stderr, "%s\n", text);
	}
}

static void give_up (Vt *vt, const char *format, ...) G_GNUC_PRINTF (2, 3);
static void give_up (Vt *vt, const char *format, ...)
{
	va_list list;
	va_start (list, format);
	g_autofree char *why = g_strdup_vprintf (format, list);
	va_end (list);
	fprintf (stderr, "%s; the screen (%d x %d):\n", why, vt->columns, vt->rows);
	for (int row = 0; row < vt->rows; row++) {
		g_autofree char *text = vt_row (vt, row);
		fprintf (stderr, "%3d|%s\n", row, text);
	}
	print_reports (vt);
	ck_abort_msg ("%s", why);
}

/* ── starting and ending ─────────────────────────────────────────────────── */

static void make_terminal (Vt *vt, int rows, int columns)
{
	vt->term = vterm_new (rows, columns);
	vt->rows = rows;
	vt->columns = columns;
	vterm_set_utf8 (vt->term, 1);
	vt->screen = vterm_obtain_screen (vt->term);
	vterm_screen_enable_altscreen (vt->screen, 1);
	vterm_screen_reset (vt->screen, 1);
}

Vt *vt_start (const char *const *argv, const char *const *environment, int rows, int columns)
{
	Vt *vt = g_new0 (Vt, 1);
	vt->folder = g_dir_make_tmp ("pkitty-ui-XXXXXX", NULL);
	ck_assert_ptr_nonnull (vt->folder);
	vt->bytes = g_string_new (NULL);
	make_terminal (vt, rows, columns);
	g_auto (GStrv) variables = make_environment (vt->folder, environment);
	vt->marks = g_strv_contains ((const char *const *)variables, "PKITTY_TEST_MARK=1");
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns };
	vt->pid = forkpty (&vt->pty, NULL, NULL, &size);
	if (vt->pid == 0) {
		execve (argv[0], (char *const *)argv, variables);
		_exit (127);
	}
	ck_assert_int_gt (vt->pid, 0);
	if (vt->marks)
		vt_wait_idle (vt);
	return vt;
}

Vt *vt_start_in (const char *directory, int rows, int columns, const char *variable)
{
	const char *argv[] = { g_getenv ("PKITTY"), directory, NULL };
	const char *environment[] = { variable, NULL };
	return vt_start (argv, environment, rows, columns);
}

static void remove_folder (const char *path)
{
	g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
	const char *name;
	while (dir && (name = g_dir_read_name (dir))) {
		g_autofree char *child = g_build_filename (path, name, NULL);
		if (unlink (child) != 0)
			remove_folder (child);
	}
	rmdir (path);
}

void vt_free (Vt *vt)
{
	if (!vt)
		return;
	if (!vt->ended) {
		kill (vt->pid, SIGKILL);
		waitpid (vt->pid, NULL, 0);
	}
	if (vt->pty >= 0)
		close (vt->pty);
	vterm_free (vt->term);
	remove_folder (vt->folder);
	g_string_free (vt->bytes, TRUE);
	g_free (vt->clipboard);
	g_free (vt->folder);
	g_free (vt);
}

int vt_wait_exit (Vt *vt)
{
	gint64 end = g_get_monotonic_time () + DEADLINE;
	while (!vt->ended) {
		if (g_get_monotonic_time () > end)
			give_up (vt, "the program does not end");
		pump (vt, 10);
		vt->ended = waitpid (vt->pid, &vt->status, WNOHANG) == vt->pid;
	}
	while (pump (vt, 0)) {
		struct pollfd poller = { vt->pty, POLLIN, 0 };
		if (poll (&poller, 1, 0) <= 0)
			break;
	}
	if (WIFEXITED (vt->status) && WEXITSTATUS (vt->status) == 99)
		print_reports (vt);
	return vt->status;
}

const char *vt_folder (const Vt *vt)
{
	return vt->folder;
}

int vt_pid (Vt *vt)
{
	return vt->pid;
}

void vt_size (Vt *vt, int *rows, int *columns)
{
	*rows = vt->rows;
	*columns = vt->columns;
}

int vt_foreground (Vt *vt)
{
	return tcgetpgrp (vt->pty);
}

/* ── input ───────────────────────────────────────────────────────────────── */

void vt_send (Vt *vt, const char *bytes, gssize size)
{
	gsize left = size < 0 ? strlen (bytes) : (gsize)size;
	while (left > 0) {
		ssize_t written = write (vt->pty, bytes, left);
		if (written <= 0)
			return;
		bytes += written;
		left -= (gsize)written;
	}
}

static const struct {
	const char *name;
	VTermKey key;
	VTermModifier modifier;
} keys[] = {
	{ "Enter", VTERM_KEY_ENTER },
	{ "Tab", VTERM_KEY_TAB },
	{ "S-Tab", VTERM_KEY_TAB, VTERM_MOD_SHIFT },
	{ "Esc", VTERM_KEY_ESCAPE },
	{ "BS", VTERM_KEY_BACKSPACE },
	{ "Up", VTERM_KEY_UP },
	{ "Down", VTERM_KEY_DOWN },
	{ "Left", VTERM_KEY_LEFT },
	{ "Right", VTERM_KEY_RIGHT },
	{ "Home", VTERM_KEY_HOME },
	{ "End", VTERM_KEY_END },
	{ "PgUp", VTERM_KEY_PAGEUP },
	{ "PgDn", VTERM_KEY_PAGEDOWN },
	{ "Ins", VTERM_KEY_INS },
	{ "Del", VTERM_KEY_DEL },
};

static void type_named (Vt *vt, const char *name)
{
	for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
		if (!g_str_equal (keys[i].name, name))
			continue;
		vterm_keyboard_key (vt->term, keys[i].key, keys[i].modifier);
		return;
	}
	if (g_str_equal (name, "lt"))
		vterm_keyboard_unichar (vt->term, '<', VTERM_MOD_NONE);
	else if (g_str_equal (name, "Space"))
		vterm_keyboard_unichar (vt->term, ' ', VTERM_MOD_NONE);
	else if (name[0] == 'F' && atoi (name + 1) > 0)
		vterm_keyboard_key (
			vt->term, (VTermKey)VTERM_KEY_FUNCTION (atoi (name + 1)), VTERM_MOD_NONE);
	else if (g_str_has_prefix (name, "C-"))
		vterm_keyboard_unichar (vt->term, (uint32_t)name[2], VTERM_MOD_CTRL);
	else
		ck_abort_msg ("there is no key <%s>", name);
}

void vt_type (Vt *vt, const char *text)
{
	while (*text) {
		const char *end = *text == '<' ? strchr (text, '>') : NULL;
		g_autofree char *name = end ? g_strndup (text + 1, (gsize)(end - text - 1)) : NULL;
		if (name)
			type_named (vt, name);
		else
			vterm_keyboard_unichar (vt->term, g_utf8_get_char (text), VTERM_MOD_NONE);
		vt->sent++;
		text = end ? end + 1 : g_utf8_next_char (text);
		flush_answers (vt);
		/* What follows an Esc at once is part of a key. */
		if (name && g_str_equal (name, "Esc") && vt->marks && *text)
			vt_wait_idle (vt);
	}
}

void vt_keys (Vt *vt, const char *text)
{
	vt_type (vt, text);
	vt_wait_idle (vt);
}

void vt_paste (Vt *vt, const char *text)
{
	vterm_keyboard_start_paste (vt->term);
	flush_answers (vt);
	vt_send (vt, text, -1);
	vterm_keyboard_end_paste (vt->term);
	flush_answers (vt);
	vt->sent++;
	vt_wait_idle (vt);
}

/* libvterm 0.1 knows the first mode of a sequence only, so the report is made here. */
void vt_press (Vt *vt, int row, int column)
{
	const char *on = g_strrstr (vt->bytes->str, "1000h");
	const char *off = g_strrstr (vt->bytes->str, "1000l");
	if (!on || off > on)
		return;
	g_autofree char *report = g_strdup_printf (
		"\033[<0;%d;%dM\033[<0;%d;%dm", column + 1, row + 1, column + 1, row + 1);
	vt->sent++;
	vt_send (vt, report, -1);
	vt_wait_idle (vt);
}

void vt_begin_resize (Vt *vt, int rows, int columns)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns };
	vterm_set_size (vt->term, rows, columns);
	vt->rows = rows;
	vt->columns = columns;
	ioctl (vt->pty, TIOCSWINSZ, &size);
}

void vt_resize (Vt *vt, int rows, int columns)
{
	guint seen = vt->seen;
	gint64 end = g_get_monotonic_time () + DEADLINE;
	vt_begin_resize (vt, rows, columns);
	while (vt->marks && vt->seen == seen) {
		if (!pump (vt, 10) || g_get_monotonic_time () > end)
			give_up (vt, "the new size is not noticed");
	}
}

void vt_signal (Vt *vt, int number)
{
	kill (vt->pid, number);
}

void vt_hang_up (Vt *vt)
{
	close (vt->pty);
	vt->pty = -1;
}

/* ── waiting and looking ─────────────────────────────────────────────────── */

void vt_wait_idle (Vt *vt)
{
	gint64 end = g_get_monotonic_time () + DEADLINE;
	while (!vt->seen || vt->counted < vt->sent) {
		if (!pump (vt, 10))
			give_up (vt, "the program has ended");
		if (g_get_monotonic_time () > end)
			give_up (vt, "not idle: %u of %u keys worked off", vt->counted, vt->sent);
	}
}

static void wait_for (Vt *vt, const char *text, gboolean shown)
{
	gint64 end = g_get_monotonic_time () + DEADLINE;
	while (vt_find (vt, text, NULL, NULL) != shown) {
		gboolean alive = pump (vt, 10);
		if ((!alive || g_get_monotonic_time () > end) &&
			vt_find (vt, text, NULL, NULL) != shown)
			give_up (vt, "“%s” %s", text,
				shown ? "does not appear" : "does not go away");
	}
}

void vt_expect (Vt *vt, const char *text)
{
	wait_for (vt, text, TRUE);
}

void vt_expect_gone (Vt *vt, const char *text)
{
	wait_for (vt, text, FALSE);
}

void vt_see (Vt *vt, const char *text)
{
	if (!vt_find (vt, text, NULL, NULL))
		give_up (vt, "“%s” is not on the screen", text);
}

void vt_see_not (Vt *vt, const char *text)
{
	if (vt_find (vt, text, NULL, NULL))
		give_up (vt, "“%s” is on the screen", text);
}

int vt_cell (Vt *vt, int row, int column, GString *out)
{
	VTermScreenCell cell;
	vterm_screen_get_cell (vt->screen, (VTermPos){ row, column }, &cell);
	if (!cell.chars[0])
		g_string_append_c (out, ' ');
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
		g_string_append_unichar (out, cell.chars[i]);
	return MAX (cell.width, 1);
}

char *vt_row (Vt *vt, int row)
{
	GString *out = g_string_new (NULL);
	for (int column = 0; column < vt->columns;)
		column += vt_cell (vt, row, column, out);
	return g_strchomp (g_string_free (out, FALSE));
}

gboolean vt_find (Vt *vt, const char *text, int *out_row, int *out_column)
{
	for (int row = 0; row < vt->rows; row++) {
		g_autofree char *line = vt_row (vt, row);
		const char *found = strstr (line, text);
		if (!found)
			continue;
		g_autoptr (GString) before = g_string_new (NULL);
		int column = 0;
		while (before->len < (gsize)(found - line))
			column += vt_cell (vt, row, column, before);
		if (out_row)
			*out_row = row;
		if (out_column)
			*out_column = column;
		return TRUE;
	}
	return FALSE;
}

static int colour_of (VTermColor colour, gboolean own)
{
	return own || !VTERM_COLOR_IS_INDEXED (&colour) ? -1 : colour.indexed.idx;
}

VtLook vt_look (Vt *vt, int row, int column)
{
	VTermScreenCell cell;
	vterm_screen_get_cell (vt->screen, (VTermPos){ row, column }, &cell);
	return (VtLook){ cell.attrs.bold, cell.attrs.italic, cell.attrs.underline != 0,
		cell.attrs.reverse, colour_of (cell.fg, VTERM_COLOR_IS_DEFAULT_FG (&cell.fg)),
		colour_of (cell.bg, VTERM_COLOR_IS_DEFAULT_BG (&cell.bg)) };
}

VtLook vt_look_of (Vt *vt, const char *text)
{
	int row, column;
	if (!vt_find (vt, text, &row, &column))
		give_up (vt, "“%s” is not on the screen", text);
	return vt_look (vt, row, column);
}

/* libvterm 0.1 tells of the cursor's visibility by callbacks only. */
gboolean vt_cursor (Vt *vt, int *row, int *column)
{
	VTermPos place;
	vterm_state_get_cursorpos (vterm_obtain_state (vt->term), &place);
	*row = place.row;
	*column = place.col;
	const char *on = g_strrstr (vt->bytes->str, "?25h");
	const char *off = g_strrstr (vt->bytes->str, "?25l");
	return !off || on > off;
}

gboolean vt_is_selected (Vt *vt, const char *text)
{
	return vt_look_of (vt, text).reverse;
}

char *vt_clipboard (Vt *vt)
{
	return g_strdup (vt->clipboard);
}

const GString *vt_bytes (Vt *vt)
{
	return vt->bytes;
}

void vt_modes (Vt *vt, struct termios *modes)
{
	tcgetattr (vt->pty, modes);
}
