#include "config.h"

#include "ui/cli/json.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/hex.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/x509/signature.h"

#define HIDDEN_PLANE 0x10000

static json_t *bytes_or_null (const char *bytes, gssize size)
{
	if (!bytes)
		return json_null ();
	g_autoptr (GString) text =
		pki_text_to_utf8 (bytes, size < 0 ? strlen (bytes) : (gsize)size);
	return json_stringn (text->str, text->len);
}

static json_t *text_or_null (const char *text)
{
	return bytes_or_null (text, -1);
}

/* Takes TEXT. */
static json_t *taken_text (char *text)
{
	json_t *result = text_or_null (text);
	g_free (text);
	return result;
}

static json_t *time_or_null (gint64 time)
{
	return time == PKI_TIME_NONE ? json_null () : taken_text (pki_time_format (time));
}

static json_t *digest (const guint8 bytes[32])
{
	return taken_text (pki_hex_encode (pki_slice (bytes, 32)));
}

/* Takes WORDS. */
static json_t *taken_words (char **words)
{
	if (!words)
		return json_null ();
	json_t *array = json_array ();
	for (char **word = words; *word; word++)
		json_array_append_new (array, text_or_null (*word));
	g_strfreev (words);
	return array;
}

static json_t *alternative_names (const PkiObject *object)
{
	g_autoptr (GPtrArray) names = pki_object_alternative_names (object);
	if (!names)
		return json_null ();
	json_t *array = json_array ();
	for (guint i = 0; i < names->len; i++) {
		const GString *name = g_ptr_array_index (names, i);
		json_array_append_new (array, bytes_or_null (name->str, (gssize)name->len));
	}
	return array;
}

static json_t *key_or_null (const PkiObject *object)
{
	PkiPublicKey key;
	gboolean readable = pki_object_public_key (object, &key);
	if (!readable && !object->has_key_id)
		return json_null ();
	guint bits = readable ? pki_public_key_bits (&key) : 0;
	json_t *result = json_object ();
	json_object_set_new (result, "algorithm",
		readable ? taken_text (pki_public_key_algorithm (&key)) : json_null ());
	json_object_set_new (result, "bits", bits ? json_integer (bits) : json_null ());
	json_object_set_new (result, "curve",
		readable ? taken_text (pki_public_key_curve (&key)) : json_null ());
	json_object_set_new (
		result, "id", object->has_key_id ? digest (object->key_id) : json_null ());
	return result;
}

static json_t *version_or_null (const PkiObject *object)
{
	int version = 0;
	if (object->type == PKI_OBJECT_CERTIFICATE)
		version = object->certificate.version;
	else if (object->type == PKI_OBJECT_REQUEST)
		version = object->request.version;
	else if (object->type == PKI_OBJECT_CRL)
		version = object->crl.version;
	return version ? json_integer (version) : json_null ();
}

static void set_names (json_t *result, const PkiObject *object)
{
	json_object_set_new (result, "fingerprint",
		object->type == PKI_OBJECT_LOCKED || object->type == PKI_OBJECT_UNREADABLE
			? json_null ()
			: digest (object->digest));
	json_object_set_new (result, "subject", taken_text (pki_object_subject (object)));
	json_object_set_new (result, "issuer", taken_text (pki_object_issuer (object)));
	json_object_set_new (result, "serial", taken_text (pki_object_serial (object)));
	json_object_set_new (result, "version", version_or_null (object));
}

static void set_validity (json_t *result, const PkiItem *item, const PkiObject *object, gint64 now)
{
	gboolean certificate = object->type == PKI_OBJECT_CERTIFICATE;
	json_object_set_new (
		result, "not_before", certificate ? time_or_null (item->not_before) : json_null ());
	json_object_set_new (
		result, "not_after", certificate ? time_or_null (item->not_after) : json_null ());
	json_object_set_new (result, "days_left",
		item->not_after == PKI_TIME_NONE
			? json_null ()
			: json_integer (pki_time_days_between (now, item->not_after)));
}

static void set_use (json_t *result, const PkiObject *object)
{
	gboolean may_be_ca =
		object->type == PKI_OBJECT_CERTIFICATE || object->type == PKI_OBJECT_REQUEST;
	int path_length = -1;
	gboolean ca = may_be_ca && pki_object_is_ca (object, &path_length);
	json_object_set_new (result, "san", alternative_names (object));
	json_object_set_new (result, "ca", may_be_ca ? json_boolean (ca) : json_null ());
	json_object_set_new (result, "path_length",
		path_length >= 0 ? json_integer (path_length) : json_null ());
	json_object_set_new (result, "key", key_or_null (object));
	json_object_set_new (result, "signature_algorithm",
		taken_text (pki_object_signature_algorithm (object)));
	json_object_set_new (result, "key_usage", taken_words (pki_object_key_usage (object)));
	json_object_set_new (
		result, "extended_key_usage", taken_words (pki_object_extended_key_usage (object)));
	json_object_set_new (
		result, "subject_key_id", taken_text (pki_object_subject_key_id (object)));
	json_object_set_new (
		result, "authority_key_id", taken_text (pki_object_authority_key_id (object)));
}

