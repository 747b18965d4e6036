#include "config.h"

#include "src/ca/name-constraint.h"

#include <arpa/inet.h>
#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/ca/dns-name.h"
#include "src/x509/encode.h"
#include "src/x509/name.h"

static gboolean refuse (GError **error, const char *text, const char *why)
{
	g_autofree char *shown = pki_text_printable (text, -1);
	return pki_throw (error, PKI_ERROR_INVALID_INPUT, "“%s”: %s", shown, why);
}

/* ADDRESS/BITS as octets of an address and how many there are; 0 where it is none. */
static guint read_network (const char *text, guint8 octets[16], guint64 *bits)
{
	const char *slash = strchr (text, '/');
	g_autofree char *address = g_strndup (text, slash ? (gsize)(slash - text) : strlen (text));
	gboolean v6 = strchr (address, ':') != NULL;
	guint size = v6 ? 16 : 4;
	if (inet_pton (v6 ? AF_INET6 : AF_INET, address, octets) != 1)
		return 0;
	*bits = 8 * size;
	if (slash && !g_ascii_string_to_unsigned (slash + 1, 10, 0, 8 * size, bits, NULL))
		return 0;
	return size;
}

static void fill_mask (guint8 *mask, guint size, guint64 bits)
{
	for (guint i = 0; i < size; i++, bits -= MIN (bits, 8))
		mask[i] = bits >= 8 ? 0xff : (guint8)(0xff00 >> bits);
}

static char *parse_network (const char *text, GError **error)
{
	guint8 octets[16], mask[16];
	guint64 bits;
	char address[INET6_ADDRSTRLEN];
	guint size = read_network (text, octets, &bits);
	if (size == 0) {
		refuse (error, text,
			_ ("This is no network. Type one like 10.0.0.0/8 or 2001:db8::/32."));
		return NULL;
	}
	fill_mask (mask, size, bits);
	gboolean loose = FALSE;
	for (guint i = 0; i < size; i++) {
		loose = loose || (octets[i] & ~mask[i]);
		octets[i] &= mask[i];
	}
	inet_ntop (size == 16 ? AF_INET6 : AF_INET, octets, address, sizeof address);
	if (loose) {
		g_autofree char *why =
			g_strdup_printf (_ ("The address has bits beyond the network. Type %s/%u."),
				address, (guint)bits);
		refuse (error, text, why);
		return NULL;
	}
	return g_strdup_printf ("%s/%u", address, (guint)bits);
}

static char *parse_host (const char *text, gboolean dot, GError **error)
{
	if (*text == '.' && !dot) {
		refuse (error, text,
			_ ("Type the domain without the dot: it stands for itself and all below."));
		return NULL;
	}
	if (*text != '.')
		return pki_dns_name_parse (text, FALSE, error);
	g_autofree char *host = pki_dns_name_parse (text + 1, FALSE, error);
	return host ? g_strconcat (".", host, NULL) : NULL;
}

static char *parse_mailbox (const char *text, GError **error)
{
	if (!strchr (text, '@'))
		return parse_host (text, TRUE, error);
	g_autofree char *canonical = pki_alternative_name_parse (PKI_NAME_EMAIL, text, error);
	return canonical ? g_strdup (canonical + strlen ("EMAIL:")) : NULL;
}

static char *parse_value (PkiNameKind kind, const char *text, GError **error)
{
	switch (kind) {
	case PKI_NAME_DNS:
		return parse_host (text, FALSE, error);
	case PKI_NAME_IP:
		return parse_network (text, error);
	case PKI_NAME_EMAIL:
		return parse_mailbox (text, error);
	default:
		if (strstr (text, "://")) {
			refuse (error, text,
				_ ("Type the host alone, like example.org, or .example.org for all "
				   "hosts below it."));
			return NULL;
		}
		return parse_host (text, TRUE, error);
	}
}

char *pki_name_constraint_parse (PkiNameKind kind, const char *text, GError **error)
{
	g_return_val_if_fail (kind < PKI_NAME_KIND_N, NULL);
	g_autofree char *trimmed = g_strstrip (g_strdup (text));
	g_autofree char *value = parse_value (kind, trimmed, error);
	return value ? g_strconcat (pki_name_kind_prefix (kind), ":", value, NULL) : NULL;
}

static gboolean is_address_range (const char *text)
{
	return strchr (text, '/') || g_hostname_is_ip_address (text);
}

