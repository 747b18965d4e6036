#include "config.h"

#include "src/store/filter-private.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"

#include <errno.h>

static const char *const field_names[PKI_FIELD_N] = {
	[PKI_FIELD_NAME] = "name",
	[PKI_FIELD_SUBJECT] = "subject",
	[PKI_FIELD_ISSUER] = "issuer",
	[PKI_FIELD_SAN] = "san",
	[PKI_FIELD_SERIAL] = "serial",
	[PKI_FIELD_PATH] = "path",
	[PKI_FIELD_FINGERPRINT] = "fingerprint",
	[PKI_FIELD_TYPE] = "type",
	[PKI_FIELD_STATUS] = "status",
	[PKI_FIELD_KEY] = "key",
	[PKI_FIELD_DAYS] = "days",
};

static const struct {
	const char *name;
	guint32 types;
} more_types[] = {
	{ "ca", PKI_TYPE_CA },
	{ "leaf", PKI_TYPE_LEAF },
	{ "root", PKI_TYPE_ROOT },
	{ "key", 1 << PKI_OBJECT_PRIVATE_KEY | 1 << PKI_OBJECT_PUBLIC_KEY },
	{ "csr", 1 << PKI_OBJECT_REQUEST },
};

static void term_free (PkiTerm *term)
{
	g_free (term->text);
	g_free (term->hex);
	g_free (term);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiTerm, term_free)

static gboolean throw_field (const char *field, GError **error)
{
	g_autoptr (GString) known = g_string_new (NULL);
	for (int i = PKI_FIELD_NAME; i < PKI_FIELD_N; i++)
		g_string_append_printf (known, "%s%s", known->len ? ", " : "", field_names[i]);
	g_autofree char *shown = pki_text_printable (field, -1);
	return pki_throw (error, PKI_ERROR_INVALID_INPUT,
		_ ("a filter has no field \"%s\"; it knows %s (put the word in quotes to search "
		   "for it)"),
		shown, known->str);
}

/* Digits and colons alone, as serial numbers and fingerprints are pasted; NULL for anything else.
 */
static char *hex_of (const char *word)
{
	g_autoptr (GString) hex = g_string_new (NULL);
	for (const char *p = word; *p; p++) {
		if (g_ascii_isxdigit (*p))
			g_string_append_c (hex, g_ascii_tolower (*p));
		else if (*p != ':' || p == word)
			return NULL;
	}
	return hex->len ? g_string_free (g_steal_pointer (&hex), FALSE) : NULL;
}

static gboolean has_upper (const char *word)
{
	for (const char *p = word; *p; p = g_utf8_next_char (p))
		if (g_unichar_isupper (g_utf8_get_char (p)))
			return TRUE;
	return FALSE;
}

static void set_text (PkiTerm *term, const char *word)
{
	term->match_case = has_upper (word);
	term->text = term->match_case ? g_strdup (word) : g_utf8_casefold (word, -1);
	term->size = strlen (term->text);
	term->hex = hex_of (word);
}

static int status_of (const char *word)
{
	for (int i = PKI_STATUS_VALID; i <= PKI_STATUS_REVOKED; i++)
		if (g_ascii_strcasecmp (word, pki_status_name (i)) == 0)
			return i;
	return -1;
}

static gboolean set_status (PkiTerm *term, const char *word, GError **error)
{
	term->status = status_of (word);
	if (term->status >= 0)
		return TRUE;
	g_autofree char *shown = pki_text_printable (word, -1);
	return pki_throw (error, PKI_ERROR_INVALID_INPUT,
		_ ("there is no status \"%s\"; it is one of valid, expiring, expired, "
		   "not-yet-valid, revoked"),
		shown);
}

static gboolean set_type (PkiTerm *term, const char *word, GError **error)
{
	g_autoptr (GString) known = g_string_new (NULL);
	for (int i = 0; i < PKI_OBJECT_N; i++) {
		if (g_ascii_strcasecmp (word, pki_object_type_name (i)) == 0)
			term->types = 1u << i;
		g_string_append_printf (
			known, "%s%s", known->len ? ", " : "", pki_object_type_name (i));
	}
	for (gsize i = 0; i < G_N_ELEMENTS (more_types); i++) {
		if (g_ascii_strcasecmp (word, more_types[i].name) == 0)
			term->types = more_types[i].types;
		g_string_append_printf (known, ", %s", more_types[i].name);
	}
	if (term->types)
		return TRUE;
	g_autofree char *shown = pki_text_printable (word, -1);
	return pki_throw (error, PKI_ERROR_INVALID_INPUT,
		_ ("there is no type \"%s\"; it is one of %s"), shown, known->str);
}

static PkiCompare compare_of (const char **rest)
{
	const char *p = *rest;
	gboolean equal = *p && p[1] == '=';
	*rest += *p ? 1 + equal : 0;
	if (*p == '<')
		return equal ? PKI_COMPARE_LESS_EQUAL : PKI_COMPARE_LESS;
	if (*p == '>')
		return equal ? PKI_COMPARE_MORE_EQUAL : PKI_COMPARE_MORE;
	return *p == '=' ? PKI_COMPARE_EQUAL : PKI_COMPARE_NONE;
}

