#include "config.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/store/history.h"
#include "ui/cli/command.h"
#include "ui/cli/log-json.h"
#include "ui/cli/log-target.h"
#include "ui/cli/options.h"
#include "ui/cli/table.h"

enum {
	WINDOW = 24, /* rows that are aligned together */
	SHORT_ID = 7,
	FILES_IN_JSON = 100000, /* of one commit */
};

typedef struct {
	CliOutput *output;
	CliTable *table; /* NULL: JSON */
	const CliLogTarget *target;
	guint printed;
} Log;

/* Whether trailers name what has gone: NAME, or CA/NAME. */
static gboolean claims_name (const PkiHistoryEntry *entry, const char *text)
{
	const char *slash = strrchr (text, '/');
	const char *name = slash ? slash + 1 : text;
	for (guint i = 0; i < entry->claims->len; i++) {
		const PkiClaim *claim = &g_array_index (entry->claims, PkiClaim, i);
		if (g_strcmp0 (claim->name, name) != 0)
			continue;
		if (!slash ||
			(claim->authority && strlen (claim->authority) == (gsize)(slash - text) &&
				g_str_has_prefix (text, claim->authority)))
			return TRUE;
	}
	return FALSE;
}

/* PATH is one of PATHS. */
static gboolean is_one_of (char **paths, const char *path)
{
	return path && g_strv_contains ((const char *const *)paths, path);
}

/* Whether it touched what was called so: NAME, or below the folder CA. */
static gboolean touches (const PkiHistoryEntry *entry, const CliLogTarget *target)
{
	const char *slash = strrchr (target->name, '/');
	gsize folder = slash ? (gsize)(slash + 1 - target->name) : 0;
	for (guint i = 0; i < entry->changes->len; i++) {
		const PkiObjectChange *change = entry->changes->pdata[i];
		if (is_one_of (target->paths, change->path_before) ||
			is_one_of (target->paths, change->path_after))
			return TRUE;
		g_autofree char *name = pki_object_change_name (change);
		if (g_str_equal (name, target->name + folder) &&
			strncmp (pki_object_change_path (change), target->name, folder) == 0)
			return TRUE;
	}
	return FALSE;
}

static void print_row (Log *log, const PkiHistoryEntry *entry)
{
	const PkiRevision *revision = entry->revision;
	g_autofree char *id = g_strndup (revision->id, SHORT_ID);
	g_autofree char *when = pki_time_format (revision->author.time);
	g_autofree char *who = pki_text_printable (revision->author.name, -1);
	g_autofree char *action = pki_history_action (entry);
	g_autofree char *object = pki_history_object (entry);
	g_autofree char *remark = pki_history_remark (entry);
	gboolean wrong = entry->mismatch || entry->error;
	const CliCell cells[] = {
		{ CLI_TONE_MUTED, id },
		{ CLI_TONE_PLAIN, when },
		{ CLI_TONE_PLAIN, who },
		{ CLI_TONE_LABEL, action },
		{ CLI_TONE_PLAIN, object },
		{ wrong ? CLI_TONE_BAD : CLI_TONE_MUTED, remark },
	};
	cli_table_add (log->table, cells);
}

static void print_entry (Log *log, const PkiHistoryEntry *entry)
{
	if (log->target->name && !claims_name (entry, log->target->name) &&
		!touches (entry, log->target))
		return;
	if (log->table) {
		print_row (log, entry);
	} else {
		cli_output_print (log->output, CLI_TONE_PLAIN, log->printed ? ",\n" : "[\n");
		cli_log_json_print (log->output, entry);
	}
	/* Who reads the first screen does not wait for the rest, also behind a pipe. */
	if (++log->printed == WINDOW)
		fflush (log->output->stream);
}

static gboolean walk (Log *log, PkiHistory *history, GError **error)
{
	const CliLogTarget *target = log->target;
	/* Trailers are in no path: of what has gone every commit is asked. */
	const char *const *paths = target->name ? NULL : (const char *const *)target->paths;
	guint most = log->table ? PKI_HISTORY_FILES_OF_ROW : FILES_IN_JSON;
	if (!pki_history_begin (history, paths, error))
		return FALSE;
	PkiRevision *revision;
	while (cli_output_is_good (log->output) &&
		(revision = pki_history_next (history, NULL, NULL))) {
		g_autoptr (PkiHistoryEntry) entry =
			pki_history_entry_new (history, revision, most, NULL, NULL);
		if (entry)
			print_entry (log, entry);
	}
	return TRUE;
}

static gboolean print_log (
	CliOutput *output, const CliLogTarget *target, gboolean json, GError **error)
{
	const CliColumn columns[] = {
		{ .title = _ ("COMMIT") },
		{ .title = _ ("TIME") },
		{ .title = _ ("AUTHOR"), .most = 24, .spare = TRUE },
		{ .title = _ ("ACTION"), .most = 16 },
		{ .title = _ ("OBJECT"), .most = 100, .clip = TRUE },
		{ .title = "" },
	};
	g_autoptr (PkiHistory) history = pki_history_open (target->directory, error);
	if (!history) {
		g_autofree char *shown = pki_text_printable (target->directory, -1);
		g_prefix_error (error, "%s: ", shown);
		return FALSE;
	}
	g_autoptr (CliTable) table = json ? NULL
					  : cli_table_new (output, columns, G_N_ELEMENTS (columns),
						    WINDOW, output->terminal);
	Log log = { .output = output, .table = table, .target = target };
	gboolean done = walk (&log, history, error);
	if (done && !log.printed && target->missing) {
		g_propagate_error (error, g_error_copy (target->missing));
		return FALSE;
	}
	if (table)
		cli_table_end (table);
	else
		cli_output_print (output, CLI_TONE_PLAIN, log.printed ? "\n]\n" : "[]\n");
	return done;
}

static int run (
	const CliCommand *command, CliContext *context, int argc, char **argv, GError **error)
{
	gboolean json = FALSE;
	const GOptionEntry entries[] = {
		{ "json", 'j', 0, G_OPTION_ARG_NONE, &json, N_ ("As a JSON array"), NULL },
		{ NULL },
	};
	CliOptions read = cli_options_read (command, entries, context, &argc, &argv, 1, error);
	if (read != CLI_OPTIONS_READ)
		return read == CLI_OPTIONS_HELPED ? CLI_DONE : CLI_FAILED;
	g_auto (CliLogTarget) target = { 0 };
	if (!cli_log_target_find (&target, context, argc > 1 ? argv[1] : NULL, error))
		return CLI_FAILED;
	if (print_log (&context->output, &target, json, error))
		return CLI_DONE;
	g_prefix_error (error, "log: ");
	return CLI_FAILED;
}

const CliCommand cli_command_log = {
	.name = "log",
	.arguments = "[TARGET]",
	.summary = N_ ("Tell what was done to certificates, newest first"),
	.description =
		N_ ("One row for each commit: who did what to which objects. Commits of other "
		    "programs are told by\nwhat they did to certificates, and marked. TARGET "
		    "limits it to the commits of one object or\nfolder: a path, CA/NAME, a NAME, "
		    "also of what is there no more, or digits of a serial number\nor fingerprint."),
	.examples = "  pkitty log\n"
		    "  pkitty log etcd1\n"
		    "  pkitty log etcd-ca/certs/etcd1.crt --json",
	.run = run,
};
