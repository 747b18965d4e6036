#include "config.h"

#include "src/ca/dns-name.h"

#include <arpa/inet.h>
#include <gnutls/gnutls.h>
#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"

#define LONGEST_NAME  253
#define LONGEST_LABEL 63

gboolean pki_dns_name_is_address (const char *text)
{
	guint8 octets[16];
	return inet_pton (AF_INET, text, octets) == 1 || inet_pton (AF_INET6, text, octets) == 1;
}

static gboolean refuse (GError **error, const char *host, const char *why)
{
	g_autofree char *shown = pki_text_printable (host, -1);
	return pki_throw (error, PKI_ERROR_INVALID_INPUT, "“%s”: %s", shown, why);
}

/* What people paste instead of a host name. */
static gboolean check_look (const char *host, GError **error)
{
	if (*host == '\0')
		return refuse (
			error, host, _ ("The name is empty. Type one like etcd1.example.org."));
	if (pki_dns_name_is_address (host))
		return refuse (error, host,
			_ ("This is an IP address, not a DNS name: give it as an IP address."));
	if (strstr (host, "://"))
		return refuse (error, host,
			_ ("This is a URI: type the host name alone, or give it as a URI."));
	if (strchr (host, '@'))
		return refuse (error, host,
			_ ("This is a mail address: give it as one, or type the host name alone."));
	const char *colon = strrchr (host, ':');
	if (colon && colon[1 + strspn (colon + 1, "0123456789")] == '\0')
		return refuse (error, host, _ ("Certificates hold no ports: type the name alone."));
	if (colon)
		return refuse (error, host, _ ("A DNS name has no “:”: type the host name alone."));
	if (strchr (host, '/'))
		return refuse (error, host, _ ("A DNS name has no “/”: type the host name alone."));
	return TRUE;
}

static gboolean check_label (const char *host, const char *label, gsize size, GError **error)
{
	if (size == 0)
		return refuse (error, host, _ ("There is a dot too many."));
	if (size > LONGEST_LABEL)
		return refuse (error, host,
			_ ("A part between two dots has more than 63 characters, more than DNS "
			   "allows."));
	if (label[0] == '-' || label[size - 1] == '-')
		return refuse (error, host, _ ("No part may begin or end with “-”."));
	for (gsize i = 0; i < size; i++)
		if (label[i] == '*')
			return refuse (error, host,
				_ ("A “*” may only stand alone, as the first part: "
				   "*.example.org."));
		else if (!g_ascii_isalnum (label[i]) && label[i] != '-' && label[i] != '_')
			return refuse (error, host,
				_ ("A DNS name has letters, digits, “-” and “_” between its "
				   "dots."));
	return TRUE;
}

static gboolean is_number (const char *label)
{
	return *label && strspn (label, "0123456789") == strlen (label);
}

static gboolean check_ascii (const char *host, const char *ascii, GError **error)
{
	const char *last = strrchr (ascii, '.');
	if (strlen (ascii) > LONGEST_NAME)
		return refuse (
			error, host, _ ("The name is longer than the 253 characters of DNS."));
	if (is_number (last ? last + 1 : ascii))
		return refuse (error, host,
			_ ("The last part is a number, so this looks like an IP address that is "
			   "not complete. Type four numbers for an address, or a name."));
	for (const char *label = ascii;; label++) {
		gsize size = strcspn (label, ".");
		if (!check_label (host, label, size, error))
			return FALSE;
		label += size;
		if (*label == '\0')
			return TRUE;
	}
}

static char *to_ascii (const char *host, const char *name, GError **error)
{
	gnutls_datum_t out = { 0 };
	if (!g_utf8_validate (name, -1, NULL)) {
		refuse (error, host, _ ("The name is not UTF-8."));
		return NULL;
	}
	if (g_str_is_ascii (name))
		return g_ascii_strdown (name, -1);
	int code = gnutls_idna_map (name, (guint)strlen (name), &out, 0);
	if (code < 0) {
		refuse (error, host,
			_ ("The international name can't be written for DNS (IDNA): there is a "
			   "character in it that is not allowed in names."));
		return NULL;
	}
	char *ascii = g_ascii_strdown ((const char *)out.data, out.size);
	gnutls_free (out.data);
	return ascii;
}

char *pki_dns_name_parse (const char *host, gboolean wildcard, GError **error)
{
	if (!check_look (host, error))
		return NULL;
	gboolean star = host[0] == '*' && (host[1] == '.' || host[1] == '\0');
	if (star && !wildcard) {
		refuse (error, host, _ ("No “*” may stand here: type the name without it."));
		return NULL;
	}
	if (star && host[1] == '\0') {
		refuse (error, host,
			_ ("A “*” needs the domain it stands in front of: *.example.org."));
		return NULL;
	}
	g_autofree char *bare = g_strdup (star ? host + 2 : host);
	gsize size = strlen (bare);
	if (size > 1 && bare[size - 1] == '.')
		bare[size - 1] = '\0';
	g_autofree char *ascii = to_ascii (host, bare, error);
	if (!ascii || !check_ascii (host, ascii, error))
		return NULL;
	return star ? g_strconcat ("*.", ascii, NULL) : g_steal_pointer (&ascii);
}

char *pki_dns_name_show (const char *ascii)
{
	gnutls_datum_t out = { 0 };
	gboolean star = g_str_has_prefix (ascii, "*.");
	const char *bare = star ? ascii + 2 : ascii;
	if (!strstr (ascii, "xn--") ||
		gnutls_idna_reverse_map (bare, (guint)strlen (bare), &out, 0) < 0)
		return pki_text_printable (ascii, -1);
	g_autofree char *unicode = pki_text_printable ((const char *)out.data, out.size);
	g_autofree char *shown = pki_text_printable (ascii, -1);
	gnutls_free (out.data);
	if (g_str_equal (unicode, bare))
		return g_steal_pointer (&shown);
	return g_strdup_printf ("%s%s (%s)", star ? "*." : "", unicode, shown);
}
