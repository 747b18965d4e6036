#include "config.h"

#include "ui/cli/list.h"

#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/store/store.h"
#include "ui/cli/command.h"
#include "ui/cli/json.h"
#include "ui/cli/options.h"
#include "ui/cli/place.h"
#include "ui/cli/scan.h"
#include "ui/cli/state.h"
#include "ui/cli/table.h"

#define WINDOW 2000 /* rows that are aligned together */

typedef struct {
	PkiStore *store;
	CliOutput *output;
	CliTable *table;
	CliJsonArray array;
	gint64 now;
} Listing;

/* The object itself, also where only its file has it. A file that has gone meanwhile gives NULL. */
static PkiObject *object_of (const Listing *listing, const PkiItem *item)
{
	if (item->object)
		return pki_object_ref (item->object);
	return pki_store_object (listing->store, item->id, NULL);
}

static gboolean add_json (const PkiItem *item, gpointer data)
{
	Listing *listing = data;
	g_autoptr (PkiObject) object = object_of (listing, item);
	const PkiObject gone = {
		.type = PKI_OBJECT_UNREADABLE,
		.error = (char *)_ ("the file has changed or gone since it was found"),
	};
	cli_json_array_add (&listing->array, item, object ? object : &gone, listing->now);
	return cli_output_is_good (listing->output);
}

/* Why it is broken or locked; NULL where it is neither. */
static char *why_words (const Listing *listing, const PkiItem *item)
{
	if (item->type != PKI_OBJECT_UNREADABLE && item->type != PKI_OBJECT_LOCKED)
		return NULL;
	g_autoptr (PkiObject) object = object_of (listing, item);
	return object && object->error ? pki_text_printable (object->error, -1) : NULL;
}

static gboolean add_row (const PkiItem *item, gpointer data)
{
	Listing *listing = data;
	g_autofree char *name = pki_text_printable (item->name, -1);
	g_autofree char *end = pki_time_format_date (item->not_after);
	g_autofree char *days = cli_state_days (item, listing->now);
	g_autofree char *place = cli_state_place (item);
	g_autofree char *why = why_words (listing, item);
	CliTone tone = cli_state_tone (item);
	const CliCell cells[] = {
		{ CLI_TONE_PLAIN, pki_object_type_name (item->type) },
		{ CLI_TONE_PLAIN, name },
		{ CLI_TONE_PLAIN, end },
		{ tone, days },
		{ tone, pki_status_word (item->status) },
		{ CLI_TONE_MUTED, place },
		{ tone, why },
	};
	cli_table_add (listing->table, cells);
	return cli_output_is_good (listing->output);
}

static gboolean list_json (
	CliOutput *output, PkiStore *store, const PkiFilter *filter, gint64 now, GError **error)
{
	Listing listing = {
		.store = store, .output = output, .array = { .output = output }, .now = now
	};
	gboolean done = pki_store_foreach (store, filter, now, add_json, &listing, error);
	cli_json_array_end (&listing.array);
	return done;
}

static gboolean list_text (
	CliOutput *output, PkiStore *store, const PkiFilter *filter, gint64 now, GError **error)
{
	const CliColumn columns[] = {
		{ .title = _ ("TYPE") },
		{ .title = _ ("NAME"), .most = 48, .clip = TRUE },
		{ .title = _ ("ENDS") },
		{ .title = _ ("LEFT"), .right = TRUE },
		{ .title = _ ("STATE") },
		{ .title = _ ("PATH"), .most = 60 },
		{ .title = "" },
	};
	/* The line of titles is for eyes; in a pipe every line is an object. */
	g_autoptr (CliTable) table =
		cli_table_new (output, columns, G_N_ELEMENTS (columns), WINDOW, output->terminal);
	Listing listing = { .store = store, .output = output, .table = table, .now = now };
	gboolean done = pki_store_foreach_brief (store, filter, now, add_row, &listing, error);
	cli_table_end (table);
	return done;
}

int cli_list_run (const CliListing *listing, const CliCommand *command, CliContext *context,
	int argc, char **argv, GError **error)
{
	g_auto (GStrv) words = NULL;
	gboolean json = FALSE;
	const GOptionEntry entries[] = {
		{ "filter", 'f', 0, G_OPTION_ARG_FILENAME_ARRAY, &words, listing->filter_help,
			N_ ("QUERY") },
		{ "json", 'j', 0, G_OPTION_ARG_NONE, &json, listing->json_help, NULL },
		{ NULL },
	};
	CliOptions read = cli_options_read (command, entries, context, &argc, &argv, 1, error);
	if (read != CLI_OPTIONS_READ)
		return read == CLI_OPTIONS_HELPED ? CLI_DONE : CLI_FAILED;
	g_autoptr (PkiFilter) filter = NULL;
	if (!cli_options_filter (words, &filter, error))
		return CLI_FAILED;
	g_autofree char *directory =
		argc > 1 ? cli_place_resolve (context, argv[1]) : cli_place_store (context);
	g_autoptr (PkiStore) store = cli_scan_open (directory, error);
	if (!store)
		return CLI_FAILED;
	cli_scan_tell_skipped (store);
	gint64 now = pki_time_now ();
	gboolean done = (json ? list_json : listing->print_text) (
		&context->output, store, filter, now, error);
	return done ? CLI_DONE : CLI_FAILED;
}

static int run (
	const CliCommand *command, CliContext *context, int argc, char **argv, GError **error)
{
	const CliListing listing = { N_ ("Only what matches QUERY"), N_ ("As a JSON array"),
		list_text };
	return cli_list_run (&listing, command, context, argc, argv, error);
}

const CliCommand cli_command_list = {
	.name = "list",
	.arguments = "[DIR]",
	.summary = N_ ("List every object found, one row each"),
	.description =
		N_ ("A QUERY is words, all of which must match: a bare word searches all texts, "
		    "-WORD must "
		    "not\nmatch, FIELD:TEXT looks into one field (subject, issuer, san, serial, "
		    "path, name,"
		    "\nfingerprint), and type:ca, status:expiring, key:rsa<3072, days<30 compare."),
	.examples = "  pkitty list /etc/ssl/certs\n"
		    "  pkitty list /etc/ssl/certs --filter 'key:rsa<3072 days<400'\n"
		    "  pkitty list /etc/ssl/certs --json --filter status:expired",
	.run = run,
};
