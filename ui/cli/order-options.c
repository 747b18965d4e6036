#include "config.h"

#include "ui/cli/order-options.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/ca/name-constraint.h"
#include "src/store/profiles.h"

#define MOST_DAYS (9999 * 366)

void cli_order_options_init (CliOrderOptions *options)
{
	*options = (CliOrderOptions){ 0 };
}

void cli_order_options_clear (CliOrderOptions *options)
{
	g_free (options->profile);
	g_free (options->key);
	g_free (options->subject);
	g_free (options->not_before);
	g_free (options->not_after);
	g_free (options->days);
	g_free (options->path_length);
	g_strfreev (options->dns);
	g_strfreev (options->ips);
	g_strfreev (options->emails);
	g_strfreev (options->uris);
	g_strfreev (options->permitted);
	g_strfreev (options->excluded);
	g_strfreev (options->crl_urls);
	g_strfreev (options->issuer_urls);
	g_strfreev (options->ocsp_urls);
}

static void add_leaf_entries (CliOrderOptions *options, GArray *entries)
{
	const GOptionEntry leaf[] = {
		{ "suggested", 0, 0, G_OPTION_ARG_NONE, &options->suggested,
			N_ ("Add the names that the profile suggests"), NULL },
		{ "dns", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->dns,
			N_ ("A DNS name; may be repeated, or several with commas"), N_ ("NAME") },
		{ "ip", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->ips,
			N_ ("An IP address, likewise"), N_ ("ADDRESS") },
		{ "email", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->emails,
			N_ ("An email address, likewise"), N_ ("ADDRESS") },
		{ "uri", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->uris, N_ ("A URI, likewise"),
			N_ ("URI") },
	};
	g_array_append_vals (entries, leaf, G_N_ELEMENTS (leaf));
}

static void add_authority_entries (CliOrderOptions *options, GArray *entries)
{
	const GOptionEntry authority[] = {
		{ "path-length", 0, 0, G_OPTION_ARG_STRING, &options->path_length,
			N_ ("How many CAs there may be below it, one under the other"), N_ ("N") },
		{ "permit", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->permitted,
			N_ ("Names it may sign: example.org, 10.0.0.0/8, email:example.org, "
			    "uri:example.org; may be repeated"),
			N_ ("NAMES") },
		{ "exclude", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->excluded,
			N_ ("Names it may not sign, likewise"), N_ ("NAMES") },
		{ "crl-url", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->crl_urls,
			N_ ("Where its revocation list will be found; stands in what it signs"),
			N_ ("URL") },
		{ "issuer-url", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->issuer_urls,
			N_ ("Where its certificate will be found; stands in what it signs"),
			N_ ("URL") },
		{ "ocsp-url", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->ocsp_urls,
			N_ ("Where its OCSP responder is; stands in what it signs"), N_ ("URL") },
	};
	g_array_append_vals (entries, authority, G_N_ELEMENTS (authority));
}

void cli_order_options_add_entries (CliOrderOptions *options, CliOrderKind kind, GArray *entries)
{
	const GOptionEntry common[] = {
		{ "profile", 'p', 0, G_OPTION_ARG_STRING, &options->profile,
			N_ ("What it is for; 'pkitty profiles' lists them"), N_ ("PROFILE") },
		{ "key", 'k', 0, G_OPTION_ARG_STRING, &options->key,
			N_ ("Kind of key: rsa-2048, rsa-3072, rsa-4096, ecdsa-p256, ecdsa-p384, "
			    "ecdsa-p521, ed25519, ed448; for a CA also a PKCS#11 URI"),
			N_ ("KEY") },
		{ "subject", 's', 0, G_OPTION_ARG_FILENAME, &options->subject,
			N_ ("The whole subject (RFC 4514): 'CN=etcd1, O=Acme, C=DE'"), N_ ("DN") },
		{ "days", 'd', 0, G_OPTION_ARG_STRING, &options->days, N_ ("Lifetime in days"),
			N_ ("N") },
		{ "not-after", 0, 0, G_OPTION_ARG_STRING, &options->not_after,
			N_ ("Its end (RFC 3339), instead of a lifetime"), N_ ("TIME") },
		{ "not-before", 0, 0, G_OPTION_ARG_STRING, &options->not_before,
			N_ ("Its beginning; five minutes ago unless said"), N_ ("TIME") },
	};
	g_array_append_vals (entries, common, G_N_ELEMENTS (common));
	if (kind == CLI_ORDER_LEAF)
		add_leaf_entries (options, entries);
	else
		add_authority_entries (options, entries);
}

/* A comma ends a URI only where another one begins behind it: it may have commas of its own. */
static char **split_uris (const char *text)
{
	return g_regex_split_simple (
		",(?=\\s*(?:[A-Za-z][A-Za-z0-9+.-]*://|urn:))", text, G_REGEX_DEFAULT, 0);
}

static gboolean add_names (
	GPtrArray *names, PkiNameKind kind, const char *option, char **values, GError **error)
{
	for (; values && *values; values++) {
		g_auto (GStrv) parts =
			kind == PKI_NAME_URI ? split_uris (*values) : g_strsplit (*values, ",", -1);
		for (char **part = parts; *part; part++) {
			char *name = pki_alternative_name_parse (kind, g_strstrip (*part), error);
			if (!name) {
				g_prefix_error (error, "%s: ", option);
				return FALSE;
			}
			g_ptr_array_add (names, name);
		}
	}
	return TRUE;
}

