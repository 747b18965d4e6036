#include "config.h"

#include "tests/ui/picture.h"

#include <string.h>

#include "tests/unit/unit.h"

/* In hundredths of a pixel: whole numbers look the same in every locale. */
#define CELL_WIDTH  840
#define CELL_HEIGHT 1800
#define BASELINE    1330
#define MARGIN      1200

#define DIGITS "0123456789abcdef"

struct _PictureBook {
	char *folder;
	GHashTable *numbers; /* those seen so far, with what is drawn instead */
};

typedef struct {
	GString *text; /* of one cell */
	int column, width;
	VtLook look;
} Cell;

PictureBook *picture_book_new (const char *folder)
{
	PictureBook *book = g_new0 (PictureBook, 1);
	book->folder = g_strdup (folder);
	book->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
	return book;
}

void picture_book_free (PictureBook *book)
{
	if (!book)
		return;
	g_hash_table_unref (book->numbers);
	g_free (book->folder);
	g_free (book);
}

/* ── the cells of a row ──────────────────────────────────────────────────── */

static void cell_free (gpointer data)
{
	Cell *cell = data;
	g_string_free (cell->text, TRUE);
	g_free (cell);
}

static GPtrArray *read_row (Vt *vt, int row, int columns)
{
	GPtrArray *cells = g_ptr_array_new_with_free_func (cell_free);
	int cursor_row, cursor_column;
	gboolean cursor = vt_cursor (vt, &cursor_row, &cursor_column) && cursor_row == row;
	for (int column = 0; column < columns;) {
		Cell *cell = g_new0 (Cell, 1);
		cell->text = g_string_new (NULL);
		cell->column = column;
		cell->look = vt_look (vt, row, column);
		cell->width = vt_cell (vt, row, column, cell->text);
		if (cursor && column == cursor_column)
			cell->look.reverse = !cell->look.reverse;
		column += cell->width;
		g_ptr_array_add (cells, cell);
	}
	return cells;
}

static gboolean is_at (GPtrArray *cells, guint at, const char *signs)
{
	const Cell *cell = at < cells->len ? g_ptr_array_index (cells, at) : NULL;
	return cell && cell->text->len == 1 && strchr (signs, *cell->text->str);
}

/* The run of digits at FIRST: as one, or as octets with colons or blanks between. */
static guint measure_number (GPtrArray *cells, guint first, GString *digits)
{
	gboolean octets = is_at (cells, first + 2, ": ");
	guint i = first;
	for (; is_at (cells, i, DIGITS); i++) {
		const Cell *cell = g_ptr_array_index (cells, i);
		g_string_append_c (digits, *cell->text->str);
		if (octets && (i - first) % 3 == 1 && is_at (cells, i + 1, ": ") &&
			is_at (cells, i + 2, DIGITS) && is_at (cells, i + 3, DIGITS))
			i++;
	}
	return i - first;
}

/* Seven digits (a short commit id) or more; two octets, which may be the end of a long number, only
 * where a word begins. */
static gboolean is_random (GPtrArray *cells, guint first, guint size, const GString *digits)
{
	if (first > 0 && !is_at (cells, first - 1, " :"))
		return FALSE;
	if (!strpbrk (digits->str, "0123456789"))
		return FALSE;
	return digits->len >= 7 || (size == 5 && is_at (cells, first + 2, " "));
}

static const char *instead_of (PictureBook *book, const char *digits)
{
	char *found = g_hash_table_lookup (book->numbers, digits);
	if (found)
		return found;
	g_autofree char *count = g_strdup_printf ("%u", g_hash_table_size (book->numbers));
	found = g_compute_checksum_for_string (G_CHECKSUM_SHA512, count, -1);
	g_hash_table_insert (book->numbers, g_strdup (digits), found);
	return found;
}

static void steady_numbers (PictureBook *book, GPtrArray *cells)
{
	for (guint i = 0; i < cells->len;) {
		g_autoptr (GString) digits = g_string_new (NULL);
		guint size = measure_number (cells, i, digits);
		gboolean random = is_random (cells, i, size, digits);
		const char *other = random ? instead_of (book, digits->str) : NULL;
		for (guint end = i + size; random && i < end; i++) {
			Cell *cell = g_ptr_array_index (cells, i);
			if (is_at (cells, i, DIGITS))
				*cell->text->str = *other++;
		}
		i += random ? 0 : MAX (size, 1);
	}
}

