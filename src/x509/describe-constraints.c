#include "config.h"

#include "src/x509/describe-private.h"

#include <inttypes.h>

#include "src/base/intl.h"
#include "src/x509/extension.h"

gboolean pki_describe_basic_constraints (PkiField *field, PkiSlice value)
{
	gboolean ca;
	gint64 length;
	if (!pki_basic_constraints_parse (value, &ca, &length, NULL))
		return FALSE;
	pki_field_add (field, _ ("CA"), ca ? _ ("yes") : _ ("no"));
	if (length >= 0)
		pki_field_print (field, _ ("CAs below"), "%" PRId64, (int64_t)length);
	pki_field_set_value (field, pki_describe_ca_words (ca, length));
	return TRUE;
}

char *pki_describe_ca_words (gboolean ca, gint64 length)
{
	if (!ca)
		return g_strdup (_ ("may not sign certificates"));
	if (length < 0)
		return g_strdup (_ ("may sign certificates, any number of CAs below"));
	if (length == 0)
		return g_strdup (_ ("may sign certificates, no CA below"));
	return g_strdup_printf (
		ngettext ("may sign certificates, %" PRId64 " level of CAs below",
			"may sign certificates, %" PRId64 " levels of CAs below", (gulong)length),
		(int64_t)length);
}

/* GeneralSubtrees: what stands in a name constraint, without minimum and maximum unless odd. */
static gboolean describe_subtrees (PkiField *parent, PkiDer *trees)
{
	PkiDer tree;
	PkiElement base, distance;
	while (pki_der_enter (trees, PKI_TAG_SEQUENCE, &tree)) {
		if (!pki_der_next (&tree, &base))
			return FALSE;
		pki_describe_constraint (parent, base.whole);
		PkiField *field = g_ptr_array_index (parent->children, parent->children->len - 1);
		if (pki_der_get (&tree, PKI_TAG_CONTEXT (0), &distance))
			pki_describe_integer (field, _ ("Least distance"), distance.content);
		if (pki_der_get (&tree, PKI_TAG_CONTEXT (1), &distance))
			pki_describe_integer (field, _ ("Greatest distance"), distance.content);
	}
	return pki_der_is_end (trees);
}

static gboolean describe_side (PkiField *parent, PkiDer *der, guint number, const char *label)
{
	PkiDer trees;
	if (!pki_der_enter (der, PKI_TAG_CONSTRUCTED (number), &trees))
		return TRUE;
	PkiField *side = pki_field_add (parent, label, NULL);
	gboolean whole = describe_subtrees (side, &trees);
	pki_describe_summarize (side);
	return whole;
}

gboolean pki_describe_name_constraints (PkiField *field, PkiSlice value)
{
	PkiDer der = pki_der (value, NULL);
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der))
		return FALSE;
	if (!describe_side (field, &der, 0, _ ("Permitted")) ||
		!describe_side (field, &der, 1, _ ("Excluded")))
		return FALSE;
	g_autoptr (GString) out = g_string_new (NULL);
	for (guint i = 0; i < field->children->len; i++) {
		const PkiField *side = g_ptr_array_index (field->children, i);
		g_string_append (out, i > 0 ? _ ("; ") : "");
		g_string_append_printf (out, _ ("%s: %s"), side->label, side->value);
	}
	pki_field_set_value (field,
		out->len > 0 ? g_strdup (out->str) : g_strdup (_ ("none, which is not allowed")));
	return pki_der_is_end (&der);
}

static char *certificates_words (gint64 count, const char *now, const char *later)
{
	return count == 0 ? g_strdup (now) : g_strdup_printf (later, (gulong)count);
}

gboolean pki_describe_policy_constraints (PkiField *field, PkiSlice value)
{
	PkiDer der = pki_der (value, NULL);
	PkiElement element;
	gint64 count;
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der))
		return FALSE;
	g_autoptr (GString) out = g_string_new (NULL);
	if (pki_der_get (&der, PKI_TAG_CONTEXT (0), &element)) {
		if (!pki_der_small_integer (element.content, &count) || count < 0)
			return FALSE;
		g_autofree char *text = certificates_words (count,
			_ ("a policy is required from here on"),
			ngettext ("a policy is required after %lu more certificate",
				"a policy is required after %lu more certificates", (gulong)count));
		pki_describe_integer (field, _ ("Policy required after"), element.content);
		pki_field_append (out, text);
	}
	if (pki_der_get (&der, PKI_TAG_CONTEXT (1), &element)) {
		if (!pki_der_small_integer (element.content, &count) || count < 0)
			return FALSE;
		g_autofree char *text =
			certificates_words (count, _ ("policies may not be mapped from here on"),
				ngettext ("policies may not be mapped after %lu more certificate",
					"policies may not be mapped after %lu more certificates",
					(gulong)count));
		pki_describe_integer (field, _ ("No mapping after"), element.content);
		pki_field_append (out, text);
	}
	pki_field_set_value (field, g_string_free (g_steal_pointer (&out), FALSE));
	return pki_der_is_end (&der);
}

gboolean pki_describe_inhibit_any_policy (PkiField *field, PkiSlice value)
{
	PkiDer der = pki_der (value, NULL);
	PkiElement element;
	gint64 count;
	if (!pki_der_get (&der, PKI_TAG_INTEGER, &element) ||
		!pki_der_small_integer (element.content, &count) || count < 0)
		return FALSE;
	pki_field_set_value (
		field, certificates_words (count, _ ("\"any policy\" does not count from here on"),
			       ngettext ("\"any policy\" does not count after %lu more certificate",
				       "\"any policy\" does not count after %lu more certificates",
				       (gulong)count)));
	return pki_der_is_end (&der);
}
