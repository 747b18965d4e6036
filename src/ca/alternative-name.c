#include "config.h"

#include "src/ca/alternative-name.h"

#include <arpa/inet.h>
#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/ca/dns-name.h"
#include "src/x509/encode.h"
#include "src/x509/general-name.h"

#define LONGEST_TEXT 2048

static const char *const prefixes[PKI_NAME_KIND_N] = { "DNS", "IP", "EMAIL", "URI" };
static const guint8 tags[PKI_NAME_KIND_N] = { PKI_TAG_CONTEXT (PKI_GENERAL_NAME_DNS),
	PKI_TAG_CONTEXT (PKI_GENERAL_NAME_IP), PKI_TAG_CONTEXT (PKI_GENERAL_NAME_EMAIL),
	PKI_TAG_CONTEXT (PKI_GENERAL_NAME_URI) };

const char *pki_name_kind_prefix (PkiNameKind kind)
{
	return prefixes[kind];
}

const char *pki_name_kind_title (PkiNameKind kind)
{
	static const char *const titles[PKI_NAME_KIND_N] = { N_ ("DNS name"), N_ ("IP address"),
		N_ ("mail address"), N_ ("URI") };
	return _ (titles[kind]);
}

static gboolean refuse (GError **error, const char *text, const char *why)
{
	g_autofree char *shown = pki_text_printable (text, -1);
	return pki_throw (error, PKI_ERROR_INVALID_INPUT, "“%s”: %s", shown, why);
}

/* Some programs take one for the IPv4 address, others do not, and name constraints on one kind say
 * nothing of the other. */
static gboolean refuse_mapped (const guint8 octets[16], const char *text, GError **error)
{
	char address[INET_ADDRSTRLEN];
	inet_ntop (AF_INET, octets + 12, address, sizeof address);
	g_autofree char *why = g_strdup_printf (
		_ ("This is an IPv4 address written as one of IPv6: type %s."), address);
	return refuse (error, text, why);
}

static char *parse_ip (const char *text, GError **error)
{
	guint8 octets[16];
	char canonical[INET6_ADDRSTRLEN];
	g_autofree char *bare = g_strdup (text);
	gsize size = strlen (bare);
	if (size > 2 && bare[0] == '[' && bare[size - 1] == ']') {
		bare[size - 1] = '\0';
		memmove (bare, bare + 1, size - 1);
	}
	int family = strchr (bare, ':') ? AF_INET6 : AF_INET;
	if (inet_pton (family, bare, octets) == 1) {
		if (family == AF_INET6 && IN6_IS_ADDR_V4MAPPED (octets)) {
			refuse_mapped (octets, text, error);
			return NULL;
		}
		inet_ntop (family, octets, canonical, sizeof canonical);
		return g_strdup (canonical);
	}
	if (strchr (bare, '/'))
		refuse (error, text, _ ("Type one address without “/”: networks can't be named."));
	else if (strchr (bare, '%'))
		refuse (error, text,
			_ ("Type the address without “%” and the interface behind it."));
	else
		refuse (error, text,
			_ ("This is no IP address such as 10.0.0.11 or 2001:db8::11."));
	return NULL;
}

/* RFC 5280 §4.2.1.6: an addr-spec of RFC 5321 without any decoration. */
static char *parse_email (const char *text, GError **error)
{
	const char *at = strrchr (text, '@');
	if (!at || at == text || at[1] == '\0') {
		refuse (error, text, _ ("Type a mail address like user@example.org."));
		return NULL;
	}
	if (strpbrk (text, "<> ,;\"")) {
		refuse (error, text,
			_ ("Type the bare address like user@example.org, without a name, blanks, "
			   "quotes or brackets."));
		return NULL;
	}
	for (const char *c = text; c < at; c++)
		if ((guchar)*c <= ' ' || (guchar)*c >= 0x7f || strchr ("@()[]\\:", *c)) {
			refuse (error, text,
				_ ("What stands before the “@” may hold ASCII letters, digits and "
				   "common signs alone."));
			return NULL;
		}
	g_autofree char *host = pki_dns_name_parse (at + 1, FALSE, error);
	return host ? g_strdup_printf ("%.*s@%s", (int)(at - text), text, host) : NULL;
}

/* The host of a URI's authority: where it starts and ends. FALSE where there is none. */
static gboolean find_host (const char *uri, const char **start, const char **end)
{
	const char *authority = strstr (uri, "://");
	if (!authority || strcspn (uri, "/?#") < (gsize)(authority - uri))
		return FALSE;
	authority += 3;
	const char *stop = authority + strcspn (authority, "/?#");
	for (const char *at = authority; at < stop; at++)
		if (*at == '@')
			authority = at + 1;
	*start = authority;
	*end = authority;
	if (*authority == '[')
		while (*end < stop && **end != ']')
			(*end)++;
	while (*end < stop && **end != ':')
		(*end)++;
	return TRUE;
}

/* Schemes whose URIs mean nothing without a host. */
static gboolean needs_host (const char *scheme)
{
	return g_str_equal (scheme, "http") || g_str_equal (scheme, "https") ||
	       g_str_equal (scheme, "spiffe");
}

