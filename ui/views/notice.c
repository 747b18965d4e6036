#include "config.h"

#include "ui/views/notice.h"

#include <string.h>

#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/store/settings.h"
#include "ui/core/keymap.h"
#include "ui/core/wrap.h"
#include "ui/views/reading.h"

#define LINES_MOST 8
#define MARGIN     2

static char *first_line (UiSession *session, const char *filter, gboolean reads, guint files)
{
	if (filter) {
		g_autofree char *shown = pki_text_printable (filter, -1);
		return g_strdup_printf (_ ("Nothing here matches: %s"), shown);
	}
	if (reads)
		return g_strdup_printf (
			ngettext ("Reading… %u file so far.", "Reading… %u files so far.", files),
			files);
	g_autofree char *directory = pki_text_printable (pki_store_directory (session->store), -1);
	return g_strdup_printf (_ ("Nothing about certificates was found in %s."), directory);
}

/* Draws the part of TEXT that stands in row *ROW of its own, or makes *ROW that of what follows. */
static gboolean draw_wrapped (const char *text, UiRole role, guint *row, UiCells *cells)
{
	gsize rest = strlen (text);
	do {
		gsize fits = ui_wrap_fits (text, rest, ui_cells_columns (cells) - 2 * MARGIN);
		if ((*row)-- == 0) {
			g_autofree char *part = g_strndup (text, fits);
			ui_cells_move (cells, MARGIN);
			ui_cells_add (cells, role, part);
			return TRUE;
		}
		text += fits;
		rest -= fits;
	} while (rest > 0);
	return FALSE;
}

static char *how_to_begin (UiSession *session)
{
	g_autofree char *key = ui_keymap_first_key (ui_app_keymap (session->app), UI_ACTION_CREATE);
	g_autofree char *settings =
		g_build_filename (pki_store_directory (session->store), PKI_SETTINGS_FILE, NULL);
	if (g_file_test (settings, G_FILE_TEST_EXISTS))
		return g_strdup_printf (_ ("Press %s, then r, to make the root CA."), key);
	return g_strdup_printf (
		_ ("Press %s, then n, to make this directory a store; then the root CA."), key);
}

void ui_notice_draw (UiSession *session, const char *filter, guint row, UiCells *cells)
{
	guint files;
	gboolean reads = ui_reading_runs (session->reading, &files);
	g_autofree char *first = first_line (session, filter, reads, files);
	g_autofree char *create = how_to_begin (session);
	const char *begin[LINES_MOST] = { "", first, "", create, "",
		_ ("A CA (certificate authority) is a private key that signs certificates."),
		_ ("Whoever trusts the CA's own certificate trusts all that it has signed."),
		_ ("The first is a root CA; below it, one CA for each system that you run.") };
	const char *busy[LINES_MOST] = { "", first, _ ("What is found appears as it is read."),
		_ ("^C stops reading.") };
	const char *filtered[LINES_MOST] = { "", first, _ ("Esc shows everything again.") };
	const char **lines = filter ? filtered : reads ? busy : begin;
	for (guint i = 0; i < LINES_MOST && lines[i]; i++) {
		UiRole role = i == 1 ? UI_ROLE_TITLE : UI_ROLE_VALUE;
		if (draw_wrapped (lines[i], role, &row, cells))
			return;
	}
}
