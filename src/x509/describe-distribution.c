#include "config.h"

#include "src/x509/describe-private.h"

#include "src/base/intl.h"
#include "src/x509/general-name.h"

/* ReasonFlags (RFC 5280 §4.2.1.13), by bit. */
static const char *const reasons[] = {
	N_ ("unused"),
	N_ ("key compromised"),
	N_ ("CA compromised"),
	N_ ("affiliation changed"),
	N_ ("superseded"),
	N_ ("no longer in operation"),
	N_ ("on hold"),
	N_ ("privilege withdrawn"),
	N_ ("attribute authority compromised"),
};

static gboolean describe_relative_name (PkiField *parent, const PkiElement *element)
{
	PkiDer der = pki_der (element->content, NULL), part;
	PkiElement type, value;
	g_autoptr (GString) out = g_string_new (NULL);
	while (pki_der_enter (&der, PKI_TAG_SEQUENCE, &part)) {
		if (!pki_der_get (&part, PKI_TAG_OID, &type) || !pki_der_next (&part, &value))
			return FALSE;
		g_autofree char *label = pki_oid_label (type.content);
		g_autofree char *text = pki_describe_simple (value.whole);
		g_string_append_printf (
			out, "%s%s=%s", out->len > 0 ? "+" : "", label, text ? text : "?");
	}
	pki_field_take (
		parent, _ ("Relative to the issuer"), g_string_free (g_steal_pointer (&out), FALSE))
		->raw = element->whole;
	return pki_der_is_end (&der);
}

/* DistributionPointName: fullName [0] GeneralNames, or nameRelativeToCRLIssuer [1] RDN. */
static gboolean describe_point_name (PkiField *parent, PkiDer *name)
{
	PkiElement element;
	if (pki_der_get (name, PKI_TAG_CONSTRUCTED (0), &element))
		return pki_describe_general_names (parent, element.content);
	if (pki_der_get (name, PKI_TAG_CONSTRUCTED (1), &element))
		return describe_relative_name (parent, &element);
	return FALSE;
}

static gboolean describe_reasons (PkiField *parent, PkiSlice bits)
{
	char *text = pki_describe_bits (bits, reasons, G_N_ELEMENTS (reasons));
	if (text)
		pki_field_take (parent, _ ("Only for the reasons"), text)->raw = bits;
	return text != NULL;
}

static gboolean describe_point (PkiField *parent, PkiDer *point)
{
	PkiDer name;
	PkiElement element;
	PkiField *field = pki_field_add (parent, _ ("Point"), NULL);
	gboolean good = TRUE;
	if (pki_der_enter (point, PKI_TAG_CONSTRUCTED (0), &name))
		good = describe_point_name (field, &name);
	pki_describe_summarize (field);
	if (good && pki_der_get (point, PKI_TAG_CONTEXT (1), &element))
		good = describe_reasons (field, element.content);
	if (good && pki_der_get (point, PKI_TAG_CONSTRUCTED (2), &element)) {
		PkiField *issuer = pki_field_add (field, _ ("CRL signed by"), NULL);
		good = pki_describe_general_names (issuer, element.content);
		pki_describe_summarize (issuer);
	}
	/* A point that is but one name is that name. */
	if (field->children->len == 1) {
		PkiField *only = g_ptr_array_steal_index (field->children, 0);
		g_ptr_array_set_size (parent->children, (gint)parent->children->len - 1);
		g_ptr_array_add (parent->children, only);
	}
	return good && pki_der_is_end (point);
}

/* cRLDistributionPoints and freshestCRL. */
gboolean pki_describe_distribution_points (PkiField *field, PkiSlice value)
{
	PkiDer der = pki_der (value, NULL), point;
	gboolean good = pki_der_enter (&der, PKI_TAG_SEQUENCE, &der);
	while (good && pki_der_enter (&der, PKI_TAG_SEQUENCE, &point))
		good = describe_point (field, &point);
	pki_describe_summarize (field);
	return good && pki_der_is_end (&der);
}

/* authorityInfoAccess and subjectInfoAccess. */
gboolean pki_describe_access (PkiField *field, PkiSlice value)
{
	PkiDer der = pki_der (value, NULL), access;
	PkiElement method, location;
	g_autoptr (GString) out = g_string_new (NULL);
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der))
		return FALSE;
	while (pki_der_enter (&der, PKI_TAG_SEQUENCE, &access)) {
		if (!pki_der_get (&access, PKI_TAG_OID, &method) ||
			!pki_der_next (&access, &location))
			return FALSE;
		const char *words = pki_oid_text (pki_oid_find (method.content));
		g_autofree char *dots = pki_oid_dots (method.content);
		PkiField *child = pki_field_add (field, words ? words : dots, NULL);
		pki_describe_general_name (child, location.whole);
		PkiField *name = g_ptr_array_index (child->children, 0);
		pki_field_set_value (child, g_strdup (name->value));
		child->raw = location.whole;
		child->oid = g_steal_pointer (&dots);
		/* A URI is what one expects: said once. */
		if (location.tag == PKI_TAG_CONTEXT (PKI_GENERAL_NAME_URI) &&
			name->children->len == 0)
			g_ptr_array_set_size (child->children, 0);
		pki_field_append (out, child->label);
	}
	pki_field_set_value (field, g_string_free (g_steal_pointer (&out), FALSE));
	return pki_der_is_end (&der);
}

static gboolean get_flag (PkiDer *der, guint number)
{
	PkiElement element;
	return pki_der_get (der, PKI_TAG_CONTEXT (number), &element) && element.content.size == 1 &&
	       element.content.data[0];
}

static void describe_scope (PkiField *field, GString *out, gboolean is, const char *words)
{
	if (!is)
		return;
	pki_field_add (field, _ ("Scope"), words);
	pki_field_append (out, words);
}

/* issuingDistributionPoint (RFC 5280 §5.2.5). */
gboolean pki_describe_issuing_point (PkiField *field, PkiSlice value)
{
	PkiDer der = pki_der (value, NULL), name;
	PkiElement element;
	gboolean good = TRUE;
	g_autoptr (GString) out = g_string_new (NULL);
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der))
		return FALSE;
	if (pki_der_enter (&der, PKI_TAG_CONSTRUCTED (0), &name))
		good = describe_point_name (field, &name);
	describe_scope (field, out, get_flag (&der, 1), _ ("only certificates of users"));
	describe_scope (field, out, get_flag (&der, 2), _ ("only certificates of CAs"));
	if (pki_der_get (&der, PKI_TAG_CONTEXT (3), &element)) {
		good = good && describe_reasons (field, element.content);
		pki_field_append (out, _ ("only some reasons"));
	}
	describe_scope (field, out, get_flag (&der, 4), _ ("also certificates of other issuers"));
	describe_scope (field, out, get_flag (&der, 5), _ ("only attribute certificates"));
	if (out->len > 0)
		pki_field_set_value (field, g_strdup (out->str));
	else
		pki_field_set_value (field, g_strdup (_ ("all certificates of the issuer")));
	return good && pki_der_is_end (&der);
}