/* REST stands at the operator: "<30", ">=0". */
static gboolean set_compare (PkiTerm *term, const char *word, const char *rest, GError **error)
{
	term->compare = compare_of (&rest);
	char *end = NULL;
	errno = 0;
	term->number = g_ascii_strtoll (rest, &end, 10);
	/* "30d" as a person writes it. */
	if (term->field == PKI_FIELD_DAYS && end != rest && *end == 'd')
		end++;
	if (term->compare != PKI_COMPARE_NONE && end != rest && !*end && !errno)
		return TRUE;
	g_autofree char *shown = pki_text_printable (word, -1);
	return pki_throw (error, PKI_ERROR_INVALID_INPUT,
		_ ("\"%s\" can't be compared; write for example days<30, days>=0 or key:rsa<3072"),
		shown);
}

static gboolean set_key (PkiTerm *term, const char *value, const char *word, GError **error)
{
	const char *sign = strpbrk (value, "<>=");
	g_autofree char *algorithm =
		sign ? g_strndup (value, (gsize)(sign - value)) : g_strdup (value);
	term->text = pki_record_key_text (algorithm);
	term->size = strlen (term->text);
	return sign ? set_compare (term, word, sign, error) : TRUE;
}

static PkiFilterField field_of (const char *name)
{
	for (int i = PKI_FIELD_NAME; i < PKI_FIELD_N; i++)
		if (g_ascii_strcasecmp (name, field_names[i]) == 0)
			return i;
	return PKI_FIELD_N;
}

static gboolean set_value (PkiTerm *term, const char *value, const char *word, GError **error)
{
	switch (term->field) {
	case PKI_FIELD_TYPE:
		return set_type (term, value, error);
	case PKI_FIELD_STATUS:
		return set_status (term, value, error);
	case PKI_FIELD_KEY:
		return set_key (term, value, word, error);
	case PKI_FIELD_DAYS:
		return set_compare (term, word, value, error);
	default:
		set_text (term, value);
		return TRUE;
	}
}

/* A word as it was typed; PLAIN is the length of its unquoted start, in which alone ':' and '<'
 * have a meaning. */
static PkiTerm *term_new (const char *word, gsize plain, gboolean negate, GError **error)
{
	g_autoptr (PkiTerm) term = g_new0 (PkiTerm, 1);
	term->negate = negate;
	term->status = -1;
	gsize name = strspn (word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_");
	g_autofree char *field = g_strndup (word, name);
	g_autofree char *hex = hex_of (word);
	gboolean colon = name < plain && name > 0 && word[name] == ':' && !hex;
	gboolean days = name < plain && g_ascii_strcasecmp (field, "days") == 0 &&
			strchr ("<>=", word[name]);
	if (!colon && !days) {
		set_text (term, word);
		if (plain == strlen (word))
			term->status = status_of (word);
		return g_steal_pointer (&term);
	}
	term->field = field_of (field);
	if (term->field == PKI_FIELD_N) {
		throw_field (field, error);
		return NULL;
	}
	if (!set_value (term, word + name + (colon ? 1 : 0), word, error))
		return NULL;
	return g_steal_pointer (&term);
}

/* Takes the next word off *rest: blanks end it unless they stand within double quotes. */
static GString *next_word (const char **rest, gsize *plain)
{
	GString *word = g_string_new (NULL);
	gboolean quoted = FALSE;
	const char *p = *rest;
	*plain = G_MAXSIZE;
	for (; *p && (quoted || !g_ascii_isspace (*p)); p++) {
		if (*p == '"') {
			quoted = !quoted;
			*plain = MIN (*plain, word->len);
			continue;
		}
		if (*p == '\\' && quoted && (p[1] == '"' || p[1] == '\\'))
			p++;
		g_string_append_c (word, *p);
	}
	*plain = MIN (*plain, word->len);
	*rest = p;
	return word;
}

PkiFilter *pki_filter_new (const char *text, GError **error)
{
	g_autoptr (PkiFilter) filter = g_new0 (PkiFilter, 1);
	filter->terms = g_ptr_array_new_with_free_func ((GDestroyNotify)term_free);
	g_autofree char *valid = g_utf8_make_valid (text ? text : "", -1);
	const char *rest = valid;
	for (;;) {
		while (g_ascii_isspace (*rest))
			rest++;
		if (!*rest)
			return g_steal_pointer (&filter);
		gboolean negate = *rest == '-' && rest[1] && !g_ascii_isspace (rest[1]);
		rest += negate;
		gsize plain;
		g_autoptr (GString) word = next_word (&rest, &plain);
		if (word->len == 0)
			continue;
		PkiTerm *term = term_new (word->str, plain, negate, error);
		if (!term)
			return NULL;
		g_ptr_array_add (filter->terms, term);
	}
}

void pki_filter_free (PkiFilter *filter)
{
	if (!filter)
		return;
	g_ptr_array_unref (filter->terms);
	g_free (filter);
}

gboolean pki_filter_is_empty (const PkiFilter *filter)
{
	return filter->terms->len == 0;
}

gboolean pki_filter_needs_status (const PkiFilter *filter)
{
	for (guint i = 0; i < filter->terms->len; i++) {
		const PkiTerm *term = g_ptr_array_index (filter->terms, i);
		if (term->status >= 0)
			return TRUE;
	}
	return FALSE;
}
