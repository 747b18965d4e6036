#include "config.h"

#include "src/ca/profile.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/ca/subject.h"
#include "src/ca/template.h"
#include "src/x509/extension.h"

#define GROUP        "Profile"
#define LONGEST_FILE 65536
#define MOST_DAYS    36525

typedef struct {
	GKeyFile *file;
	PkiProfile *profile;
	GError **error;
} Parse;

static const char *const keys[] = { "Title", "Purpose", "Group", "CertificateAuthority",
	"PathLength", "KeyUsage", "KeyUsageRSA", "ExtendedKeyUsage", "Subject", "FixedSubject",
	"RequiredNames", "AllowedNames", "SuggestedNames", "Key", "AllowedKeys", "Days",
	"LongestDays", "KeyFormat", "FileName", "NamesHint", "NextSteps", NULL };

static gboolean refuse (Parse *parse, const char *key, const char *why)
{
	g_autofree char *shown = pki_text_printable (why, -1);
	g_autofree char *name = pki_text_printable (parse->profile->name, -1);
	return pki_throw (
		parse->error, PKI_ERROR_PARSE, _ ("Profile %s, key %s: %s"), name, key, shown);
}

static gboolean has (Parse *parse, const char *key)
{
	return g_key_file_has_key (parse->file, GROUP, key, NULL);
}

static gboolean check_keys (Parse *parse)
{
	g_auto (GStrv) groups = g_key_file_get_groups (parse->file, NULL);
	if (g_strv_length (groups) != 1 || !g_str_equal (groups[0], GROUP))
		return refuse (parse, "[" GROUP "]",
			_ ("a profile has this one group, and all keys stand in it."));
	g_auto (GStrv) found = g_key_file_get_keys (parse->file, GROUP, NULL, NULL);
	for (guint i = 0; found[i]; i++) {
		g_autofree char *bare = g_strndup (found[i], strcspn (found[i], "["));
		if (!g_strv_contains (keys, bare)) {
			g_autofree char *shown = pki_text_printable (found[i], -1);
			g_autofree char *known = g_strjoinv (", ", (char **)keys);
			g_autofree char *why =
				g_strdup_printf (_ ("there is no such key. Known are: %s."), known);
			return refuse (parse, shown, why);
		}
	}
	return TRUE;
}

/* A text in the user's language; NULL where the key is absent or empty. */
static gboolean read_text (Parse *parse, const char *key, gboolean needed, char **out)
{
	g_autoptr (GError) error = NULL;
	g_autofree char *text = NULL;
	if (has (parse, key)) {
		text = g_key_file_get_locale_string (parse->file, GROUP, key, NULL, &error);
		if (!text)
			return refuse (parse, key, error->message);
	}
	if (!text || !*text)
		return needed ? refuse (parse, key, _ ("this key is needed.")) : TRUE;
	*out = g_steal_pointer (&text);
	return TRUE;
}

static gboolean read_boolean (Parse *parse, const char *key, gboolean *out)
{
	g_autoptr (GError) error = NULL;
	if (!has (parse, key))
		return TRUE;
	*out = g_key_file_get_boolean (parse->file, GROUP, key, &error);
	return error ? refuse (parse, key, _ ("write true or false.")) : TRUE;
}

static gboolean read_number (Parse *parse, const char *key, int least, int most, int *out)
{
	g_autoptr (GError) error = NULL;
	if (!has (parse, key))
		return TRUE;
	*out = g_key_file_get_integer (parse->file, GROUP, key, &error);
	if (!error && *out >= least && *out <= most)
		return TRUE;
	g_autofree char *why = g_strdup_printf (_ ("write a number from %d to %d."), least, most);
	return refuse (parse, key, why);
}

/* A list of words; an empty one for an absent key. */
static gboolean read_list (Parse *parse, const char *key, GStrv *out)
{
	g_autoptr (GError) error = NULL;
	if (!has (parse, key)) {
		*out = g_new0 (char *, 1);
		return TRUE;
	}
	*out = g_key_file_get_string_list (parse->file, GROUP, key, NULL, &error);
	if (!*out)
		return refuse (parse, key, error->message);
	for (guint i = 0; (*out)[i]; i++)
		g_strstrip ((*out)[i]);
	return TRUE;
}

static gboolean read_usage (Parse *parse, const char *key, guint *out)
{
	g_auto (GStrv) words = NULL;
	if (!read_list (parse, key, &words))
		return FALSE;
	for (guint i = 0; words[i]; i++) {
		guint bit = 0;
		while (pki_key_usage_name (bit) &&
			!g_str_equal (pki_key_usage_name (bit), words[i]))
			bit++;
		if (!pki_key_usage_name (bit))
			return refuse (parse, key,
				_ ("write key usages by the names of RFC 5280, like "
				   "digitalSignature;keyEncipherment."));
		*out |= 1u << bit;
	}
	return TRUE;
}

