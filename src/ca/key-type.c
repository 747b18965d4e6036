#include "config.h"

#include "src/ca/key-type.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/x509/oid.h"

typedef struct {
	const char *name;
	const char *title;
	const char *purpose;
	PkiOid curve; /* ECDSA */
	guint bits; /* RSA */
} Row;

static const Row rows[PKI_KEY_TYPE_N] = {
	[PKI_KEY_TYPE_RSA_2048] = { "rsa-2048", "RSA 2048",
		N_ ("Understood by everything, also by what is old; large and slow."),
		PKI_OID_UNKNOWN, 2048 },
	[PKI_KEY_TYPE_RSA_3072] = { "rsa-3072", "RSA 3072",
		N_ ("Understood by everything, strong for many years; large and slow."),
		PKI_OID_UNKNOWN, 3072 },
	[PKI_KEY_TYPE_RSA_4096] = { "rsa-4096", "RSA 4096",
		N_ ("For what lives long and has to be understood by old programs; very slow."),
		PKI_OID_UNKNOWN, 4096 },
	[PKI_KEY_TYPE_ECDSA_P256] = { "ecdsa-p256", "ECDSA P-256",
		N_ ("Small, fast, understood by all of today's programs: the usual choice."),
		PKI_OID_PRIME256V1 },
	[PKI_KEY_TYPE_ECDSA_P384] = { "ecdsa-p384", "ECDSA P-384",
		N_ ("Stronger than P-256 and slower: for CAs that live long."), PKI_OID_SECP384R1 },
	[PKI_KEY_TYPE_ECDSA_P521] = { "ecdsa-p521", "ECDSA P-521",
		N_ ("The strongest ECDSA; some browsers and devices do not know it."),
		PKI_OID_SECP521R1 },
	[PKI_KEY_TYPE_ED25519] = { "ed25519", "Ed25519",
		N_ ("Small and very fast; browsers and older programs do not know it."),
		PKI_OID_UNKNOWN },
	[PKI_KEY_TYPE_ED448] = { "ed448", "Ed448",
		N_ ("Strong and small, but known to few programs (not to those written in Go)."),
		PKI_OID_UNKNOWN },
};

const char *pki_key_type_name (PkiKeyType type)
{
	g_return_val_if_fail (type < PKI_KEY_TYPE_N, "");
	return rows[type].name;
}

const char *pki_key_type_title (PkiKeyType type)
{
	g_return_val_if_fail (type < PKI_KEY_TYPE_N, "");
	return rows[type].title;
}

const char *pki_key_type_purpose (PkiKeyType type)
{
	g_return_val_if_fail (type < PKI_KEY_TYPE_N, "");
	return _ (rows[type].purpose);
}

gboolean pki_key_type_is_rsa (PkiKeyType type)
{
	return type < PKI_KEY_TYPE_N && rows[type].bits > 0;
}

char *pki_key_type_list (guint types)
{
	GString *list = g_string_new (NULL);
	for (guint i = 0; i < PKI_KEY_TYPE_N; i++)
		if (types & 1u << i)
			g_string_append_printf (
				list, "%s%s", list->len > 0 ? ", " : "", rows[i].name);
	return g_string_free (list, FALSE);
}

gboolean pki_key_type_parse (const char *name, PkiKeyType *type, GError **error)
{
	for (guint i = 0; i < PKI_KEY_TYPE_N; i++)
		if (g_ascii_strcasecmp (name, rows[i].name) == 0) {
			*type = i;
			return TRUE;
		}
	g_autofree char *shown = pki_text_printable (name, -1);
	g_autofree char *known = pki_key_type_list (PKI_KEY_TYPES_ALL);
	return pki_throw (error, PKI_ERROR_INVALID_INPUT,
		_ ("There is no key type “%s”. Known are: %s."), shown, known);
}

static gboolean type_of_rsa (guint bits, PkiKeyType *type)
{
	gboolean found = FALSE;
	for (guint i = 0; i < PKI_KEY_TYPE_N; i++)
		if (rows[i].bits > 0 && rows[i].bits <= bits) {
			*type = i;
			found = TRUE;
		}
	return found;
}

static gboolean type_of_curve (const PkiPublicKey *key, PkiKeyType *type)
{
	g_autofree char *curve = pki_public_key_curve (key);
	for (guint i = 0; i < PKI_KEY_TYPE_N; i++)
		if (rows[i].curve != PKI_OID_UNKNOWN &&
			g_strcmp0 (curve, pki_oid_name (rows[i].curve)) == 0) {
			*type = i;
			return TRUE;
		}
	return FALSE;
}

gboolean pki_key_type_of (const PkiPublicKey *key, PkiKeyType *type)
{
	switch (pki_oid_find (key->algorithm)) {
	case PKI_OID_RSA_ENCRYPTION:
		return !pki_public_key_is_hollow (key) &&
		       type_of_rsa (pki_public_key_bits (key), type);
	case PKI_OID_EC_PUBLIC_KEY:
		return type_of_curve (key, type);
	case PKI_OID_ED25519:
		*type = PKI_KEY_TYPE_ED25519;
		return TRUE;
	case PKI_OID_ED448:
		*type = PKI_KEY_TYPE_ED448;
		return TRUE;
	default:
		return FALSE;
	}
}
