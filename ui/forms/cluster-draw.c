/* How the table of a cluster looks: widths that share the screen, cells, what stands below. */
#include "config.h"

#include "src/base/intl.h"
#include "src/base/text.h"
#include "ui/core/app.h"
#include "ui/forms/cluster-table-private.h"
#include "ui/term/glyph.h"
#include "ui/widgets/keys.h"

#define MARGIN      2
#define NAME_LEAST  10
#define ROLE_LEAST  6
#define ROLE_MOST   12
#define TEXTS_LEAST 36

/* ── widths ──────────────────────────────────────────────────────────────── */

static int role_width (const UiClusterTable *table, guint role)
{
	int width = pki_text_width (ui_cluster_role_title (table->cluster, role));
	return CLAMP (width, ROLE_LEAST, ROLE_MOST);
}

static int roles_width (const UiClusterTable *table)
{
	int width = 0;
	for (guint i = 0; i < ui_cluster_roles (table->cluster); i++)
		width += role_width (table, i) + 2;
	return width;
}

/* Of a column of text: a quarter for the name, the rest for names and addresses. */
static int text_width (const UiClusterTable *table, UiClusterColumn column, int columns)
{
	int left = MAX (columns - 2 * MARGIN - roles_width (table) - 4, TEXTS_LEAST);
	int name = MAX (left / 4, NAME_LEAST);
	int rest = left - name;
	return column == UI_CLUSTER_NAME  ? name
	       : column == UI_CLUSTER_DNS ? rest * 3 / 5
					  : rest - rest * 3 / 5;
}

int _ui_cluster_column_width (const UiClusterTable *table, guint column, int columns)
{
	return column < UI_CLUSTER_TEXTS ? text_width (table, (UiClusterColumn)column, columns)
					 : role_width (table, column - UI_CLUSTER_TEXTS);
}

int _ui_cluster_column_begin (const UiClusterTable *table, guint column, int columns)
{
	int begin = MARGIN;
	for (guint i = 0; i < column; i++)
		begin += 2 + _ui_cluster_column_width (table, i, columns);
	return begin;
}

/* ── drawing ─────────────────────────────────────────────────────────────── */

static const char *heading (const UiClusterTable *table, guint column)
{
	static const char *const texts[UI_CLUSTER_TEXTS] = { N_ ("NAME"), N_ ("DNS"), N_ ("IP") };
	return column < UI_CLUSTER_TEXTS
		       ? _ (texts[column])
		       : ui_cluster_role_title (table->cluster, column - UI_CLUSTER_TEXTS);
}

guint _ui_cluster_column_count (const UiClusterTable *table)
{
	return UI_CLUSTER_TEXTS + ui_cluster_roles (table->cluster);
}

void _ui_cluster_draw_header (UiView *view, UiCells *cells)
{
	UiClusterTable *table = ui_view_private (view);
	int columns = ui_cells_columns (cells);
	for (guint i = 0; i < _ui_cluster_column_count (table); i++) {
		int width = _ui_cluster_column_width (table, i, columns);
		ui_cells_move (cells, _ui_cluster_column_begin (table, i, columns));
		ui_cells_fit (cells, i == table->column ? UI_ROLE_KEY : UI_ROLE_LABEL,
			heading (table, i), width);
	}
}

static gboolean is_edited (UiView *view, guint row, guint column)
{
	UiClusterTable *table = ui_view_private (view);
	return table->edit && row == ui_view_cursor (view) && column == table->column;
}

static void draw_text (UiView *view, guint row, UiClusterColumn column, UiCells *cells)
{
	UiClusterTable *table = ui_view_private (view);
	int width = text_width (table, column, ui_cells_columns (cells)), cursor;
	if (is_edited (view, row, column)) {
		g_autofree char *visible = ui_line_edit_visible (table->edit, width, &cursor);
		ui_cells_fit (cells, UI_ROLE_VALUE, visible, width);
		return;
	}
	g_autofree char *shown =
		pki_text_printable (ui_cluster_text (table->cluster, row, column), -1);
	gboolean wrong = ui_cluster_mistake (table->cluster, row, column) != NULL;
	ui_cells_fit (cells, wrong ? UI_ROLE_BAD : UI_ROLE_VALUE, shown, width);
}

