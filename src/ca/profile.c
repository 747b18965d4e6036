#include "config.h"

#include "src/ca/profile.h"

#include <string.h>

#include "src/base/shell.h"
#include "src/ca/template.h"
#include "src/x509/encode.h"

PkiProfile *pki_profile_ref (PkiProfile *profile)
{
	g_atomic_ref_count_inc (&profile->references);
	return profile;
}

void pki_profile_unref (PkiProfile *profile)
{
	if (!profile || !g_atomic_ref_count_dec (&profile->references))
		return;
	g_free (profile->name);
	g_free (profile->title);
	g_free (profile->purpose);
	g_free (profile->group);
	g_strfreev (profile->purposes);
	g_free (profile->subject);
	g_strfreev (profile->suggested_names);
	g_free (profile->file_name);
	g_free (profile->names_hint);
	g_free (profile->next_steps);
	g_free (profile);
}

guint pki_profile_key_usage (const PkiProfile *profile, gboolean rsa)
{
	return profile->key_usage | (rsa ? profile->key_usage_rsa : 0);
}

GBytes *pki_profile_purpose_oid (const char *purpose)
{
	static const PkiOid known[] = { PKI_OID_SERVER_AUTH, PKI_OID_CLIENT_AUTH,
		PKI_OID_CODE_SIGNING, PKI_OID_EMAIL_PROTECTION, PKI_OID_TIME_STAMPING,
		PKI_OID_OCSP_SIGNING, PKI_OID_ANY_EXTENDED_KEY_USAGE };
	for (guint i = 0; i < G_N_ELEMENTS (known); i++)
		if (g_str_equal (pki_oid_name (known[i]), purpose)) {
			PkiSlice octets = pki_oid_octets (known[i]);
			return g_bytes_new_static (octets.data, octets.size);
		}
	return pki_encode_dots (purpose);
}

char *pki_profile_purpose_label (const char *purpose)
{
	gsize size;
	g_autoptr (GBytes) oid = pki_profile_purpose_oid (purpose);
	if (!oid)
		return g_strdup (purpose);
	const void *data = g_bytes_get_data (oid, &size);
	return pki_oid_label (pki_slice (data, size));
}

char *pki_profile_file_name (const PkiProfile *profile, const char *name)
{
	return pki_template_fill (profile->file_name, "name", name, NULL);
}

/* The lines that speak of no key. */
static char *without_key (const char *text)
{
	g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
	GString *out = g_string_new (NULL);
	for (char **line = lines; *line; line++)
		if (!strstr (*line, "{key"))
			g_string_append_printf (out, "%s%s", out->len ? "\n" : "", *line);
	return g_string_free (out, FALSE);
}

char *pki_profile_next_steps (const PkiProfile *profile, const char *name, const char *certificate,
	const char *key, const char *chain, const char *ca, const char *authorities)
{
	if (!profile->next_steps)
		return NULL;
	g_autofree char *text =
		key ? g_strdup (profile->next_steps) : without_key (profile->next_steps);
	g_autofree char *name_word = pki_shell_word (name);
	g_autofree char *certificate_word = pki_shell_word (certificate);
	g_autofree char *key_word = pki_shell_word (key ? key : "");
	g_autofree char *chain_word = pki_shell_word (chain);
	g_autofree char *ca_word = pki_shell_word (ca);
	g_autofree char *authorities_word = pki_shell_word (authorities);
	return pki_template_fill (text, "name", name, "name_word", name_word, "certificate",
		certificate_word, "key", key_word, "chain", chain_word, "ca", ca_word,
		"authorities", authorities_word, "key_bare", key ? key : "", "chain_bare", chain,
		"ca_bare", ca, "authorities_bare", authorities, NULL);
}
