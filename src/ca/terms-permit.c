#include "config.h"

#include "src/ca/terms-private.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/ca/name-constraint.h"
#include "src/x509/extension.h"
#include "src/x509/name.h"

/* The trees of one CA's constraints: contents of GeneralSubtrees, empty where absent. */
typedef struct {
	PkiSlice permitted;
	PkiSlice excluded;
} Trees;

/* FALSE where the constraints can't be read; none leave OUT empty. */
static gboolean read_trees (const PkiObject *ca, Trees *out)
{
	PkiExtension extension;
	PkiElement trees;
	*out = (Trees){ 0 };
	if (!pki_extension_find (ca->certificate.extensions, PKI_OID_NAME_CONSTRAINTS, &extension))
		return TRUE;
	PkiDer der = pki_der (extension.value, NULL);
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der))
		return FALSE;
	if (pki_der_get (&der, PKI_TAG_CONSTRUCTED (0), &trees))
		out->permitted = trees.content;
	if (pki_der_get (&der, PKI_TAG_CONSTRUCTED (1), &trees))
		out->excluded = trees.content;
	return pki_der_is_end (&der);
}

/* The next base of the same kind as NAME. */
static gboolean next_base (PkiDer *der, const PkiGeneralName *name, PkiGeneralName *base)
{
	PkiDer subtree;
	PkiElement element;
	while (pki_der_enter (der, PKI_TAG_SEQUENCE, &subtree))
		if (pki_der_next (&subtree, &element) &&
			pki_general_name_parse (element.whole, base, NULL) &&
			base->kind == name->kind)
			return TRUE;
	return FALSE;
}

typedef gboolean (*Compare) (const PkiGeneralName *base, const PkiGeneralName *name);

static gboolean is_covered (
	PkiSlice trees, const PkiGeneralName *name, Compare compare, gboolean *any, GString *bases)
{
	PkiDer der = pki_der (trees, NULL);
	PkiGeneralName base;
	gboolean covered = FALSE;
	*any = FALSE;
	while (next_base (&der, name, &base)) {
		g_autoptr (GString) text = pki_general_name_text (&base);
		*any = TRUE;
		covered = covered || compare (&base, name);
		if (bases->len < 200)
			g_string_append_printf (
				bases, "%s%s", bases->len > 0 ? ", " : "", text->str);
	}
	return covered;
}

static gboolean throw_not_permitted (
	const char *shown, const char *who, const char *permitted, GError **error)
{
	g_autofree char *bases = pki_text_printable (permitted, -1);
	return pki_throw (error, PKI_ERROR_PERMISSION,
		_ ("%s: the CA %s may not sign this name, its name constraints permit %s alone."),
		shown, who, bases);
}

static gboolean throw_excluded (
	const char *shown, const char *who, const char *excluded, GError **error)
{
	g_autofree char *bases = pki_text_printable (excluded, -1);
	return pki_throw (error, PKI_ERROR_PERMISSION,
		_ ("%s: the CA %s may not sign this name, its name constraints exclude %s."), shown,
		who, bases);
}

static gboolean permit_by (
	const PkiObject *ca, const PkiGeneralName *name, const char *shown, GError **error)
{
	Trees trees;
	gboolean limited, barred;
	g_autoptr (GString) permitted = g_string_new (NULL), excluded = g_string_new (NULL);
	g_autofree char *raw = pki_object_name (ca);
	g_autofree char *who = pki_text_printable (raw ? raw : "", -1);
	if (!read_trees (ca, &trees))
		return pki_throw (error, PKI_ERROR_PERMISSION,
			_ ("%s: the name constraints of the CA %s are damaged, so what it signs is "
			   "refused by others."),
			shown, who);
	gboolean out =
		is_covered (trees.excluded, name, pki_name_constraint_touches, &barred, excluded);
	gboolean in =
		is_covered (trees.permitted, name, pki_name_constraint_covers, &limited, permitted);
	if ((barred || limited) && !pki_name_constraint_can_judge (name))
		return pki_throw (error, PKI_ERROR_PERMISSION,
			_ ("%s: the CA %s may not sign this name: its name constraints go by the "
			   "name of a host, and there is none in it."),
			shown, who);
	if (out)
		return throw_excluded (shown, who, excluded->str, error);
	return in || !limited || throw_not_permitted (shown, who, permitted->str, error);
}