/* RFC 5280 §4.2.1.6: a URI that is absolute, in ASCII. */
static char *parse_uri (const char *text, GError **error)
{
	const char *start, *end;
	g_autofree char *scheme = g_uri_parse_scheme (text);
	g_autofree char *uri = g_strdup (text);
	if (!scheme) {
		refuse (error, text,
			_ ("Type a whole URI, such as http://example.org/ca.crl or "
			   "spiffe://example.org/etcd1."));
		return NULL;
	}
	gboolean has_host = find_host (text, &start, &end) && end > start;
	if (!has_host && needs_host (scheme)) {
		refuse (error, text, _ ("The name of a host is missing behind “//”."));
		return NULL;
	}
	if (has_host && *start != '[') {
		g_autofree char *host = g_strndup (start, (gsize)(end - start));
		g_autofree char *ascii = pki_dns_name_is_address (host)
						 ? g_strdup (host)
						 : pki_dns_name_parse (host, FALSE, error);
		if (!ascii)
			return NULL;
		g_free (uri);
		uri = g_strdup_printf ("%.*s%s%s", (int)(start - text), text, ascii, end);
	}
	for (const char *c = uri; *c; c++)
		if ((guchar)*c <= ' ' || (guchar)*c >= 0x7f || strchr ("\"<>\\^`{|}", *c)) {
			refuse (error, text,
				/* xgettext:no-c-format */
				_ ("A URI is written in ASCII without blanks: write other "
				   "characters "
				   "as % and two hex digits."));
			return NULL;
		}
	if (!g_uri_is_valid (uri, G_URI_FLAGS_NONE, NULL) || uri[strlen (scheme) + 1] == '\0') {
		refuse (error, text,
			_ ("This is no URI, such as http://example.org/ca.crl or "
			   "spiffe://example.org/etcd1."));
		return NULL;
	}
	return g_steal_pointer (&uri);
}

static char *parse_value (PkiNameKind kind, const char *text, GError **error)
{
	switch (kind) {
	case PKI_NAME_DNS:
		return pki_dns_name_parse (text, TRUE, error);
	case PKI_NAME_IP:
		return parse_ip (text, error);
	case PKI_NAME_EMAIL:
		return parse_email (text, error);
	default:
		return parse_uri (text, error);
	}
}

static const char *const no_text[PKI_NAME_KIND_N] = {
	[PKI_NAME_DNS] = N_ ("The DNS name is too long or not UTF-8."),
	[PKI_NAME_IP] = N_ ("The IP address is too long or not UTF-8."),
	[PKI_NAME_EMAIL] = N_ ("The e-mail address is too long or not UTF-8."),
	[PKI_NAME_URI] = N_ ("The URI is too long or not UTF-8."),
};

char *pki_alternative_name_parse (PkiNameKind kind, const char *text, GError **error)
{
	g_return_val_if_fail (kind < PKI_NAME_KIND_N, NULL);
	g_autofree char *trimmed = g_strstrip (g_strdup (text));
	if (strlen (trimmed) > LONGEST_TEXT || !g_utf8_validate (trimmed, -1, NULL)) {
		pki_throw (error, PKI_ERROR_INVALID_INPUT, "%s", _ (no_text[kind]));
		return NULL;
	}
	g_autofree char *value = parse_value (kind, trimmed, error);
	return value ? g_strconcat (prefixes[kind], ":", value, NULL) : NULL;
}

gboolean pki_alternative_name_split (const char *canonical, PkiNameKind *kind, const char **value)
{
	for (guint i = 0; i < PKI_NAME_KIND_N; i++) {
		gsize size = strlen (prefixes[i]);
		if (strncmp (canonical, prefixes[i], size) == 0 && canonical[size] == ':') {
			*kind = i;
			*value = canonical + size + 1;
			return TRUE;
		}
	}
	return FALSE;
}

char *pki_alternative_name_check (const char *text, GError **error)
{
	PkiNameKind kind;
	const char *value;
	if (pki_alternative_name_split (text, &kind, &value))
		return pki_alternative_name_parse (kind, value, error);
	refuse (error, text, _ ("Write DNS:, IP:, EMAIL: or URI: before the name."));
	return NULL;
}

char *pki_alternative_name_show (const char *canonical)
{
	PkiNameKind kind;
	const char *value;
	if (pki_alternative_name_split (canonical, &kind, &value) && kind == PKI_NAME_DNS) {
		g_autofree char *shown = pki_dns_name_show (value);
		return g_strconcat ("DNS:", shown, NULL);
	}
	const char *at = strrchr (canonical, '@');
	if (at && g_str_has_prefix (canonical, "EMAIL:")) {
		g_autofree char *local = pki_text_printable (canonical, at + 1 - canonical);
		g_autofree char *host = pki_dns_name_show (at + 1);
		return g_strconcat (local, host, NULL);
	}
	return pki_text_printable (canonical, -1);
}

gboolean pki_alternative_name_encode (GByteArray *out, const char *canonical)
{
	PkiNameKind kind;
	const char *value;
	guint8 octets[16];
	if (!pki_alternative_name_split (canonical, &kind, &value) || !g_str_is_ascii (value))
		return FALSE;
	PkiSlice content = pki_slice (value, strlen (value));
	if (kind == PKI_NAME_IP) {
		gboolean v6 = strchr (value, ':') != NULL;
		if (inet_pton (v6 ? AF_INET6 : AF_INET, value, octets) != 1)
			return FALSE;
		content = pki_slice (octets, v6 ? 16 : 4);
	}
	pki_encode_element (out, tags[kind], content);
	return TRUE;
}
