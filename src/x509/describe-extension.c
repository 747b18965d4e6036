#include "config.h"

#include "src/x509/describe-private.h"

#include "src/base/intl.h"
#include "src/x509/extension.h"

#define MOST_EXTENSIONS 1000

/* The names have a section of their own. */
static gboolean summarize_names (PkiField *field, PkiSlice value)
{
	if (!pki_describe_alternative_names (field, value))
		return FALSE;
	g_ptr_array_set_size (field->children, 0);
	return TRUE;
}

static const struct {
	PkiOid oid;
	PkiDescriber describe;
} describers[] = {
	{ PKI_OID_BASIC_CONSTRAINTS, pki_describe_basic_constraints },
	{ PKI_OID_KEY_USAGE, pki_describe_key_usage },
	{ PKI_OID_EXTENDED_KEY_USAGE, pki_describe_purposes },
	{ PKI_OID_SUBJECT_ALTERNATIVE_NAME, summarize_names },
	{ PKI_OID_ISSUER_ALTERNATIVE_NAME, pki_describe_alternative_names },
	{ PKI_OID_SUBJECT_KEY_ID, pki_describe_subject_key_id },
	{ PKI_OID_AUTHORITY_KEY_ID, pki_describe_authority_key_id },
	{ PKI_OID_NAME_CONSTRAINTS, pki_describe_name_constraints },
	{ PKI_OID_CERTIFICATE_POLICIES, pki_describe_policies },
	{ PKI_OID_POLICY_MAPPINGS, pki_describe_policy_mappings },
	{ PKI_OID_POLICY_CONSTRAINTS, pki_describe_policy_constraints },
	{ PKI_OID_INHIBIT_ANY_POLICY, pki_describe_inhibit_any_policy },
	{ PKI_OID_CRL_DISTRIBUTION_POINTS, pki_describe_distribution_points },
	{ PKI_OID_FRESHEST_CRL, pki_describe_distribution_points },
	{ PKI_OID_ISSUING_DISTRIBUTION_POINT, pki_describe_issuing_point },
	{ PKI_OID_AUTHORITY_INFORMATION_ACCESS, pki_describe_access },
	{ PKI_OID_SUBJECT_INFORMATION_ACCESS, pki_describe_access },
	{ PKI_OID_SCT_LIST, pki_describe_timestamps },
	{ PKI_OID_CT_OCSP_SCTS, pki_describe_timestamps },
	{ PKI_OID_CT_POISON, pki_describe_poison },
	{ PKI_OID_TLS_FEATURE, pki_describe_tls_features },
	{ PKI_OID_OCSP_NO_CHECK, pki_describe_ocsp_no_check },
	{ PKI_OID_PRIVATE_KEY_USAGE_PERIOD, pki_describe_key_usage_period },
	{ PKI_OID_SUBJECT_DIRECTORY_ATTRIBUTES, pki_describe_directory_attributes },
	{ PKI_OID_QC_STATEMENTS, pki_describe_qualified_statements },
	{ PKI_OID_NETSCAPE_CERT_TYPE, pki_describe_netscape_type },
	{ PKI_OID_NETSCAPE_BASE_URL, pki_describe_text },
	{ PKI_OID_NETSCAPE_REVOCATION_URL, pki_describe_text },
	{ PKI_OID_NETSCAPE_CA_REVOCATION_URL, pki_describe_text },
	{ PKI_OID_NETSCAPE_RENEWAL_URL, pki_describe_text },
	{ PKI_OID_NETSCAPE_CA_POLICY_URL, pki_describe_text },
	{ PKI_OID_NETSCAPE_SSL_SERVER_NAME, pki_describe_text },
	{ PKI_OID_NETSCAPE_COMMENT, pki_describe_text },
	{ PKI_OID_MS_CERTIFICATE_TEMPLATE_NAME, pki_describe_text },
	{ PKI_OID_MS_CERTIFICATE_TEMPLATE, pki_describe_ms_template },
	{ PKI_OID_MS_CA_VERSION, pki_describe_ms_ca_version },
	{ PKI_OID_MS_PREVIOUS_CERTIFICATE_HASH, pki_describe_octets },
	{ PKI_OID_MS_APPLICATION_POLICIES, pki_describe_policies },
	{ PKI_OID_MS_APPLICATION_POLICY_MAPPINGS, pki_describe_policy_mappings },
	{ PKI_OID_MS_CA_SECURITY_ID, pki_describe_ms_security },
	{ PKI_OID_MS_CRL_NEXT_PUBLISH, pki_describe_text },
	{ PKI_OID_MS_CRL_VIRTUAL_BASE, pki_describe_number },
	{ PKI_OID_CRL_NUMBER, pki_describe_number },
	{ PKI_OID_DELTA_CRL_INDICATOR, pki_describe_number },
	{ PKI_OID_CRL_REASON, pki_describe_reason },
	{ PKI_OID_INVALIDITY_DATE, pki_describe_text },
	{ PKI_OID_CERTIFICATE_ISSUER, pki_describe_alternative_names },
	{ PKI_OID_HOLD_INSTRUCTION_CODE, pki_describe_text },
	{ PKI_OID_EXPIRED_CERTS_ON_CRL, pki_describe_text },
	{ PKI_OID_NO_REV_AVAIL, pki_describe_text },
	{ PKI_OID_ACME_IDENTIFIER, pki_describe_octets },
};

