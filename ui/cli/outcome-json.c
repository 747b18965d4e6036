/* {"action", "commit", "files": [...], "certificates": [...]} */
#include "config.h"

#include <string.h>

#include "src/base/text.h"
#include "src/base/time.h"
#include "src/x509/reader.h"
#include "src/x509/signature.h"
#include "ui/cli/json-writer.h"
#include "ui/cli/json.h"
#include "ui/cli/outcome.h"
#include "ui/cli/target.h"

static void begin (CliJsonWriter *writer, const char *action, const char *commit)
{
	json_t *members = json_object ();
	json_object_set_new (members, "action", json_string (action));
	json_object_set_new (members, "commit", commit ? json_string (commit) : json_null ());
	cli_json_writer_begin (writer);
	cli_json_writer_members (writer, members);
}

static void end (CliJsonWriter *writer)
{
	cli_json_writer_end (writer);
	cli_output_line (writer->output);
}

static void add_path (CliJsonWriter *writer, const char *path)
{
	g_autoptr (GString) text = pki_text_to_utf8 (path, strlen (path));
	cli_json_writer_list_add (writer, text->str, text->len);
}

/* With the keys of `show`, and what is known of its place and its key. */
static void add_made (CliJsonWriter *writer, const PkiMade *made, gint64 now)
{
	PkiItem item = { .type = made->object->type,
		.path = made->path,
		.not_before = PKI_TIME_NONE,
		.not_after = PKI_TIME_NONE,
		.revoked_at = PKI_TIME_NONE,
		.private_key = made->key_path,
		.issuer_fingerprint = made->issuer_fingerprint,
		.depth = made->depth };
	if (made->object->type == PKI_OBJECT_CERTIFICATE) {
		/* None is given out before its signature was checked. */
		item.issuer_verdict = PKI_VERDICT_GOOD;
		item.not_before = made->object->certificate.not_before;
		item.not_after = made->object->certificate.not_after;
		item.status = pki_status_at (item.not_before, item.not_after, now);
	}
	cli_json_writer_list_next (writer);
	cli_json_print_short (writer->output, &item, made->object, now);
}

void cli_outcome_print_json (CliOutput *output, const PkiOutcome *outcome)
{
	gint64 now = pki_time_now ();
	CliJsonWriter writer = { .output = output, .on_lines = TRUE };
	begin (&writer, outcome->action, outcome->commit);
	cli_json_writer_list_begin (&writer, "files");
	for (guint i = 0; i < outcome->files->len; i++)
		add_path (&writer, g_ptr_array_index (outcome->files, i));
	cli_json_writer_list_end (&writer);
	cli_json_writer_list_begin (&writer, "certificates");
	for (guint i = 0; i < outcome->made->len; i++)
		add_made (&writer, g_ptr_array_index (outcome->made, i), now);
	cli_json_writer_list_end (&writer);
	end (&writer);
}

void cli_outcome_print_export_json (
	CliOutput *output, const char *file, PkiSecret *text, guint skipped)
{
	gint64 now = pki_time_now ();
	PkiSlice bytes = pki_secret_bytes (text);
	g_autoptr (GBytes) pem = g_bytes_new_static (bytes.data, bytes.size);
	g_autoptr (PkiContents) contents = pki_contents_read (pem, NULL);
	CliJsonWriter writer = { .output = output, .on_lines = TRUE };
	begin (&writer, "export", NULL);
	cli_json_writer_list_begin (&writer, "files");
	if (file)
		add_path (&writer, file);
	cli_json_writer_list_end (&writer);
	cli_json_writer_list_begin (&writer, "certificates");
	for (guint i = 0; i < contents->objects->len; i++) {
		const PkiObject *object = g_ptr_array_index (contents->objects, i);
		if (object->type == PKI_OBJECT_PRIVATE_KEY)
			continue;
		g_autoptr (PkiItem) item =
			cli_target_item (object, file ? file : "-", i + skipped, now);
		cli_json_writer_list_next (&writer);
		cli_json_print_short (output, item, object, now);
	}
	cli_json_writer_list_end (&writer);
	end (&writer);
}

void cli_outcome_print_plan_json (CliOutput *output, const PkiPlan *plan)
{
	CliJsonWriter writer = { .output = output, .on_lines = TRUE };
	begin (&writer, plan->action, NULL);
	cli_json_writer_list_begin (&writer, "files");
	for (guint i = 0; i < plan->files->len; i++)
		add_path (&writer, ((PkiPlanFile *)g_ptr_array_index (plan->files, i))->path);
	cli_json_writer_list_end (&writer);
	cli_json_writer_list_begin (&writer, "certificates");
	cli_json_writer_list_end (&writer);
	g_autoptr (GString) message = pki_text_to_utf8 (plan->message, strlen (plan->message));
	json_t *members = json_object ();
	json_object_set_new (members, "message", json_stringn (message->str, message->len));
	cli_json_writer_members (&writer, members);
	end (&writer);
}
