#include "config.h"

#include "src/store/claim.h"

#include <string.h>

#include "src/base/intl.h"
#include "src/base/text.h"

#define DIGEST_PREFIX "sha256:"

static void set (PkiClaim *claim, const char *key, const char *value)
{
	const struct {
		const char *key;
		const char **field;
	} fields[] = {
		{ "Pki-Authority", &claim->authority },
		{ "Pki-Name", &claim->name },
		{ "Pki-Profile", &claim->profile },
		{ "Pki-Certificate", &claim->certificate },
		{ "Pki-Serial", &claim->serial },
		{ "Pki-Not-After", &claim->not_after },
	};
	for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
		if (g_ascii_strcasecmp (key, fields[i].key) == 0)
			*fields[i].field = value;
	if (claim->certificate == value && g_str_has_prefix (value, DIGEST_PREFIX))
		claim->certificate = value + strlen (DIGEST_PREFIX);
}

GArray *pki_claims_read (const PkiRevision *revision)
{
	GArray *claims = g_array_new (FALSE, TRUE, sizeof (PkiClaim));
	for (guint i = 0; i < revision->trailers->len; i++) {
		const PkiTrailer *trailer = &g_array_index (revision->trailers, PkiTrailer, i);
		if (g_ascii_strcasecmp (trailer->key, "Pki-Action") == 0) {
			const PkiClaim claim = { .action = trailer->value };
			g_array_append_val (claims, claim);
		} else if (claims->len) {
			set (&g_array_index (claims, PkiClaim, claims->len - 1), trailer->key,
				trailer->value);
		}
	}
	return claims;
}

gboolean pki_action_makes_certificate (const char *action)
{
	static const char *const made[] = { "create-ca", "issue", "sign", "renew", "rekey", NULL };
	return g_strv_contains (made, action);
}

char *pki_action_word (const char *action)
{
	static const struct {
		const char *action, *word;
	} words[] = {
		{ "init", N_ ("create store") },
		{ "create-ca", N_ ("create CA") },
		{ "request", N_ ("request") },
		{ "issue", N_ ("issue") },
		{ "sign", N_ ("sign") },
		{ "renew", N_ ("renew") },
		{ "rekey", N_ ("rekey") },
		{ "revoke", N_ ("revoke") },
		{ "release", N_ ("release") },
		{ "crl", N_ ("CRL") },
		{ "passphrase", N_ ("passphrase") },
		{ "import", N_ ("import") },
		{ "remove", N_ ("remove") },
		{ "settings", N_ ("settings") },
		{ "undo", N_ ("undo") },
		{ "merge", N_ ("merge") },
	};
	for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
		if (g_str_equal (words[i].action, action))
			return g_strdup (_ (words[i].word));
	return pki_text_printable (action, -1);
}