static gboolean permit (const PkiObject *issuer, const GPtrArray *chain, const PkiGeneralName *name,
	const char *shown, GError **error)
{
	const PkiObject *ca;
	for (guint i = 0; (ca = pki_issuer_at (issuer, chain, i)); i++)
		if (!permit_by (ca, name, shown, error))
			return FALSE;
	return TRUE;
}

gboolean pki_permit_name (
	const PkiObject *issuer, const GPtrArray *chain, const char *canonical, GError **error)
{
	PkiGeneralName name;
	g_autoptr (GByteArray) der = g_byte_array_new ();
	g_autofree char *shown = pki_alternative_name_show (canonical);
	if (!pki_alternative_name_encode (der, canonical) ||
		!pki_general_name_parse (pki_slice (der->data, der->len), &name, NULL))
		return pki_throw (error, PKI_ERROR_INVALID_INPUT, _ ("%s is no name."), shown);
	return permit (issuer, chain, &name, shown, error);
}

/* Text of a subject as if it were an alternative name, as others compare it: also what could not be
 * one. */
static gboolean permit_text (const PkiObject *issuer, const GPtrArray *chain, PkiNameKind kind,
	const char *text, GError **error)
{
	g_autofree char *canonical = pki_alternative_name_parse (kind, text, NULL);
	if (canonical)
		return pki_permit_name (issuer, chain, canonical, error);
	const PkiGeneralName name = {
		.kind = kind == PKI_NAME_DNS ? PKI_GENERAL_NAME_DNS : PKI_GENERAL_NAME_EMAIL,
		.value = pki_slice (text, strlen (text)),
	};
	g_autofree char *shown = pki_text_printable (text, -1);
	return permit (issuer, chain, &name, shown, error);
}

gboolean pki_permit_common_name (
	const PkiObject *issuer, const GPtrArray *chain, const char *text, GError **error)
{
	return permit_text (issuer, chain, PKI_NAME_DNS, text, error);
}

/* OpenSSL takes a common name with a dot, of what a host name has, for one. */
static gboolean is_host_name (const char *text)
{
	g_autofree char *canonical = pki_alternative_name_parse (PKI_NAME_DNS, text, NULL);
	return canonical && strchr (text, '.');
}

gboolean pki_permit_subject (const PkiObject *issuer, const GPtrArray *chain, PkiSlice subject,
	gboolean host, GError **error)
{
	const PkiGeneralName name = { .kind = PKI_GENERAL_NAME_DIRECTORY, .value = subject };
	g_autofree char *text = pki_name_to_text (subject);
	g_autofree char *shown = pki_text_printable (text, -1);
	PkiNameWalk walk = pki_name_walk (subject, NULL);
	PkiNamePart part;
	if (!permit (issuer, chain, &name, shown, error))
		return FALSE;
	while (pki_name_next (&walk, &part)) {
		PkiOid oid = pki_oid_find (part.type);
		g_autoptr (GString) value = pki_string_to_utf8 (&part.value, NULL);
		if (oid == PKI_OID_EMAIL_ADDRESS &&
			!permit_text (issuer, chain, PKI_NAME_EMAIL, value->str, error))
			return FALSE;
		if (host && oid == PKI_OID_COMMON_NAME && is_host_name (value->str) &&
			!permit_text (issuer, chain, PKI_NAME_DNS, value->str, error))
			return FALSE;
	}
	return TRUE;
}