static gboolean read_purposes (Parse *parse)
{
	if (!read_list (parse, "ExtendedKeyUsage", &parse->profile->purposes))
		return FALSE;
	for (guint i = 0; parse->profile->purposes[i]; i++) {
		g_autoptr (GBytes) oid = pki_profile_purpose_oid (parse->profile->purposes[i]);
		if (!oid)
			return refuse (parse, "ExtendedKeyUsage",
				_ ("write serverAuth, clientAuth, codeSigning, emailProtection, "
				   "timeStamping, OCSPSigning or OIDs in dots, with “;” between."));
	}
	return TRUE;
}

static gboolean read_kinds (Parse *parse, const char *key, guint *out)
{
	g_auto (GStrv) words = NULL;
	if (!read_list (parse, key, &words))
		return FALSE;
	for (guint i = 0; words[i]; i++) {
		PkiNameKind kind = 0;
		while (kind < PKI_NAME_KIND_N &&
			!g_str_equal (pki_name_kind_prefix (kind), words[i]))
			kind++;
		if (kind == PKI_NAME_KIND_N)
			return refuse (
				parse, key, _ ("write DNS, IP, EMAIL, URI, with “;” between."));
		*out |= 1u << kind;
	}
	return TRUE;
}

static gboolean read_suggested (Parse *parse)
{
	g_auto (GStrv) words = NULL;
	if (!read_list (parse, "SuggestedNames", &words))
		return FALSE;
	for (guint i = 0; words[i]; i++) {
		g_autoptr (GError) error = NULL;
		char *canonical = pki_alternative_name_check (words[i], &error);
		if (!canonical)
			return refuse (parse, "SuggestedNames", error->message);
		g_free (words[i]);
		words[i] = canonical;
	}
	parse->profile->suggested_names = g_steal_pointer (&words);
	return TRUE;
}

static gboolean read_key_types (Parse *parse)
{
	PkiProfile *profile = parse->profile;
	g_auto (GStrv) words = NULL;
	g_autofree char *key = NULL;
	g_autoptr (GError) error = NULL;
	if (!read_text (parse, "Key", TRUE, &key) || !read_list (parse, "AllowedKeys", &words))
		return FALSE;
	if (!pki_key_type_parse (key, &profile->key_type, &error))
		return refuse (parse, "Key", error->message);
	for (guint i = 0; words[i]; i++) {
		PkiKeyType type;
		if (!pki_key_type_parse (words[i], &type, &error))
			return refuse (parse, "AllowedKeys", error->message);
		profile->allowed_key_types |= 1u << type;
	}
	if (profile->allowed_key_types == 0)
		profile->allowed_key_types = PKI_KEY_TYPES_ALL;
	if (!(profile->allowed_key_types & 1u << profile->key_type))
		return refuse (parse, "AllowedKeys", _ ("the one of “Key” has to be among them."));
	return TRUE;
}

static gboolean read_key_format (Parse *parse)
{
	g_autofree char *format = NULL;
	if (!read_text (parse, "KeyFormat", FALSE, &format))
		return FALSE;
	if (format && !g_str_equal (format, "pkcs8") && !g_str_equal (format, "traditional"))
		return refuse (parse, "KeyFormat", _ ("write pkcs8 or traditional."));
	parse->profile->key_format = g_strcmp0 (format, "traditional") == 0
					     ? PKI_KEY_FORMAT_TRADITIONAL
					     : PKI_KEY_FORMAT_PKCS8;
	return TRUE;
}

static gboolean check_places (
	Parse *parse, const char *key, const char *text, const char *const *places)
{
	g_autofree char *unknown = NULL;
	if (!text || pki_template_check (text, places, &unknown))
		return TRUE;
	g_autofree char *known = g_strjoinv ("}, {", (char **)places);
	g_autofree char *why = g_strdup_printf (
		_ ("there is nothing to put in for {%s}. Known are: {%s}."), unknown, known);
	return refuse (parse, key, why);
}

static gboolean read_subject (Parse *parse)
{
	static const char *const places[] = { "name", NULL };
	PkiProfile *profile = parse->profile;
	g_autoptr (GError) error = NULL;
	if (!read_text (parse, "Subject", TRUE, &profile->subject) ||
		!read_boolean (parse, "FixedSubject", &profile->fixed_subject) ||
		!check_places (parse, "Subject", profile->subject, places))
		return FALSE;
	g_autoptr (GBytes) subject = pki_subject_fill (profile->subject, "name", NULL, &error);
	return subject ? TRUE : refuse (parse, "Subject", error->message);
}

