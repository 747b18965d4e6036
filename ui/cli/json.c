#include "config.h"

#include "ui/cli/json.h"

#include <string.h>

#include "src/base/hex.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/x509/general-name.h"
#include "src/x509/signature.h"
#include "ui/cli/json-writer.h"

static json_t *digest (const guint8 bytes[32])
{
	return cli_json_taken_text (pki_hex_encode (pki_slice (bytes, 32)));
}

/* Takes WORDS. */
static json_t *taken_words (char **words)
{
	if (!words)
		return json_null ();
	json_t *array = json_array ();
	for (char **word = words; *word; word++)
		json_array_append_new (array, cli_json_text (*word));
	g_strfreev (words);
	return array;
}

static void write_text (CliJsonWriter *writer, const char *bytes, gsize size)
{
	g_autoptr (GString) text = pki_text_to_utf8 (bytes, size);
	cli_json_writer_list_add (writer, text->str, text->len);
}

static void write_null (CliJsonWriter *writer, const char *key)
{
	cli_json_writer_members (writer, json_pack ("{s:n}", key));
}

static void write_alternative_names (CliJsonWriter *writer, const PkiObject *object)
{
	PkiSlice rest;
	PkiGeneralName name;
	if (!pki_object_alternative_names (object, &rest)) {
		write_null (writer, "san");
		return;
	}
	cli_json_writer_list_begin (writer, "san");
	while (pki_general_name_next (&rest, &name, NULL)) {
		g_autoptr (GString) text = pki_general_name_text (&name);
		write_text (writer, text->str, text->len);
	}
	cli_json_writer_list_end (writer);
}

static void write_purposes (CliJsonWriter *writer, const PkiObject *object)
{
	PkiDer purposes;
	if (!pki_object_purposes (object, &purposes)) {
		write_null (writer, "extended_key_usage");
		return;
	}
	cli_json_writer_list_begin (writer, "extended_key_usage");
	for (char *name; (name = pki_object_next_purpose (&purposes)); g_free (name))
		write_text (writer, name, strlen (name));
	cli_json_writer_list_end (writer);
}

