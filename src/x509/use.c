#include "config.h"

#include "src/x509/field.h"

#include "src/base/intl.h"

#define MOST_PURPOSES 3 /* told */
#define MOST_READ     100

/* Purposes (RFC 5280 §4.2.1.12 and others) in as few columns as possible. */
static const struct {
	const char *name;
	const char *words;
} purposes[] = {
	{ "serverAuth", N_ ("server") },
	{ "clientAuth", N_ ("client") },
	{ "emailProtection", N_ ("email") },
	{ "codeSigning", N_ ("code signing") },
	{ "timeStamping", N_ ("time stamping") },
	{ "OCSPSigning", N_ ("OCSP") },
	{ "anyExtendedKeyUsage", N_ ("any use") },
};

static const char *purpose_words (const char *name)
{
	for (gsize i = 0; i < G_N_ELEMENTS (purposes); i++)
		if (strcmp (purposes[i].name, name) == 0)
			return _ (purposes[i].words);
	return name;
}

/* Servers first, whatever the order in the certificate, so that equal uses read equal. */
static int compare_purposes (gconstpointer a, gconstpointer b)
{
	gsize rank[2];
	const char *const names[2] = { *(const char *const *)a, *(const char *const *)b };
	for (int side = 0; side < 2; side++)
		for (rank[side] = 0; rank[side] < G_N_ELEMENTS (purposes); rank[side]++)
			if (strcmp (purposes[rank[side]].name, names[side]) == 0)
				break;
	return rank[0] < rank[1] ? -1 : rank[0] > rank[1] ? 1 : strcmp (names[0], names[1]);
}

/* The purposes by name, not more than a hostile list may cost; NULL when there are none. */
static char **purposes_of (const PkiObject *object)
{
	PkiDer walk;
	char *name;
	if (!pki_object_purposes (object, &walk))
		return NULL;
	g_autoptr (GPtrArray) names = g_ptr_array_new ();
	while (names->len < MOST_READ && (name = pki_object_next_purpose (&walk)))
		g_ptr_array_add (names, name);
	g_ptr_array_add (names, NULL);
	return (char **)g_ptr_array_steal (names, NULL);
}

static char *purposes_text (char **names)
{
	guint count = g_strv_length (names);
	g_autoptr (GString) out = g_string_new (NULL);
	qsort (names, count, sizeof *names, compare_purposes);
	for (guint i = 0; i < MIN (count, MOST_PURPOSES); i++) {
		if (i > 0)
			g_string_append (out, " + ");
		g_string_append (out, purpose_words (names[i]));
	}
	if (count > MOST_PURPOSES)
		/* TRANSLATORS: behind three purposes of a certificate: how many more it has. */
		g_string_append_printf (out, _ (" + %u more"), count - MOST_PURPOSES);
	return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Its own issuer: by name, and by key where both identifiers are there. A CA that signs its next
 * key with its old one is its own issuer by name alone. */
static gboolean is_own_issuer (const PkiObject *object)
{
	if (!pki_object_is_self_issued (object))
		return FALSE;
	g_autofree char *own = pki_object_subject_key_id (object);
	g_autofree char *issuer = pki_object_authority_key_id (object);
	return !own || !issuer || strcmp (own, issuer) == 0;
}

static char *ca_words (const PkiObject *object, int path_length)
{
	if (object->type == PKI_OBJECT_CERTIFICATE && is_own_issuer (object))
		return g_strdup (_ ("root CA"));
	if (path_length == 0)
		return g_strdup (_ ("CA, no sub-CAs"));
	if (path_length > 0)
		return g_strdup_printf (
			ngettext ("CA, %d level below", "CA, %d levels below", (gulong)path_length),
			path_length);
	return g_strdup (_ ("CA"));
}

static char *certificate_words (const PkiObject *object)
{
	int path_length;
	if (pki_object_is_ca (object, &path_length))
		return ca_words (object, path_length);
	g_auto (GStrv) names = purposes_of (object);
	if (names && names[0])
		return purposes_text (names);
	gboolean old = object->certificate.version == 1;
	/* Without extensions nothing but the signature by its own key tells a root (as openssl sees
	 * it). */
	if (old && pki_object_is_self_issued (object))
		return g_strdup (_ ("root CA (v1)"));
	return g_strdup (old ? _ ("any use (v1)") : _ ("any use"));
}

static char *request_words (const PkiObject *object)
{
	int path_length;
	if (pki_object_is_ca (object, &path_length)) {
		g_autofree char *ca = ca_words (object, path_length);
		return g_strdup_printf (_ ("request: %s"), ca);
	}
	g_auto (GStrv) names = purposes_of (object);
	if (!names || !names[0])
		return g_strdup (_ ("request"));
	g_autofree char *use = purposes_text (names);
	return g_strdup_printf (_ ("request: %s"), use);
}

static char *key_words (const PkiObject *object)
{
	PkiPublicKey key;
	if (!pki_object_public_key (object, &key))
		return g_strdup (_ ("key"));
	g_autofree char *curve = pki_public_key_curve (&key);
	if (curve && strcmp (curve, "explicit") != 0)
		return g_steal_pointer (&curve);
	return pki_public_key_words (&key);
}

static char *public_key_words (const PkiObject *object)
{
	g_autofree char *key = key_words (object);
	return g_strdup_printf (_ ("public key: %s"), key);
}

char *pki_object_use_words (const PkiObject *object)
{
	switch (object->type) {
	case PKI_OBJECT_CERTIFICATE:
		return certificate_words (object);
	case PKI_OBJECT_REQUEST:
		return request_words (object);
	case PKI_OBJECT_CRL:
		return g_strdup_printf (ngettext ("CRL, %lu entry", "CRL, %lu entries",
						(gulong)object->crl.entries),
			(gulong)object->crl.entries);
	case PKI_OBJECT_PRIVATE_KEY:
		return key_words (object);
	case PKI_OBJECT_PUBLIC_KEY:
		return public_key_words (object);
	case PKI_OBJECT_LOCKED:
		return g_strdup (object->kind ? _ (object->kind) : _ ("locked"));
	case PKI_OBJECT_UNREADABLE:
	case PKI_OBJECT_N:
		break;
	}
	return g_strdup (_ ("unreadable"));
}
