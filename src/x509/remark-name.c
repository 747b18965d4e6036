#include "config.h"

#include "src/x509/describe-private.h"

#include <arpa/inet.h>

#include "src/base/intl.h"
#include "src/x509/extension.h"
#include "src/x509/general-name.h"
#include "src/x509/name.h"

#define MOST_NAMES_TOLD 3 /* remarks on single names, so that the others stay in sight */

static gboolean is_address (const char *text)
{
	guint8 address[16];
	return inet_pton (AF_INET, text, address) == 1 || inet_pton (AF_INET6, text, address) == 1;
}

/* Letters, digits, hyphens and underscores between dots; the first label may be "*". */
static gboolean is_host (const char *text)
{
	if (g_str_has_prefix (text, "*."))
		text += 2;
	if (!*text || *text == '.' || strstr (text, ".."))
		return FALSE;
	for (const char *p = text; *p; p++)
		if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_' && *p != '.')
			return FALSE;
	return TRUE;
}

/* TRUE when something was said about NAME. */
static gboolean remark_dns_name (PkiField *remarks, const char *name)
{
	g_autofree char *text = NULL;
	if (is_address (name))
		text = g_strdup_printf (
			_ ("the alternative name DNS %s is an address: clients that connect by "
			   "address look for one of the kind IP"),
			name);
	else if (!is_host (name))
		text = g_strdup_printf (
			_ ("the alternative name DNS \"%s\" is no host name and matches nothing"),
			name);
	if (text)
		pki_field_remark (remarks, text);
	return text != NULL;
}

/* Looks at each DNS name; tells whether COMMON is among the names. */
static gboolean look_at_names (PkiField *remarks, PkiSlice value, const char *common)
{
	PkiSlice names;
	PkiGeneralName name;
	guint told = 0;
	gboolean has_common = FALSE;
	if (value.size > PKI_DESCRIBE_MOST_OCTETS || !pki_general_names_parse (value, &names))
		return FALSE;
	while (pki_general_name_next (&names, &name, NULL)) {
		if (name.kind != PKI_GENERAL_NAME_DNS && name.kind != PKI_GENERAL_NAME_IP)
			continue;
		g_autoptr (GString) shown = pki_general_name_value (&name);
		if (common && g_ascii_strcasecmp (shown->str, common) == 0)
			has_common = TRUE;
		g_autofree char *text = pki_field_text (name.value);
		if (name.kind == PKI_GENERAL_NAME_DNS && told < MOST_NAMES_TOLD &&
			remark_dns_name (remarks, text))
			told++;
	}
	return has_common;
}

gboolean pki_remark_has_host (PkiSlice extensions)
{
	PkiExtension extension;
	PkiSlice names;
	PkiGeneralName name;
	if (!pki_extension_find (extensions, PKI_OID_SUBJECT_ALTERNATIVE_NAME, &extension) ||
		!pki_general_names_parse (extension.value, &names))
		return FALSE;
	while (pki_general_name_next (&names, &name, NULL))
		if (name.kind == PKI_GENERAL_NAME_DNS || name.kind == PKI_GENERAL_NAME_IP)
			return TRUE;
	return FALSE;
}

/* A common name that is meant for hosts: it has a dot, or is an address. */
static gboolean is_meant_as_host (const char *common)
{
	return is_address (common) || (is_host (common) && strchr (common, '.'));
}

void pki_remark_names (
	PkiField *remarks, const PkiObject *object, gboolean server, gboolean says_so)
{
	PkiExtension extension;
	PkiSlice extensions = object->certificate.extensions;
	if (!pki_extension_find (extensions, PKI_OID_SUBJECT_ALTERNATIVE_NAME, &extension)) {
		if (server)
			pki_field_remark (remarks,
				_ ("no alternative names: browsers, Go and GnuTLS ignore the "
				   "common name, so as a server's this certificate fits no "
				   "host"));
		return;
	}
	g_autofree char *common =
		pki_name_find (object->certificate.subject, pki_oid_octets (PKI_OID_COMMON_NAME));
	gboolean has_common = look_at_names (remarks, extension.value, common);
	if (!server)
		return;
	if (!pki_remark_has_host (extensions) && says_so) {
		pki_field_remark (remarks,
			_ ("no DNS name or address among the alternative names: this certificate "
			   "fits no host"));
	} else if (common && !has_common && extension.value.size <= PKI_DESCRIBE_MOST_OCTETS &&
		   is_meant_as_host (common)) {
		g_autofree char *text = g_strdup_printf (
			_ ("the common name %s is not among the alternative names: clients look "
			   "at these alone"),
			common);
		pki_field_remark (remarks, text);
	}
}