static void draw_role (UiView *view, guint row, guint role, UiCells *cells)
{
	UiClusterTable *table = ui_view_private (view);
	gboolean on = ui_cluster_has_role (table->cluster, row, role);
	int width = role_width (table, role);
	ui_cells_move (cells, ui_cells_position (cells) + (width - 1) / 2);
	ui_cells_add (
		cells, on ? UI_ROLE_GOOD : UI_ROLE_MUTED, on ? "x" : ui_glyph (UI_GLYPH_NONE));
}

void _ui_cluster_draw_row (UiView *view, guint row, UiCells *cells)
{
	UiClusterTable *table = ui_view_private (view);
	int columns = ui_cells_columns (cells);
	for (guint i = 0; i < _ui_cluster_column_count (table); i++) {
		ui_cells_move (cells, _ui_cluster_column_begin (table, i, columns));
		if (i < UI_CLUSTER_TEXTS)
			draw_text (view, row, (UiClusterColumn)i, cells);
		else
			draw_role (view, row, i - UI_CLUSTER_TEXTS, cells);
	}
}

/* What a column stands for, which its title is too short to tell. */
static void draw_role_words (const UiClusterTable *table, UiCells *cells)
{
	if (table->column < UI_CLUSTER_TEXTS)
		return;
	guint role = table->column - UI_CLUSTER_TEXTS;
	g_autofree char *title =
		pki_text_printable (ui_cluster_role (table->cluster, role)->title, -1);
	g_autofree char *words =
		g_strdup_printf (_ ("%s: %s"), ui_cluster_role_title (table->cluster, role), title);
	ui_cells_addf (cells, UI_ROLE_LABEL, "   %s", words);
}

static gboolean is_untouched (const UiClusterTable *table)
{
	return !table->edit && table->column < UI_CLUSTER_TEXTS &&
	       ui_cluster_certificates (table->cluster) == 0;
}

void _ui_cluster_draw_status (UiView *view, UiCells *cells)
{
	UiClusterTable *table = ui_view_private (view);
	guint row = ui_view_cursor (view);
	const char *mistake =
		table->column < UI_CLUSTER_TEXTS
			? ui_cluster_mistake (table->cluster, row, (UiClusterColumn)table->column)
			: NULL;
	ui_cells_move (cells, 1);
	if (mistake && !table->edit) {
		ui_cells_addf (cells, UI_ROLE_BAD, "%s %s", ui_glyph (UI_GLYPH_BAD), mistake);
		return;
	}
	if (is_untouched (table)) {
		ui_cells_add (cells, UI_ROLE_MUTED,
			_ ("Press Enter and type the name of the first machine; F1 tells the "
			   "rest."));
		return;
	}
	guint certificates = ui_cluster_certificates (table->cluster);
	const PkiAuthority *authority = ui_draft_authority (table->draft);
	g_autofree char *name = pki_text_printable (authority ? authority->name : "", -1);
	ui_cells_addf (cells, UI_ROLE_MUTED,
		ngettext ("%u certificate, issued by %s", "%u certificates, issued by %s",
			certificates),
		certificates, name);
	draw_role_words (table, cells);
}

void _ui_cluster_draw_footer (UiView *view, UiCells *cells)
{
	UiClusterTable *table = ui_view_private (view);
	UiApp *app = ui_view_app (view);
	if (table->job) {
		ui_keys_add (cells, "Esc", _ ("cancel"));
		return;
	}
	if (table->edit) {
		ui_keys_add (cells, "Enter", _ ("keep"));
		ui_keys_add (cells, "Tab", _ ("next field"));
		ui_keys_add (cells, "Esc", _ ("as it was"));
		return;
	}
	ui_keys_add (cells, "F1", _ ("help"));
	ui_keys_add_action_as (cells, app, UI_ACTION_NEXT_PAGE, _ ("review"));
	ui_keys_add (cells, "Enter", _ ("edit"));
	ui_keys_add_action (cells, app, UI_ACTION_ADD);
	ui_keys_add_action (cells, app, UI_ACTION_DUPLICATE);
	ui_keys_add_action (cells, app, UI_ACTION_REMOVE);
	ui_keys_add_action (cells, app, UI_ACTION_TOGGLE);
	ui_keys_add_action (cells, app, UI_ACTION_PASTE);
}
