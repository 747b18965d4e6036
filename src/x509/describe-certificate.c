#include "config.h"

#include "src/x509/describe-private.h"

#include <inttypes.h>

#include "src/base/intl.h"
#include "src/base/time.h"
#include "src/x509/extension.h"
#include "src/x509/general-name.h"

/* 9999-12-31: "no well-defined expiration date" (RFC 5280 §4.1.2.5). */
#define NO_END G_GINT64_CONSTANT (253402214400)

static char *validity_words (const PkiCertificate *certificate, gint64 now)
{
	g_autofree char *from = pki_time_format_date (certificate->not_before);
	g_autofree char *to = pki_time_format_date (certificate->not_after);
	g_autofree char *left = pki_time_left_words (now, certificate->not_after);
	if (certificate->not_before == PKI_TIME_NONE || certificate->not_after == PKI_TIME_NONE)
		return g_strdup (_ ("unreadable"));
	const char *state = left;
	if (now < certificate->not_before)
		state = _ ("not valid yet");
	else if (certificate->not_after >= NO_END)
		state = _ ("no end");
	return g_strdup_printf (_ ("%s to %s, %s"), from, to, state);
}

static void describe_validity (PkiField *top, const PkiCertificate *certificate, gint64 now)
{
	PkiField *field = pki_field_take (top, _ ("Validity"), validity_words (certificate, now));
	pki_describe_moment (
		field, _ ("Not before"), certificate->not_before, certificate->not_before_octets);
	pki_describe_moment (
		field, _ ("Not after"), certificate->not_after, certificate->not_after_octets);
	if (certificate->not_before == PKI_TIME_NONE || certificate->not_after == PKI_TIME_NONE)
		return;
	/* The last second counts (RFC 5280 §4.1.2.5). */
	gint64 days = pki_time_days_between (certificate->not_before, certificate->not_after + 1);
	pki_field_print (
		field, _ ("Lifetime"), ngettext ("%ld day", "%ld days", (gulong)days), (long)days);
}

static void describe_serial (PkiField *top, PkiSlice serial)
{
	gint64 number;
	PkiField *field = pki_field_add_hex (top, _ ("Serial number"), serial);
	field->section = PKI_FIELD_SERIAL;
	if (pki_der_small_integer (serial, &number))
		pki_field_print (field, _ ("Decimal"), "%" PRId64, (int64_t)number);
}

void pki_describe_names_section (PkiField *top, PkiSlice extensions)
{
	PkiExtension extension;
	if (!pki_extension_find (extensions, PKI_OID_SUBJECT_ALTERNATIVE_NAME, &extension))
		return;
	PkiField *field = pki_field_add (top, _ ("Names"), NULL);
	if (extension.value.size > PKI_DESCRIBE_MOST_OCTETS)
		pki_field_set_value (field, g_strdup (_ ("too many to be told")));
	else if (!pki_describe_alternative_names (field, extension.value))
		pki_field_remark (field, _ ("not all alternative names can be read"));
	field->raw = extension.value;
}

/* The purposes in a sentence: server and client of TLS come first and together. */
static char *purposes_words (PkiSlice value)
{
	PkiDer der = pki_der (value, NULL);
	PkiElement purpose;
	gboolean server = FALSE, client = FALSE;
	g_autoptr (GString) others = g_string_new (NULL);
	if (value.size > PKI_DESCRIBE_MOST_OCTETS || !pki_der_enter (&der, PKI_TAG_SEQUENCE, &der))
		return NULL;
	while (pki_der_get (&der, PKI_TAG_OID, &purpose)) {
		PkiOid oid = pki_oid_find (purpose.content);
		if (oid == PKI_OID_SERVER_AUTH) {
			server = TRUE;
		} else if (oid == PKI_OID_CLIENT_AUTH) {
			client = TRUE;
		} else {
			g_autofree char *label = pki_oid_label (purpose.content);
			pki_field_append (others, pki_oid_text (oid) ? pki_oid_text (oid) : label);
		}
	}
	g_autoptr (GString) out = g_string_new (NULL);
	if (server || client)
		g_string_append (out, server && client ? _ ("server and client of TLS")
				      : server         ? _ ("server of TLS")
						       : _ ("client of TLS"));
	if (others->len > 0)
		pki_field_append (out, others->str);
	return g_string_free (g_steal_pointer (&out), FALSE);
}

void pki_describe_use_section (PkiField *top, const PkiObject *object)
{
	PkiSlice extensions = pki_object_extensions (object);
	PkiExtension extension;
	guint bits;
	int path_length;
	g_autoptr (GString) out = g_string_new (NULL);
	PkiField *field = pki_field_add (top, _ ("Use"), NULL);
	gboolean ca = pki_object_is_ca (object, &path_length);
	if (ca) {
		g_autofree char *words = pki_describe_ca_words (TRUE, path_length);
		pki_field_add (field, _ ("CA"), words);
		g_string_append (out, words);
	}
	if (pki_extension_find (extensions, PKI_OID_EXTENDED_KEY_USAGE, &extension)) {
		g_autofree char *words = purposes_words (extension.value);
		pki_field_add (field, _ ("Purposes"), words);
		g_string_append_printf (
			out, "%s%s", out->len > 0 ? _ ("; ") : "", words ? words : "?");
	} else if (!ca) {
		gboolean old =
			object->type == PKI_OBJECT_CERTIFICATE && object->certificate.version == 1;
		g_string_append (out, old ? _ ("any use: version 1 says nothing about it")
					  : _ ("any use: nothing limits it"));
	}
	if (pki_extension_find (extensions, PKI_OID_KEY_USAGE, &extension) &&
		pki_key_usage_parse (extension.value, &bits)) {
		g_autofree char *words = pki_describe_usage_words (bits);
		pki_field_add (field, _ ("Key usage"), words);
		if (!ca)
			g_string_append_printf (out, "; %s", words);
	}
	pki_field_set_value (field, g_string_free (g_steal_pointer (&out), FALSE));
}

/* RFC 5280 §4.1.2.8: what tells two holders of one name apart. */
static PkiField *describe_holder (
	PkiField *top, const char *label, PkiSlice name, PkiSlice unique_id)
{
	PkiField *field = pki_describe_name (top, label, name);
	if (unique_id.size > 0)
		pki_field_add_hex (field, _ ("Unique identifier"), unique_id);
	return field;
}

void pki_describe_certificate (PkiField *top, const PkiObject *object, gint64 now)
{
	const PkiCertificate *certificate = &object->certificate;
	describe_holder (top, _ ("Subject"), certificate->subject, certificate->subject_unique_id);
	describe_holder (top, _ ("Issuer"), certificate->issuer, certificate->issuer_unique_id)
		->section = PKI_FIELD_ISSUER;
	describe_validity (top, certificate, now);
	pki_describe_names_section (top, certificate->extensions);
	pki_describe_use_section (top, object);
	pki_describe_public_key (top, object);
	describe_serial (top, certificate->serial);
	pki_field_print (top, _ ("Version"), "%d", certificate->version)->section =
		PKI_FIELD_VERSION;
	pki_describe_signature (top, certificate->algorithm, certificate->signature, NULL);
	pki_describe_fingerprints (top, object);
	pki_describe_extension_section (top, certificate->extensions, _ ("Extensions"));
}
