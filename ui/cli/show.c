#include "config.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/x509/field.h"
#include "ui/cli/command.h"
#include "ui/cli/details.h"
#include "ui/cli/json.h"
#include "ui/cli/options.h"
#include "ui/cli/target.h"

#define MOST_ENTRIES G_MAXSIZE /* of a CRL in --text: all */

typedef struct {
	gboolean json, text, pem, der;
} Form;

static const CliFound *found_at (const CliTarget *target, guint index)
{
	return g_ptr_array_index (target->found, index);
}

static void show_json (CliOutput *output, const CliTarget *target, gint64 now)
{
	if (target->found->len == 1) {
		const CliFound *found = found_at (target, 0);
		cli_json_print (output, found->item, found->object, now);
		return;
	}
	CliJsonArray array = { .output = output };
	for (guint i = 0; i < target->found->len; i++)
		cli_json_array_add (
			&array, found_at (target, i)->item, found_at (target, i)->object, now);
	cli_json_array_end (&array);
}

static void show_text (CliOutput *output, const CliTarget *target, gint64 now)
{
	for (guint i = 0; i < target->found->len; i++) {
		g_autoptr (PkiField) top =
			pki_object_describe (found_at (target, i)->object, now, MOST_ENTRIES);
		g_autofree char *text = pki_field_to_text (top);
		if (i > 0)
			cli_output_line (output);
		cli_output_print (output, CLI_TONE_PLAIN, text);
	}
}

static gboolean throw_no_der (const CliFound *found, GError **error)
{
	g_autofree char *path = pki_text_printable (found->item->path, -1);
	return pki_throw (error, PKI_ERROR_UNSUPPORTED,
		_ ("%s#%u: what is locked or unreadable can't be printed"), path,
		found->item->index);
}

static gboolean show_pem (CliOutput *output, const CliTarget *target, GError **error)
{
	gboolean done = TRUE;
	for (guint i = 0; i < target->found->len; i++) {
		g_autofree char *pem = pki_object_to_pem (found_at (target, i)->object);
		if (pem)
			cli_output_print (output, CLI_TONE_PLAIN, pem);
		else if (done)
			done = throw_no_der (found_at (target, i), error);
	}
	return done;
}

static gboolean show_der (
	CliOutput *output, const CliTarget *target, const char *text, GError **error)
{
	g_autofree char *printable = pki_text_printable (text, -1);
	if (output->terminal)
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("--der: bytes are not for a terminal\nTo keep them: %s show %s --der > "
			   "FILE"),
			PACKAGE, printable);
	if (target->found->len > 1)
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			ngettext ("%s: it holds %u object, and DER has room for one\nThe first: %s "
				  "show %s#0 --der",
				"%s: it holds %u objects, and DER has room for one\nThe first: %s "
				"show %s#0 --der",
				target->found->len),
			printable, target->found->len, PACKAGE, printable);
	const CliFound *found = found_at (target, 0);
	if (!found->object->der.size)
		return throw_no_der (found, error);
	fwrite (found->object->der.data, 1, found->object->der.size, output->stream);
	return TRUE;
}

static gboolean show (CliContext *context, const char *text, const Form *form, GError **error)
{
	gint64 now = pki_time_now ();
	g_autoptr (CliTarget) target = cli_target_find (context, text, now, error);
	if (!target)
		return FALSE;
	CliOutput *output = &context->output;
	if (form->pem)
		return show_pem (output, target, error);
	if (form->der)
		return show_der (output, target, text, error);
	if (form->json)
		show_json (output, target, now);
	else if (form->text)
		show_text (output, target, now);
	else
		for (guint i = 0; i < target->found->len; i++)
			cli_details_print (output, target->store, found_at (target, i), i > 0, now);
	return TRUE;
}

static int run (
	const CliCommand *command, CliContext *context, int argc, char **argv, GError **error)
{
	Form form = { 0 };
	const GOptionEntry entries[] = {
		{ "json", 'j', 0, G_OPTION_ARG_NONE, &form.json, N_ ("As JSON"), NULL },
		{ "text", 't', 0, G_OPTION_ARG_NONE, &form.text,
			N_ ("Everything it holds, field by field"), NULL },
		{ "pem", 'p', 0, G_OPTION_ARG_NONE, &form.pem,
			N_ ("As PEM; of a private key its public half"), NULL },
		{ "der", 0, 0, G_OPTION_ARG_NONE, &form.der, N_ ("As DER, into a file or a pipe"),
			NULL },
		{ NULL },
	};
	CliOptions read = cli_options_read (command, entries, context, &argc, &argv, 1, error);
	if (read != CLI_OPTIONS_READ)
		return read == CLI_OPTIONS_HELPED ? CLI_DONE : CLI_FAILED;
	if (form.json + form.text + form.pem + form.der > 1) {
		pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("show: --json, --text, --pem and --der exclude each other"));
		return CLI_FAILED;
	}
	if (argc < 2) {
		pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("show: it needs to be told what to show\nSee: %s show --help"), PACKAGE);
		return CLI_FAILED;
	}
	return show (context, argv[1], &form, error) ? CLI_DONE : CLI_FAILED;
}

const CliCommand cli_command_show = {
	.name = "show",
	.arguments = "TARGET",
	.summary = N_ ("Show all fields of an object"),
	.description = N_ ("TARGET is, tried in this order: a path (FILE#2 is the third object in "
			   "FILE, - standard\n"
			   "input), CA/NAME, a NAME, or at least 6 hexadecimal digits of a "
			   "serial number or of a "
			   "SHA-256\nfingerprint."),
	.examples = "  pkitty show /etc/ssl/certs/ca-certificates.crt#0\n"
		    "  pkitty show /etc/ssl/certs/ca-certificates.crt#0 --json\n"
		    "  pkitty -C /etc/ssl/certs show 'ISRG Root X1' --pem",
	.run = run,
};
