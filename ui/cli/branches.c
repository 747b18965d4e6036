#include "config.h"

#include "ui/cli/branches.h"

#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "ui/cli/scan.h"
#include "ui/cli/state.h"
#include "ui/cli/table.h"

#define COLUMNS 7
#define DEEPEST 20 /* levels that are indented; a chain that goes on gets a number instead */

/* Limbs of a tree, as wide in both sets. */
typedef struct {
	const char *branch, *last, *trunk, *nothing;
} Limbs;
static const Limbs limbs_utf8 = { "├─ ", "└─ ", "│  ", "   " };
static const Limbs limbs_ascii = { "|- ", "`- ", "|  ", "   " };

typedef struct {
	PkiStore *store;
	CliTable *table;
	const Limbs *limbs;
	gint64 now;
	GHashTable *kept; /* ids to print; NULL: all */
	GHashTable *printed; /* ids: nothing is printed twice, whatever loops there are */
	GString *indent; /* limbs of the levels above */
} Printer;

static gboolean is_kept (const Printer *printer, gint64 id)
{
	return !printer->kept || g_hash_table_contains (printer->kept, &id);
}

static gboolean add_id (GHashTable *ids, gint64 id)
{
	return g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
}

static GHashTable *new_ids (void)
{
	return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/* Adds ID and all that stands above it to what is kept; new ones to LINE too. */
static void keep_line (Printer *printer, gint64 id, GArray *line)
{
	while (id && add_id (printer->kept, id)) {
		g_array_append_val (line, id);
		g_autoptr (PkiItem) item = pki_store_item (printer->store, id, printer->now, NULL);
		id = item ? item->issuer : 0;
	}
}

/* What the filter lets through, and all that stands above it. A signature found to be wrong may
 * move an object, so those of the matches are checked before and the others behind. */
static gboolean keep_matches (Printer *printer, const PkiFilter *filter, GError **error)
{
	g_autoptr (GArray) ids =
		pki_store_query (printer->store, filter, PKI_SORT_PATH, printer->now, error);
	if (!ids)
		return FALSE;
	printer->kept = new_ids ();
	if (!ids->len)
		return TRUE;
	const gint64 *matches = (const gint64 *)(gpointer)ids->data;
	if (!cli_scan_signatures (printer->store, matches, ids->len, error))
		return FALSE;
	g_autoptr (GArray) line = g_array_new (FALSE, FALSE, sizeof (gint64));
	for (guint i = 0; i < ids->len; i++)
		keep_line (printer, g_array_index (ids, gint64, i), line);
	return cli_scan_signatures (
		printer->store, (const gint64 *)(gpointer)line->data, line->len, error);
}

/* All signatures of what will be printed are checked first. */
static gboolean prepare (Printer *printer, const PkiFilter *filter, GError **error)
{
	if (filter && !pki_filter_is_empty (filter))
		return keep_matches (printer, filter, error);
	return cli_scan_signatures (printer->store, NULL, 0, error);
}

static void drop_others (const Printer *printer, GArray *ids)
{
	guint kept = 0;
	for (guint i = 0; i < ids->len; i++) {
		gint64 id = g_array_index (ids, gint64, i);
		if (is_kept (printer, id) && !g_hash_table_contains (printer->printed, &id))
			g_array_index (ids, gint64, kept++) = id;
	}
	g_array_set_size (ids, kept);
}

/* What is locked or broken has no columns: its path and why. */
static void add_nameless (Printer *printer, const PkiItem *item, const char *limb)
{
	g_autofree char *place = cli_state_place (item);
	g_autoptr (PkiObject) object = pki_store_object (printer->store, item->id, NULL);
	g_autofree char *why =
		object && object->error ? pki_text_printable (object->error, -1) : NULL;
	g_autofree char *line = g_strconcat (
		printer->indent->str, limb, place, why ? ": " : "", why ? why : "", NULL);
	cli_table_add_line (printer->table, CLI_TONE_PLAIN, line);
}

static void add_item (Printer *printer, const PkiItem *item, guint depth, const char *limb)
{
	g_autofree char *name = pki_text_printable (item->name, -1);
	g_autofree char *number = depth > DEEPEST ? g_strdup_printf ("(%u) ", depth) : NULL;
	g_autofree char *line =
		g_strconcat (printer->indent->str, limb, number ? number : "", name, NULL);
	g_autofree char *use = pki_text_printable (item->use ? item->use : "", -1);
	g_autofree char *end = pki_time_format_date (item->not_after);
	g_autofree char *days = cli_state_days (item, printer->now);
	g_autofree char *state = cli_state_words (item);
	g_autofree char *revocation = cli_state_revocation (item);
	g_autofree char *place = cli_state_place (item);
	CliTone tone = cli_state_tone (item);
	const CliCell cells[COLUMNS] = {
		{ item->ca ? CLI_TONE_TITLE : CLI_TONE_PLAIN, line },
		{ CLI_TONE_PLAIN, use },
		{ CLI_TONE_PLAIN, end },
		{ tone, days },
		{ tone, state },
		{ tone, revocation },
		{ CLI_TONE_MUTED, place },
	};
	cli_table_add (printer->table, cells);
}

/* One level of the walk: its ids and how far it has come. The walk keeps its own stack, for a chain
 * may be as long as the store is large. */
typedef struct {
	GArray *ids;
	guint next;
	gsize indent; /* length of the indent above it */
} Level;

static void clear_level (gpointer data)
{
	g_array_unref (((Level *)data)->ids);
}

static gboolean push (Printer *printer, GArray *levels, gint64 parent, GError **error)
{
	g_autoptr (GArray) ids = pki_store_children (printer->store, parent, error);
	if (!ids)
		return FALSE;
	drop_others (printer, ids);
	if (!ids->len)
		return TRUE;
	Level level = { g_steal_pointer (&ids), 0, printer->indent->len };
	g_array_append_val (levels, level);
	return TRUE;
}

static gboolean step (Printer *printer, GArray *levels, gboolean top_has_limbs, GError **error)
{
	Level *level = &g_array_index (levels, Level, levels->len - 1);
	g_string_truncate (printer->indent, level->indent);
	if (level->next == level->ids->len) {
		g_array_set_size (levels, levels->len - 1);
		return TRUE;
	}
	gint64 id = g_array_index (level->ids, gint64, level->next++);
	gboolean last = level->next == level->ids->len;
	if (!add_id (printer->printed, id))
		return TRUE;
	GError *failure = NULL;
	g_autoptr (PkiItem) item = pki_store_item (printer->store, id, printer->now, &failure);
	if (failure) {
		g_propagate_error (error, failure);
		return FALSE;
	}
	/* Another process may have taken it out of the catalog. */
	if (!item)
		return TRUE;
	guint depth = levels->len;
	gboolean limbs = depth > 1 || top_has_limbs;
	const char *limb = last ? printer->limbs->last : printer->limbs->branch;
	if (item->type == PKI_OBJECT_LOCKED || item->type == PKI_OBJECT_UNREADABLE)
		add_nameless (printer, item, limb);
	else
		add_item (printer, item, depth, limbs ? limb : "");
	if (limbs && depth <= DEEPEST)
		g_string_append (
			printer->indent, last ? printer->limbs->nothing : printer->limbs->trunk);
	return !item->children || push (printer, levels, id, error);
}

/* Takes IDS. */
static gboolean print_levels (Printer *printer, GArray *ids, gboolean top_has_limbs, GError **error)
{
	g_autoptr (GArray) levels = g_array_new (FALSE, FALSE, sizeof (Level));
	g_array_set_clear_func (levels, clear_level);
	Level top = { ids, 0, printer->indent->len };
	g_array_append_val (levels, top);
	while (levels->len)
		if (!step (printer, levels, top_has_limbs, error))
			return FALSE;
	return TRUE;
}

static gboolean print_section (Printer *printer, PkiSection section, GError **error)
{
	g_autoptr (GArray) ids = pki_store_section (printer->store, section, error);
	if (!ids)
		return FALSE;
	drop_others (printer, ids);
	if (!ids->len)
		return TRUE;
	g_autofree char *title = g_strdup_printf ("%s (%u)", pki_section_title (section), ids->len);
	cli_table_add_line (printer->table, CLI_TONE_TITLE, title);
	return print_levels (printer, g_steal_pointer (&ids), TRUE, error);
}

static gboolean print_all (Printer *printer, GError **error)
{
	g_autoptr (GArray) roots = pki_store_children (printer->store, PKI_ROOTS, error);
	if (!roots)
		return FALSE;
	drop_others (printer, roots);
	if (!print_levels (printer, g_steal_pointer (&roots), FALSE, error))
		return FALSE;
	for (PkiSection section = 0; section < PKI_SECTION_N; section++)
		if (!print_section (printer, section, error))
			return FALSE;
	return TRUE;
}

gboolean cli_branches_print (
	CliOutput *output, PkiStore *store, const PkiFilter *filter, gint64 now, GError **error)
{
	const CliColumn columns[COLUMNS] = {
		{ .most = 72, .clip = TRUE },
		{ .most = 32 },
		{ 0 },
		{ .right = TRUE },
		{ .most = 16 },
		{ .spare = TRUE },
		{ .spare = TRUE },
	};
	g_autoptr (CliTable) table = cli_table_new (output, columns, COLUMNS, 0, FALSE);
	Printer printer = {
		.store = store,
		.table = table,
		.limbs = output->utf8 ? &limbs_utf8 : &limbs_ascii,
		.now = now,
		.printed = new_ids (),
		.indent = g_string_new (NULL),
	};
	gboolean done = prepare (&printer, filter, error) && print_all (&printer, error);
	if (done)
		cli_table_end (table);
	g_hash_table_unref (printer.printed);
	g_clear_pointer (&printer.kept, g_hash_table_unref);
	g_string_free (printer.indent, TRUE);
	return done;
}