/* RFC 5280 has constraints of these kinds, but programs hardly know them. */
static gboolean is_of_another_kind (const char *text)
{
	static const char *const prefixes[] = { "dirname:", "rid:", "other:", "x400:", "edi:" };
	for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
		if (g_ascii_strncasecmp (text, prefixes[i], strlen (prefixes[i])) == 0)
			return TRUE;
	return FALSE;
}

char *pki_name_constraint_parse_any (const char *text, GError **error)
{
	if (is_of_another_kind (text)) {
		refuse (error, text,
			_ ("A CA can be limited to domains, networks, mail addresses and hosts of "
			   "URIs, not to names of this kind. Type one like acme.internal, "
			   "10.0.0.0/8, email:acme.internal or uri:acme.internal."));
		return NULL;
	}
	for (int kind = 0; kind < PKI_NAME_KIND_N; kind++) {
		const char *prefix = pki_name_kind_prefix (kind);
		gsize size = strlen (prefix);
		if (g_ascii_strncasecmp (text, prefix, size) == 0 && text[size] == ':')
			return pki_name_constraint_parse (kind, text + size + 1, error);
	}
	PkiNameKind kind = is_address_range (text) ? PKI_NAME_IP
			   : strchr (text, '@')    ? PKI_NAME_EMAIL
						   : PKI_NAME_DNS;
	return pki_name_constraint_parse (kind, text, error);
}

char *pki_name_constraint_check (const char *text, GError **error)
{
	PkiNameKind kind;
	const char *value;
	if (pki_alternative_name_split (text, &kind, &value))
		return pki_name_constraint_parse (kind, value, error);
	refuse (error, text,
		_ ("Write DNS:, IP:, EMAIL: or URI: before it, like DNS:example.org."));
	return NULL;
}

gboolean pki_name_constraint_encode (GByteArray *out, const char *canonical)
{
	PkiNameKind kind;
	const char *value;
	guint8 octets[32];
	guint64 bits;
	if (!pki_alternative_name_split (canonical, &kind, &value) || !g_str_is_ascii (value))
		return FALSE;
	guint size = kind == PKI_NAME_IP ? read_network (value, octets, &bits) : 0;
	if (kind == PKI_NAME_IP && size == 0)
		return FALSE;
	guint subtree = pki_encode_begin (out, PKI_TAG_SEQUENCE);
	if (kind == PKI_NAME_IP) {
		fill_mask (octets + size, size, bits);
		pki_encode_element (
			out, PKI_TAG_CONTEXT (PKI_GENERAL_NAME_IP), pki_slice (octets, 2 * size));
	} else {
		static const guint8 tags[PKI_NAME_KIND_N] = {
			[PKI_NAME_DNS] = PKI_TAG_CONTEXT (PKI_GENERAL_NAME_DNS),
			[PKI_NAME_EMAIL] = PKI_TAG_CONTEXT (PKI_GENERAL_NAME_EMAIL),
			[PKI_NAME_URI] = PKI_TAG_CONTEXT (PKI_GENERAL_NAME_URI),
		};
		pki_encode_element (out, tags[kind], pki_slice (value, strlen (value)));
	}
	pki_encode_end (out, subtree);
	return TRUE;
}

static gboolean equal_folded (PkiSlice a, PkiSlice b)
{
	return a.size == b.size && (a.size == 0 || g_ascii_strncasecmp ((const char *)a.data,
							   (const char *)b.data, a.size) == 0);
}

static gboolean ends_with (PkiSlice text, PkiSlice end)
{
	return text.size >= end.size &&
	       equal_folded (pki_slice (text.data + text.size - end.size, end.size), end);
}

/* Of a domain and all below; a base that begins with a dot (which OpenSSL takes): below alone. */
static gboolean covers_domain (PkiSlice base, PkiSlice host)
{
	if (base.size == 0 || equal_folded (base, host))
		return TRUE;
	if (!ends_with (host, base) || host.size == base.size)
		return FALSE;
	return base.data[0] == '.' || host.data[host.size - base.size - 1] == '.';
}

/* Of a host, or with a dot in front of the hosts below. */
static gboolean covers_host (PkiSlice base, PkiSlice host)
{
	if (base.size > 0 && base.data[0] == '.')
		return host.size > base.size && ends_with (host, base);
	return base.size == 0 || equal_folded (base, host);
}