static gboolean add_constraints (GPtrArray *list, const char *option, char **values, GError **error)
{
	for (; values && *values; values++) {
		g_auto (GStrv) parts = g_strsplit (*values, ",", -1);
		for (char **part = parts; *part; part++) {
			char *constraint =
				pki_name_constraint_parse_any (g_strstrip (*part), error);
			if (!constraint) {
				g_prefix_error (error, "%s: ", option);
				return FALSE;
			}
			g_ptr_array_add (list, constraint);
		}
	}
	return TRUE;
}

static gboolean add_urls (GPtrArray *list, const char *option, char **values, GError **error)
{
	for (; values && *values; values++) {
		g_autofree char *shown = pki_text_printable (*values, -1);
		g_autofree char *canonical =
			pki_alternative_name_parse (PKI_NAME_URI, *values, NULL);
		const char *url;
		PkiNameKind kind;
		if (!canonical || !pki_alternative_name_split (canonical, &kind, &url))
			return pki_throw (error, PKI_ERROR_INVALID_INPUT,
				_ ("%s: \"%s\" is no URL such as http://crl.example.org/ca.crl"),
				option, shown);
		g_ptr_array_add (list, g_strdup (url));
	}
	return TRUE;
}

static gboolean set_time (const char *option, const char *text, gint64 *time, GError **error)
{
	if (!text || pki_time_parse (text, time, error))
		return TRUE;
	g_prefix_error (error, "%s: ", option);
	return FALSE;
}

/* GLib reads 010 as eight, and can't tell an option that is not given from its value. */
static gboolean set_number (
	const char *option, const char *text, int least, int most, int *number, GError **error)
{
	gint64 value;
	if (!text)
		return TRUE;
	if (!g_ascii_string_to_signed (text, 10, least, most, &value, NULL))
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("%s: it is a number from %d to %d"), option, least, most);
	*number = (int)value;
	return TRUE;
}

static gboolean set_validity (const CliOrderOptions *options, PkiOrder *order, GError **error)
{
	if (options->days && options->not_after)
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("--days and --not-after exclude each other"));
	return set_number ("--days", options->days, 1, MOST_DAYS, &order->days, error) &&
	       set_time ("--not-before", options->not_before, &order->not_before, error) &&
	       set_time ("--not-after", options->not_after, &order->not_after, error);
}

static gboolean set_key (const CliOrderOptions *options, PkiWish *wish, GError **error)
{
	if (!options->key)
		return TRUE;
	if (g_str_has_prefix (options->key, "pkcs11:")) {
		if (!wish->order->profile->ca)
			return pki_throw (error, PKI_ERROR_UNSUPPORTED,
				_ ("--key: only the key of a CA can be in a token"));
		wish->token = g_strdup (options->key);
		return TRUE;
	}
	wish->order->has_key_type = TRUE;
	if (pki_key_type_parse (options->key, &wish->order->key_type, error))
		return TRUE;
	g_prefix_error (error, "--key: ");
	return FALSE;
}

/* Options are taken as bytes, so that names can be given in any locale. */
static gboolean check_text (const char *option, const char *text, GError **error)
{
	if (!text || g_utf8_validate (text, -1, NULL))
		return TRUE;
	return pki_throw (error, PKI_ERROR_INVALID_INPUT, _ ("%s: it is no UTF-8 text"), option);
}

static gboolean fill (const CliOrderOptions *options, PkiWish *wish, GError **error)
{
	PkiOrder *order = wish->order;
	if (!check_text ("--subject", options->subject, error))
		return FALSE;
	order->subject = g_strdup (options->subject);
	order->suggested = options->suggested;
	order->path_length = -1;
	GPtrArray *names = order->alternative_names;
	return set_number ("--path-length", options->path_length, 0, G_MAXINT, &order->path_length,
		       error) &&
	       add_names (names, PKI_NAME_DNS, "--dns", options->dns, error) &&
	       add_names (names, PKI_NAME_IP, "--ip", options->ips, error) &&
	       add_names (names, PKI_NAME_EMAIL, "--email", options->emails, error) &&
	       add_names (names, PKI_NAME_URI, "--uri", options->uris, error) &&
	       add_constraints (order->permitted, "--permit", options->permitted, error) &&
	       add_constraints (order->excluded, "--exclude", options->excluded, error) &&
	       add_urls (order->crl_urls, "--crl-url", options->crl_urls, error) &&
	       add_urls (order->issuer_urls, "--issuer-url", options->issuer_urls, error) &&
	       add_urls (order->ocsp_urls, "--ocsp-url", options->ocsp_urls, error) &&
	       set_validity (options, order, error) && set_key (options, wish, error);
}

PkiWish *cli_order_options_wish (const CliOrderOptions *options, const char *directory,
	const char *name, const char *otherwise, GError **error)
{
	const char *profile_name = options->profile ? options->profile : otherwise;
	if (!profile_name) {
		pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("it needs to be told what it is for: --profile\nWhat there is: %s "
			   "profiles"),
			PACKAGE);
		return NULL;
	}
	g_autoptr (PkiProfile) profile = pki_profiles_find (directory, profile_name, error);
	if (!profile)
		return NULL;
	g_autoptr (PkiWish) wish = pki_wish_new (profile, name);
	return fill (options, wish, error) ? g_steal_pointer (&wish) : NULL;
}