/* ── drawing ─────────────────────────────────────────────────────────────── */

/* Hundredths as SVG writes them, from the edge of the picture. */
static void append_length (GString *svg, const char *name, int hundredths)
{
	g_string_append_printf (svg, " %s=\"%d", name, hundredths / 100);
	if (hundredths % 100)
		g_string_append_printf (svg, ".%02d", hundredths % 100);
	if (svg->str[svg->len - 1] == '0' && hundredths % 100)
		g_string_truncate (svg, svg->len - 1);
	g_string_append_c (svg, '"');
}

static int across (int column)
{
	return MARGIN + column * CELL_WIDTH;
}

static int down (int row)
{
	return MARGIN + row * CELL_HEIGHT;
}

static void append_class (GString *svg, VtLook look, gboolean middle)
{
	g_autoptr (GString) names = g_string_new (NULL);
	if (look.reverse)
		g_string_append (names, " r");
	if (!look.reverse && look.colour >= 0)
		g_string_append_printf (names, " c%d", look.colour);
	if (look.bold)
		g_string_append (names, " b");
	if (look.italic && !look.reverse)
		g_string_append (names, " f");
	if (look.underline)
		g_string_append (names, " u");
	if (middle)
		g_string_append (names, " m");
	if (names->len > 0)
		g_string_append_printf (svg, " class=\"%s\"", names->str + 1);
}

static void append_text (
	GString *svg, int row, int column, int width, VtLook look, const char *text)
{
	gboolean plain = g_str_is_ascii (text);
	g_autofree char *escaped = g_markup_escape_text (text, -1);
	g_string_append (svg, "<text");
	append_length (
		svg, "x", plain ? across (column) : across (column) + width * CELL_WIDTH / 2);
	append_length (svg, "y", down (row) + BASELINE);
	if (plain)
		append_length (svg, "textLength", width * CELL_WIDTH);
	append_class (svg, look, !plain);
	g_string_append_printf (svg, ">%s</text>\n", escaped);
}

static void append_box (
	GString *svg, int x, int y, int width, int height, const char *class, VtLook look)
{
	g_string_append (svg, "<rect");
	append_length (svg, "x", x);
	append_length (svg, "y", y);
	append_length (svg, "width", width);
	append_length (svg, "height", height);
	if (class)
		g_string_append_printf (svg, " class=\"%s\"", class);
	else
		append_class (svg, look, FALSE);
	g_string_append (svg, "/>\n");
}

/* Lines and blocks have no gaps between cells, whatever the font. */
static gboolean append_block (GString *svg, int row, const Cell *cell, int count)
{
	int x = across (cell->column), y = down (row), width = count * CELL_WIDTH;
	if (g_str_equal (cell->text->str, "─"))
		append_box (svg, x, y + CELL_HEIGHT / 2, width, 100, NULL, cell->look);
	else if (g_str_equal (cell->text->str, "│"))
		append_box (svg, x + CELL_WIDTH / 2, y, 100, CELL_HEIGHT, NULL, cell->look);
	else if (g_str_equal (cell->text->str, "█"))
		append_box (svg, x, y, width, CELL_HEIGHT, NULL, cell->look);
	else if (g_str_equal (cell->text->str, "░"))
		append_box (svg, x, y, width, CELL_HEIGHT, "s", cell->look);
	else if (g_str_equal (cell->text->str, "▌"))
		append_box (svg, x, y, CELL_WIDTH / 2, CELL_HEIGHT, NULL, cell->look);
	else
		return FALSE;
	return TRUE;
}

static gboolean look_alike (const Cell *a, const Cell *b)
{
	return a->look.bold == b->look.bold && a->look.italic == b->look.italic &&
	       a->look.underline == b->look.underline && a->look.reverse == b->look.reverse &&
	       a->look.colour == b->look.colour;
}

static gboolean is_blank (const Cell *cell)
{
	return g_str_equal (cell->text->str, " ") && !cell->look.underline;
}

/* How many cells from FIRST on are one piece: words of ASCII with single blanks between them, or
 * the same sign again. */