static gboolean covers_mailbox (PkiSlice base, PkiSlice mailbox)
{
	const guint8 *at = mailbox.size > 0 ? memrchr (mailbox.data, '@', mailbox.size) : NULL;
	if (!at)
		return FALSE;
	PkiSlice host = pki_slice (at + 1, (gsize)(mailbox.data + mailbox.size - at - 1));
	const guint8 *base_at = base.size > 0 ? memrchr (base.data, '@', base.size) : NULL;
	if (!base_at)
		return covers_host (base, host);
	gsize local = (gsize)(base_at - base.data);
	return local == (gsize)(at - mailbox.data) &&
	       memcmp (base.data, mailbox.data, local) == 0 &&
	       equal_folded (pki_slice (base_at + 1, base.size - local - 1), host);
}

/* NULL where there is none, or an address. */
static char *uri_host (PkiSlice uri)
{
	g_autofree char *text = g_strndup ((const char *)uri.data, uri.size);
	g_autoptr (GUri) parsed = g_uri_parse (text, G_URI_FLAGS_ENCODED, NULL);
	const char *host = parsed ? g_uri_get_host (parsed) : NULL;
	return host && *host && !pki_dns_name_is_address (host) ? g_strdup (host) : NULL;
}

static gboolean covers_uri (PkiSlice base, PkiSlice uri)
{
	g_autofree char *host = uri_host (uri);
	return host && covers_host (base, pki_slice (host, strlen (host)));
}

static gboolean covers_address (PkiSlice base, PkiSlice address)
{
	if (base.size != 2 * address.size)
		return FALSE;
	for (gsize i = 0; i < address.size; i++)
		if ((address.data[i] ^ base.data[i]) & base.data[address.size + i])
			return FALSE;
	return TRUE;
}

/* RFC 5280 §7.1: whether the name begins with all RDNs of the base. */
static gboolean covers_directory (PkiSlice base, PkiSlice name)
{
	PkiDer cursor = pki_der (name, NULL);
	PkiElement rdn;
	if (!pki_der_enter (&cursor, PKI_TAG_SEQUENCE, &cursor))
		return FALSE;
	g_autoptr (GByteArray) start = g_byte_array_new (), rdns = g_byte_array_new ();
	for (;;) {
		g_byte_array_set_size (start, 0);
		pki_encode_element (start, PKI_TAG_SEQUENCE, pki_slice (rdns->data, rdns->len));
		if (pki_name_equal (base, pki_slice (start->data, start->len)))
			return TRUE;
		if (!pki_der_get (&cursor, PKI_TAG_SET, &rdn))
			return FALSE;
		pki_encode_raw (rdns, rdn.whole);
	}
}

gboolean pki_name_constraint_covers (const PkiGeneralName *base, const PkiGeneralName *name)
{
	switch (name->kind) {
	case PKI_GENERAL_NAME_DNS:
		return covers_domain (base->value, name->value);
	case PKI_GENERAL_NAME_EMAIL:
		return covers_mailbox (base->value, name->value);
	case PKI_GENERAL_NAME_URI:
		return covers_uri (base->value, name->value);
	case PKI_GENERAL_NAME_IP:
		return covers_address (base->value, name->value);
	case PKI_GENERAL_NAME_DIRECTORY:
		return covers_directory (base->value, name->value);
	default:
		return TRUE;
	}
}

/* "*.example.org" stands for each name with one label in front of the rest. */
static gboolean stands_for (PkiSlice wildcard, PkiSlice host)
{
	const guint8 *dot = host.size > 0 ? memchr (host.data, '.', host.size) : NULL;
	if (wildcard.size < 2 || wildcard.data[0] != '*' || !dot || dot == host.data)
		return FALSE;
	PkiSlice rest = pki_slice (dot, host.size - (gsize)(dot - host.data));
	return equal_folded (rest, pki_slice (wildcard.data + 1, wildcard.size - 1));
}

gboolean pki_name_constraint_touches (const PkiGeneralName *base, const PkiGeneralName *name)
{
	return pki_name_constraint_covers (base, name) ||
	       (name->kind == PKI_GENERAL_NAME_DNS && stands_for (name->value, base->value));
}

gboolean pki_name_constraint_can_judge (const PkiGeneralName *name)
{
	if (name->kind == PKI_GENERAL_NAME_EMAIL)
		return name->value.size > 0 && memchr (name->value.data, '@', name->value.size);
	g_autofree char *host = name->kind == PKI_GENERAL_NAME_URI ? uri_host (name->value) : NULL;
	return name->kind != PKI_GENERAL_NAME_URI || host;
}
