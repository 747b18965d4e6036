#include "config.h"

#include "ui/cli/details.h"

#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/x509/field.h"
#include "src/x509/signature.h"
#include "ui/cli/state.h"

#define MOST_ENTRIES 20 /* of a CRL; --text shows all */
#define MOST_PLACES  8
#define DEEPEST      2 /* levels of fields; --text shows all */
#define MOST_OCTETS  16 /* of a long run; --text shows all */
#define WIDEST_LABEL 24

typedef struct {
	CliOutput *output;
	PkiStore *store;
	const CliFound *found;
	gint64 now;
} Details;

static void print_label (const Details *details, int level, const char *label)
{
	g_autofree char *printable = pki_text_printable (label, -1);
	int rest = WIDEST_LABEL - level * 2 - pki_text_width (printable);
	cli_output_pad (details->output, level * 2);
	cli_output_print (details->output, CLI_TONE_LABEL, printable);
	cli_output_pad (details->output, MAX (rest, 2));
}

/* A row whose value is printable. */
static void print_row (const Details *details, const char *label, CliTone tone, const char *value)
{
	print_label (details, 0, label);
	cli_output_print (details->output, tone, value);
	cli_output_line (details->output);
}

static void print_state (const Details *details)
{
	const PkiItem *item = details->found->item;
	g_autofree char *state = cli_state_words (item);
	if (!*state)
		return;
	g_autofree char *revocation = cli_state_revocation (item);
	g_autoptr (GString) text = g_string_new (state);
	if (*revocation)
		g_string_append_printf (text, " %s", revocation);
	if (item->not_after != PKI_TIME_NONE && item->status != PKI_STATUS_REVOKED) {
		g_autofree char *left = pki_time_left_words (details->now, item->not_after);
		g_string_append_printf (text, "%s%s", _ (", "), left);
	}
	print_row (details, _ ("State"), cli_state_tone (item), text->str);
}

static const char *verdict_words (PkiVerdict verdict)
{
	return verdict == PKI_VERDICT_GOOD ? _ ("signature checked") : pki_verdict_text (verdict);
}

static char *issuer_words (const Details *details, const PkiIssuer *issuer)
{
	g_autoptr (PkiItem) item = pki_store_item (details->store, issuer->id, details->now, NULL);
	if (!item)
		return NULL;
	if (item->id == details->found->item->id)
		return g_strdup_printf (
			_ ("itself, %s"), verdict_words ((PkiVerdict)issuer->verdict));
	g_autofree char *name = pki_text_printable (item->name, -1);
	g_autofree char *path = cli_state_place (item);
	const char *words = verdict_words ((PkiVerdict)issuer->verdict);
	return g_strconcat (name, "  ", path, "  ", words, issuer->doubt ? _ (", ") : NULL,
		issuer->doubt, NULL);
}

static void print_issuers (const Details *details)
{
	g_autoptr (GArray) issuers =
		pki_store_issuers (details->store, details->found->item->id, NULL);
	PkiObjectType type = details->found->item->type;
	if (issuers && !issuers->len && (type == PKI_OBJECT_CERTIFICATE || type == PKI_OBJECT_CRL))
		print_row (details, _ ("Issued by"), CLI_TONE_PLAIN, _ ("its issuer is not here"));
	for (guint i = 0; issuers && i < issuers->len; i++) {
		const PkiIssuer *issuer = &g_array_index (issuers, PkiIssuer, i);
		g_autofree char *words = issuer_words (details, issuer);
		if (words)
			print_row (details, i == 0 ? _ ("Issued by") : _ ("or by"),
				issuer->verdict > PKI_VERDICT_GOOD ? CLI_TONE_BAD
				: issuer->doubt                    ? CLI_TONE_SOON
								   : CLI_TONE_PLAIN,
				words);
	}
}