/* Whether it says itself that its issuer is another key of the same name. */
static gboolean names_other_key (const PkiObject *object)
{
	g_autofree char *own = pki_object_subject_key_id (object);
	g_autofree char *issuers = pki_object_authority_key_id (object);
	return own && issuers && !g_str_equal (own, issuers);
}

/* What the check of the signature gave; of what is in no catalog, only those are checked that need
 * no other object. */
static const char *signature_of (const PkiItem *item, const PkiObject *object)
{
	if (object->type == PKI_OBJECT_REQUEST)
		return pki_verdict_name (pki_signature_check (object, NULL));
	if (object->type != PKI_OBJECT_CERTIFICATE && object->type != PKI_OBJECT_CRL)
		return NULL;
	if (!item->id && pki_object_is_self_issued (object) && !names_other_key (object))
		return pki_verdict_name (pki_signature_check (object, object));
	return pki_verdict_name ((PkiVerdict)item->issuer_verdict);
}

static void set_relations (json_t *result, const PkiItem *item, const PkiObject *object)
{
	gboolean in_tree = object->type == PKI_OBJECT_CERTIFICATE || object->type == PKI_OBJECT_CRL;
	json_object_set_new (result, "issuer_fingerprint", text_or_null (item->issuer_fingerprint));
	json_object_set_new (
		result, "depth", in_tree && item->id ? json_integer (item->depth) : json_null ());
	json_object_set_new (result, "signature", text_or_null (signature_of (item, object)));
	json_object_set_new (result, "private_key", text_or_null (item->private_key));
	json_object_set_new (result, "status", text_or_null (pki_status_name (item->status)));
}

static void set_crl (json_t *result, const PkiObject *object)
{
	json_object_set_new (result, "this_update", time_or_null (object->crl.this_update));
	json_object_set_new (result, "next_update", time_or_null (object->crl.next_update));
	json_object_set_new (result, "number", taken_text (pki_crl_number (&object->crl)));
	json_object_set_new (result, "entries", json_integer ((json_int_t)object->crl.entries));
}

static json_t *object_to_json (const PkiItem *item, const PkiObject *object, gint64 now)
{
	json_t *result = json_object ();
	json_object_set_new (result, "type", json_string (pki_object_type_name (object->type)));
	json_object_set_new (result, "path", text_or_null (item->path));
	json_object_set_new (result, "index", json_integer (item->index));
	json_object_set_new (result, "error",
		text_or_null (object->type == PKI_OBJECT_UNREADABLE ? object->error : NULL));
	set_names (result, object);
	set_validity (result, item, object, now);
	set_use (result, object);
	set_relations (result, item, object);
	if (object->type == PKI_OBJECT_CRL)
		set_crl (result, object);
	return result;
}

static void print_escaped (FILE *stream, gunichar c)
{
	if (c < HIDDEN_PLANE) {
		fprintf (stream, "\\u%04x", c);
		return;
	}
	c -= HIDDEN_PLANE;
	fprintf (stream, "\\u%04x\\u%04x", 0xd800 + (c >> 10), 0xdc00 + (c & 0x3ff));
}

/* The same value, but a terminal that gets it does nothing: characters that do not show stand as
 * escapes, outside UTF-8 locales all but ASCII. */
static void print_safely (CliOutput *output, const char *json)
{
	const char *shown = json;
	for (const char *at = json; *at; at = g_utf8_next_char (at)) {
		if ((guchar)*at < 0x7f)
			continue;
		gunichar c = g_utf8_get_char (at);
		if (c != 0x7f && output->utf8 && !pki_text_is_hidden (c))
			continue;
		fwrite (shown, 1, (gsize)(at - shown), output->stream);
		print_escaped (output->stream, c);
		shown = g_utf8_next_char (at);
	}
	fputs (shown, output->stream);
}

static void print (
	CliOutput *output, const PkiItem *item, const PkiObject *object, gint64 now, gsize flags)
{
	json_t *json = object_to_json (item, object, now);
	char *text = json_dumps (json, flags);
	print_safely (output, text);
	free (text);
	json_decref (json);
}

void cli_json_print (CliOutput *output, const PkiItem *item, const PkiObject *object, gint64 now)
{
	print (output, item, object, now, JSON_INDENT (2));
	cli_output_line (output);
}

void cli_json_array_add (
	CliJsonArray *array, const PkiItem *item, const PkiObject *object, gint64 now)
{
	cli_output_print (array->output, CLI_TONE_PLAIN, array->begun ? ",\n" : "[\n");
	array->begun = TRUE;
	print (array->output, item, object, now, 0);
}

void cli_json_array_end (CliJsonArray *array)
{
	cli_output_print (array->output, CLI_TONE_PLAIN, array->begun ? "\n]\n" : "[]\n");
}