static gboolean read_texts (Parse *parse)
{
	static const char *const places[] = { "certificate", "key", "chain", "ca", "authorities",
		"key_bare", "chain_bare", "ca_bare", "authorities_bare", "name_word", "name",
		NULL };
	static const char *const name[] = { "name", NULL };
	PkiProfile *profile = parse->profile;
	if (!read_text (parse, "Title", TRUE, &profile->title) ||
		!read_text (parse, "Purpose", TRUE, &profile->purpose) ||
		!read_text (parse, "Group", FALSE, &profile->group) ||
		!read_text (parse, "NamesHint", FALSE, &profile->names_hint) ||
		!read_text (parse, "NextSteps", FALSE, &profile->next_steps) ||
		!read_text (parse, "FileName", FALSE, &profile->file_name))
		return FALSE;
	if (!profile->group)
		profile->group = g_strdup ("general");
	if (!profile->file_name)
		profile->file_name = g_strdup ("{name}");
	if (strchr (profile->file_name, '/') || !strstr (profile->file_name, "{name}"))
		return refuse (parse, "FileName", _ ("it has {name} in it, and no “/”."));
	return check_places (parse, "FileName", profile->file_name, name) &&
	       check_places (parse, "NextSteps", profile->next_steps, places);
}

static gboolean read_names (Parse *parse)
{
	PkiProfile *profile = parse->profile;
	if (!read_kinds (parse, "RequiredNames", &profile->required_names) ||
		!read_kinds (parse, "AllowedNames", &profile->allowed_names) ||
		!read_suggested (parse))
		return FALSE;
	if (!has (parse, "AllowedNames") && !profile->ca)
		profile->allowed_names = (1u << PKI_NAME_KIND_N) - 1;
	if (profile->required_names & ~profile->allowed_names)
		return refuse (parse, "AllowedNames",
			_ ("what “RequiredNames” asks for has to be allowed."));
	return TRUE;
}

/* What RFC 5280 §4.2.1.3, §4.2.1.9 and the sense of it want. */
static gboolean check_sense (Parse *parse)
{
	const guint sign = 1u << 5;
	const PkiProfile *profile = parse->profile;
	if (profile->ca != !!(profile->key_usage & sign))
		return refuse (
			parse, "KeyUsage", _ ("keyCertSign belongs to a CA, and a CA has it."));
	if (!profile->ca && !profile->purposes[0])
		return refuse (parse, "ExtendedKeyUsage",
			_ ("say at least one purpose: certificates without any are good for all."));
	if (!profile->ca && profile->path_length >= 0)
		return refuse (parse, "PathLength", _ ("only a CA has one."));
	if (profile->key_usage == 0)
		return refuse (parse, "KeyUsage", _ ("this key is needed."));
	if (profile->longest_days > 0 && profile->days > profile->longest_days)
		return refuse (parse, "Days", _ ("it is more than “LongestDays”."));
	return TRUE;
}

static gboolean read_all (Parse *parse)
{
	PkiProfile *profile = parse->profile;
	return check_keys (parse) && read_texts (parse) &&
	       read_boolean (parse, "CertificateAuthority", &profile->ca) &&
	       read_number (parse, "PathLength", 0, 255, &profile->path_length) &&
	       read_usage (parse, "KeyUsage", &profile->key_usage) &&
	       read_usage (parse, "KeyUsageRSA", &profile->key_usage_rsa) &&
	       read_purposes (parse) && read_subject (parse) && read_names (parse) &&
	       read_key_types (parse) && read_key_format (parse) &&
	       read_number (parse, "Days", 1, MOST_DAYS, &profile->days) &&
	       read_number (parse, "LongestDays", 1, MOST_DAYS, &profile->longest_days) &&
	       check_sense (parse);
}

static gboolean load (Parse *parse, GBytes *text)
{
	g_autoptr (GError) error = NULL;
	gsize size;
	const char *data = g_bytes_get_data (text, &size);
	if (size > LONGEST_FILE)
		return pki_throw (parse->error, PKI_ERROR_LIMIT,
			_ ("Profile %s: the file is larger than 64 KiB."), parse->profile->name);
	if (size > 0 && g_key_file_load_from_data (
				parse->file, data, size, G_KEY_FILE_KEEP_TRANSLATIONS, &error))
		return TRUE;
	g_autofree char *name = pki_text_printable (parse->profile->name, -1);
	g_autofree char *why =
		pki_text_printable_message (error ? error->message : _ ("the file is empty"));
	return pki_throw (parse->error, PKI_ERROR_PARSE, _ ("Profile %s: %s"), name, why);
}

PkiProfile *pki_profile_parse (const char *name, GBytes *text, GError **error)
{
	g_autoptr (PkiProfile) profile = g_new0 (PkiProfile, 1);
	g_autoptr (GKeyFile) file = g_key_file_new ();
	g_atomic_ref_count_init (&profile->references);
	profile->name = g_strdup (name);
	profile->path_length = -1;
	profile->days = 365;
	Parse parse = { file, profile, error };
	if (!load (&parse, text) || !read_all (&parse))
		return NULL;
	return g_steal_pointer (&profile);
}