static PkiDescriber describer_of (PkiOid oid)
{
	for (gsize i = 0; i < G_N_ELEMENTS (describers); i++)
		if (describers[i].oid == oid)
			return describers[i].describe;
	return NULL;
}

gboolean pki_describe_is_known (PkiSlice oid)
{
	return describer_of (pki_oid_find (oid)) != NULL;
}

static gboolean is_plain_text (PkiSlice bytes)
{
	for (gsize i = 0; i < bytes.size; i++)
		if (bytes.data[i] < 0x20 || bytes.data[i] > 0x7e)
			return FALSE;
	return bytes.size > 0;
}

/* TEXT, which it takes, with the octets below it; where there is none the octets alone. */
static void set_text (PkiField *field, PkiSlice value, char *text)
{
	if (text) {
		pki_field_set_value (field, text);
		pki_field_add_hex (field, _ ("Octets"), value);
	} else {
		pki_field_set_hex (field, value);
	}
}

/* Old extensions hold text without a tag. */
static void describe_unknown (PkiField *field, PkiSlice value)
{
	set_text (field, value,
		is_plain_text (value) ? pki_field_text (value) : pki_describe_simple (value));
}

/* An extension that has a name but nothing else known here: the strings and numbers in it. */
static void describe_named (PkiField *field, PkiSlice value)
{
	PkiDer der = pki_der (value, NULL);
	PkiElement element;
	set_text (field, value,
		pki_der_next (&der, &element) ? pki_describe_nested (&element) : NULL);
}

/* RFC 5280 §4.2: an extension's value is the DER of one ASN.1 value. */
static gboolean is_one_element (PkiSlice value)
{
	PkiDer der = pki_der (value, NULL);
	PkiElement element;
	return pki_der_next (&der, &element) && pki_der_is_end (&der);
}

static void describe_extension (PkiField *parent, const PkiExtension *extension, gsize *left)
{
	PkiOid oid = pki_oid_find (extension->oid);
	const char *words = pki_oid_text (oid) ? pki_oid_text (oid) : pki_oid_name (oid);
	g_autofree char *dots = pki_oid_dots (extension->oid);
	PkiField *field = pki_field_add (parent, words ? words : dots, NULL);
	PkiDescriber describe = describer_of (oid);
	field->critical = extension->critical;
	field->oid = g_steal_pointer (&dots);
	if (extension->value.size > *left) {
		pki_field_set_hex (field, extension->value);
		pki_field_remark (field, _ ("too much to be told in parts"));
		return;
	}
	*left -= extension->value.size;
	if (!describe && words) {
		describe_named (field, extension->value);
	} else if (!describe) {
		describe_unknown (field, extension->value);
	} else if (!describe (field, extension->value) || !is_one_element (extension->value)) {
		pki_field_set_hex (field, extension->value);
		pki_field_remark (field, _ ("the content is damaged, or not what it should be"));
	}
	field->raw = extension->value;
}

gsize pki_describe_extensions (PkiField *parent, PkiSlice extensions, gsize most)
{
	PkiExtension extension;
	gsize count = 0;
	for (; pki_extension_next (&extensions, &extension, NULL); count++)
		if (count < MOST_EXTENSIONS)
			describe_extension (parent, &extension, &most);
	if (count > MOST_EXTENSIONS)
		pki_field_print (parent, _ ("More"), "%zu", count - MOST_EXTENSIONS);
	if (extensions.size > 0) {
		PkiField *rest = pki_field_add_hex (parent, _ ("Unreadable"), extensions);
		pki_field_remark (rest, _ ("from here on the extensions can't be read"));
	}
	return count;
}