static json_t *key_or_null (const PkiObject *object)
{
	PkiPublicKey key;
	gboolean readable = pki_object_public_key (object, &key);
	if (!readable && !object->has_key_id)
		return json_null ();
	guint bits = readable ? pki_public_key_bits (&key) : 0;
	json_t *result = json_object ();
	json_object_set_new_nocheck (result, "algorithm",
		readable ? cli_json_taken_text (pki_public_key_algorithm (&key)) : json_null ());
	json_object_set_new_nocheck (result, "bits", bits ? json_integer (bits) : json_null ());
	json_object_set_new_nocheck (result, "curve",
		readable ? cli_json_taken_text (pki_public_key_curve (&key)) : json_null ());
	json_object_set_new_nocheck (
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
	json_object_set_new_nocheck (result, "fingerprint",
		object->type == PKI_OBJECT_LOCKED || object->type == PKI_OBJECT_UNREADABLE
			? json_null ()
			: digest (object->digest));
	json_object_set_new_nocheck (
		result, "subject", cli_json_taken_text (pki_object_subject (object)));
	json_object_set_new_nocheck (
		result, "issuer", cli_json_taken_text (pki_object_issuer (object)));
	json_object_set_new_nocheck (
		result, "serial", cli_json_taken_text (pki_object_serial (object)));
	json_object_set_new_nocheck (result, "version", version_or_null (object));
}

static void set_validity (json_t *result, const PkiItem *item, const PkiObject *object, gint64 now)
{
	gboolean certificate = object->type == PKI_OBJECT_CERTIFICATE;
	json_object_set_new_nocheck (result, "not_before",
		certificate ? cli_json_time (item->not_before) : json_null ());
	json_object_set_new_nocheck (
		result, "not_after", certificate ? cli_json_time (item->not_after) : json_null ());
	json_object_set_new_nocheck (result, "days_left",
		item->not_after == PKI_TIME_NONE
			? json_null ()
			: json_integer (pki_time_days_between (now, item->not_after)));
}

static json_t *members_before_purposes (const PkiObject *object)
{
	json_t *result = json_object ();
	gboolean may_be_ca =
		object->type == PKI_OBJECT_CERTIFICATE || object->type == PKI_OBJECT_REQUEST;
	int path_length = -1;
	gboolean ca = may_be_ca && pki_object_is_ca (object, &path_length);
	json_object_set_new_nocheck (result, "ca", may_be_ca ? json_boolean (ca) : json_null ());
	json_object_set_new_nocheck (result, "path_length",
		path_length >= 0 ? json_integer (path_length) : json_null ());
	json_object_set_new_nocheck (result, "key", key_or_null (object));
	json_object_set_new_nocheck (result, "signature_algorithm",
		cli_json_taken_text (pki_object_signature_algorithm (object)));
	json_object_set_new_nocheck (
		result, "key_usage", taken_words (pki_object_key_usage (object)));
	return result;
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

/* In a catalog, or just made: it is known what stands above it. */
static gboolean is_placed (const PkiItem *item)
{
	return item->id || item->issuer_verdict == PKI_VERDICT_GOOD;
}

static void set_relations (json_t *result, const PkiItem *item, const PkiObject *object)
{
	gboolean in_tree = object->type == PKI_OBJECT_CERTIFICATE || object->type == PKI_OBJECT_CRL;
	json_object_set_new_nocheck (
		result, "issuer_fingerprint", cli_json_text (item->issuer_fingerprint));
	json_object_set_new_nocheck (result, "depth",
		in_tree && is_placed (item) ? json_integer (item->depth) : json_null ());
	json_object_set_new_nocheck (
		result, "signature", cli_json_text (signature_of (item, object)));
	json_object_set_new_nocheck (result, "private_key", cli_json_text (item->private_key));
	json_object_set_new_nocheck (
		result, "status", cli_json_text (pki_status_name (item->status)));
}

static void set_crl (json_t *result, const PkiObject *object)
{
	json_object_set_new_nocheck (
		result, "this_update", cli_json_time (object->crl.this_update));
	json_object_set_new_nocheck (
		result, "next_update", cli_json_time (object->crl.next_update));
	json_object_set_new_nocheck (
		result, "number", cli_json_taken_text (pki_crl_number (&object->crl)));
	json_object_set_new_nocheck (
		result, "entries", json_integer ((json_int_t)object->crl.entries));
}

static json_t *members_before_names (const PkiItem *item, const PkiObject *object, gint64 now)
{
	json_t *result = json_object ();
	json_object_set_new_nocheck (
		result, "type", json_string (pki_object_type_name (object->type)));
	json_object_set_new_nocheck (result, "path", cli_json_text (item->path));
	json_object_set_new_nocheck (result, "index", json_integer (item->index));
	json_object_set_new_nocheck (result, "error",
		cli_json_text (object->type == PKI_OBJECT_UNREADABLE ? object->error : NULL));
	set_names (result, object);
	set_validity (result, item, object, now);
	return result;
}

static json_t *members_behind_purposes (const PkiItem *item, const PkiObject *object)
{
	json_t *result = json_object ();
	json_object_set_new_nocheck (
		result, "subject_key_id", cli_json_taken_text (pki_object_subject_key_id (object)));
	json_object_set_new_nocheck (result, "authority_key_id",
		cli_json_taken_text (pki_object_authority_key_id (object)));
	set_relations (result, item, object);
	if (object->type == PKI_OBJECT_CRL)
		set_crl (result, object);
	return result;
}

static void print (
	CliOutput *output, const PkiItem *item, const PkiObject *object, gint64 now, gboolean lines)
{
	CliJsonWriter writer = { .output = output, .on_lines = lines };
	cli_json_writer_begin (&writer);
	cli_json_writer_members (&writer, members_before_names (item, object, now));
	write_alternative_names (&writer, object);
	cli_json_writer_members (&writer, members_before_purposes (object));
	write_purposes (&writer, object);
	cli_json_writer_members (&writer, members_behind_purposes (item, object));
	cli_json_writer_end (&writer);
}

void cli_json_print (CliOutput *output, const PkiItem *item, const PkiObject *object, gint64 now)
{
	print (output, item, object, now, TRUE);
	cli_output_line (output);
}

void cli_json_print_short (
	CliOutput *output, const PkiItem *item, const PkiObject *object, gint64 now)
{
	print (output, item, object, now, FALSE);
}

void cli_json_array_add (
	CliJsonArray *array, const PkiItem *item, const PkiObject *object, gint64 now)
{
	cli_output_print (array->output, CLI_TONE_PLAIN, array->begun ? ",\n" : "[\n");
	array->begun = TRUE;
	print (array->output, item, object, now, FALSE);
}

void cli_json_array_end (CliJsonArray *array)
{
	cli_output_print (array->output, CLI_TONE_PLAIN, array->begun ? "\n]\n" : "[]\n");
}