static void print_private_key (const Details *details)
{
	if (!details->found->item->private_key)
		return;
	g_autofree char *path = pki_text_printable (details->found->item->private_key, -1);
	print_row (details, _ ("Private key"), CLI_TONE_PLAIN, path);
}

static char *place_words (const char *path, guint index)
{
	g_autofree char *printable = pki_text_printable (path, -1);
	return index ? g_strdup_printf ("%s#%u", printable, index) : g_strdup (printable);
}

static void print_places (const Details *details)
{
	const PkiItem *item = details->found->item;
	g_autoptr (GPtrArray) places = details->store && item->id
					       ? pki_store_places (details->store, item->id, NULL)
					       : NULL;
	if (!places || places->len <= 1) {
		g_autofree char *only = place_words (item->path, item->index);
		print_row (details, _ ("Kept in"), CLI_TONE_PLAIN, only);
		return;
	}
	for (guint i = 0; i < places->len && i < MOST_PLACES; i++) {
		const PkiPlace *place = g_ptr_array_index (places, i);
		g_autofree char *words = place_words (place->path, place->index);
		print_row (details, i == 0 ? _ ("Kept in") : "", CLI_TONE_PLAIN, words);
	}
	if (places->len > MOST_PLACES) {
		g_autofree char *more =
			g_strdup_printf (ngettext ("and %u more place", "and %u more places",
						 places->len - MOST_PLACES),
				places->len - MOST_PLACES);
		print_row (details, "", CLI_TONE_PLAIN, more);
	}
}

/* Long runs of octets are for --text. */
static char *octets_words (const PkiField *field)
{
	g_autofree char *start = g_strndup (field->value, MOST_OCTETS * 3 - 1);
	gulong size = field->raw.size;
	/* TRANSLATORS: the first octets of a key or signature, and how many there are. */
	return g_strdup_printf (
		ngettext ("%s ... (%lu octet)", "%s ... (%lu octets)", size), start, size);
}

static char *value_words (const PkiField *field)
{
	g_autofree char *value = NULL;
	if (field->hex && field->raw.size > 2 * MOST_OCTETS)
		value = octets_words (field);
	else
		value = pki_text_printable (field->value ? field->value : "", -1);
	if (!field->critical)
		return g_steal_pointer (&value);
	return g_strconcat (value, *value ? " " : "", _ ("(critical)"), NULL);
}

static void print_fields (const Details *details, const GPtrArray *fields, int level)
{
	for (guint i = 0; i < fields->len; i++) {
		const PkiField *field = g_ptr_array_index (fields, i);
		g_autofree char *value = value_words (field);
		if (*value) {
			print_label (details, level, field->remark ? "!" : field->label);
			cli_output_print (details->output,
				field->remark ? CLI_TONE_SOON : CLI_TONE_PLAIN, value);
		} else {
			g_autofree char *label = pki_text_printable (field->label, -1);
			cli_output_pad (details->output, level * 2);
			cli_output_print (details->output, CLI_TONE_LABEL, label);
		}
		cli_output_line (details->output);
		if (level + 1 < DEEPEST)
			print_fields (details, field->children, level + 1);
	}
}

void cli_details_print (
	CliOutput *output, PkiStore *store, const CliFound *found, gboolean follows, gint64 now)
{
	const Details details = { output, store, found, now };
	const PkiItem *item = found->item;
	if (follows)
		cli_output_line (output);
	g_autofree char *name = pki_text_printable (item->name, -1);
	cli_output_print (output, CLI_TONE_TITLE, name);
	if (item->use) {
		g_autofree char *use = pki_text_printable (item->use, -1);
		cli_output_pad (output, 2);
		cli_output_print (output, CLI_TONE_PLAIN, use);
	}
	cli_output_line (output);
	print_state (&details);
	if (store && item->id) {
		print_issuers (&details);
		print_private_key (&details);
	}
	print_places (&details);
	g_autoptr (PkiField) top = pki_object_describe (found->object, now, MOST_ENTRIES);
	print_fields (&details, top->children, 0);
}