static guint measure_piece (GPtrArray *cells, guint first)
{
	const Cell *begin = g_ptr_array_index (cells, first);
	gboolean ascii = g_str_is_ascii (begin->text->str);
	guint i = first + 1;
	for (; i < cells->len; i++) {
		const Cell *cell = g_ptr_array_index (cells, i);
		const Cell *next = i + 1 < cells->len ? g_ptr_array_index (cells, i + 1) : NULL;
		if (!look_alike (begin, cell))
			break;
		if (!ascii ? !g_str_equal (cell->text->str, begin->text->str)
			   : !g_str_is_ascii (cell->text->str))
			break;
		if (is_blank (cell) && (!next || is_blank (next) || !look_alike (begin, next)))
			break;
	}
	return i - first;
}

static void append_piece (GString *svg, int row, GPtrArray *cells, guint first, guint count)
{
	const Cell *begin = g_ptr_array_index (cells, first);
	g_autoptr (GString) text = g_string_new (NULL);
	int width = 0;
	if (append_block (svg, row, begin, (int)count))
		return;
	for (guint i = first; i < first + count; i++) {
		const Cell *cell = g_ptr_array_index (cells, i);
		width += cell->width;
		g_string_append (text, cell->text->str);
		if (g_str_is_ascii (begin->text->str))
			continue;
		append_text (svg, row, cell->column, cell->width, cell->look, cell->text->str);
	}
	if (g_str_is_ascii (begin->text->str))
		append_text (svg, row, begin->column, width, begin->look, text->str);
}

static void append_paper (GString *svg, int row, GPtrArray *cells)
{
	for (guint i = 0; i < cells->len;) {
		const Cell *begin = g_ptr_array_index (cells, i);
		int width = 0;
		for (; i < cells->len; i++) {
			const Cell *cell = g_ptr_array_index (cells, i);
			if (!look_alike (begin, cell))
				break;
			width += cell->width;
		}
		VtLook paper = { .colour = begin->look.colour };
		if (begin->look.reverse)
			append_box (svg, across (begin->column), down (row), width * CELL_WIDTH,
				CELL_HEIGHT, NULL, paper);
	}
}

static void append_row (GString *svg, int row, GPtrArray *cells)
{
	append_paper (svg, row, cells);
	for (guint i = 0; i < cells->len;) {
		guint count =
			is_blank (g_ptr_array_index (cells, i)) ? 0 : measure_piece (cells, i);
		if (count > 0)
			append_piece (svg, row, cells, i, count);
		i += MAX (count, 1);
	}
}

static void append_head (GString *svg, int rows, int columns)
{
	static const char style[] =
		"<style>\n"
		"svg { font: 14px 'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', "
		"'Noto Sans Mono CJK SC', monospace }\n"
		"text, rect { fill: #d8dbe2; shape-rendering: crispEdges }\n"
		".c1 { fill: #f2777a } .c2 { fill: #8fc47d } .c3 { fill: #e8c062 }\n"
		".c4 { fill: #7aa6da } .c5 { fill: #c397d8 } .c6 { fill: #70c0ba }\n"
		".b { font-weight: bold } .f { fill-opacity: .6 } .s { fill-opacity: .2 }\n"
		".u { text-decoration: underline } .m { text-anchor: middle }\n"
		".r, .screen { fill: #1d2129 }\n"
		"</style>\n";
	int width = 2 * MARGIN + columns * CELL_WIDTH, height = 2 * MARGIN + rows * CELL_HEIGHT;
	g_string_append (svg, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
	append_length (svg, "width", width);
	append_length (svg, "height", height);
	g_string_append_printf (
		svg, " viewBox=\"0 0 %d %d\">\n", (width + 99) / 100, (height + 99) / 100);
	g_string_append (svg, "<!-- made by make pictures -->\n");
	g_string_append (svg, style);
	g_string_append (svg, "<rect class=\"screen\" width=\"100%\" height=\"100%\" rx=\"6\"/>\n");
}

void picture_draw (PictureBook *book, Vt *vt, const char *name)
{
	g_autofree char *path = g_build_filename (book->folder, name, NULL);
	g_autoptr (GString) svg = g_string_new (NULL);
	g_autoptr (GError) error = NULL;
	int rows, columns;
	vt_size (vt, &rows, &columns);
	append_head (svg, rows, columns);
	for (int row = 0; row < rows; row++) {
		g_autoptr (GPtrArray) cells = read_row (vt, row, columns);
		steady_numbers (book, cells);
		append_row (svg, row, cells);
	}
	g_string_append (svg, "</svg>\n");
	ck_assert_msg (g_file_set_contents (path, svg->str, (gssize)svg->len, &error), "%s",
		error ? error->message : "");
}
