#include "config.h"

#include "src/x509/describe-private.h"

#include <string.h>

#include "src/base/intl.h"
#include "src/base/time.h"

/* Signed certificate timestamps (RFC 6962 §3.2, §3.3): TLS structures within an OCTET STRING. */

#define LOG_ID_OCTETS 32
#define MOST_STAMPS   64
#define YEAR_10000    G_GINT64_CONSTANT (253402300800) /* beyond which no time is written */

/* SignatureAndHashAlgorithm of TLS 1.2 (RFC 5246 §7.4.1.4.1). */
static const char *const digests[] = { "none", "MD5", "SHA-1", "SHA-224", "SHA-256", "SHA-384",
	"SHA-512" };
static const char *const signatures[] = { "anonymous", "RSA", "DSA", "ECDSA" };

/* The first SIZE octets of *rest; FALSE when there are fewer. */
static gboolean take (PkiSlice *rest, gsize size, PkiSlice *out)
{
	if (rest->size < size)
		return FALSE;
	*out = pki_slice (rest->data, size);
	*rest = pki_slice (rest->data + size, rest->size - size);
	return TRUE;
}

/* A vector with two octets of length. */
static gboolean take_vector (PkiSlice *rest, PkiSlice *out)
{
	PkiSlice length;
	return take (rest, 2, &length) &&
	       take (rest, (gsize)length.data[0] << 8 | length.data[1], out);
}

static char *algorithm_text (PkiSlice pair)
{
	guint digest = pair.data[0], signature = pair.data[1];
	if (digest >= G_N_ELEMENTS (digests) || signature >= G_N_ELEMENTS (signatures))
		return g_strdup_printf ("%u.%u", digest, signature);
	return g_strdup_printf (_ ("%s with %s"), signatures[signature], digests[digest]);
}

/* Milliseconds since 1970, as RFC 3339 with three digits behind the seconds. */
static char *time_text (PkiSlice time)
{
	guint64 milliseconds = 0;
	for (gsize i = 0; i < time.size; i++)
		milliseconds = milliseconds << 8 | time.data[i];
	gint64 seconds = (gint64)(milliseconds / 1000);
	if (seconds >= YEAR_10000)
		return g_strdup (_ ("unreadable"));
	g_autofree char *whole = pki_time_format (seconds);
	return g_strdup_printf (
		"%.*s.%03uZ", (int)strlen (whole) - 1, whole, (guint)(milliseconds % 1000));
}

static gboolean describe_stamp (PkiField *parent, PkiSlice stamp)
{
	PkiSlice version, id, time, extensions, algorithm, signature;
	PkiField *field = pki_field_add (parent, _ ("Timestamp"), NULL);
	field->raw = stamp;
	if (!take (&stamp, 1, &version))
		return FALSE;
	if (version.data[0] != 0) {
		pki_field_print (field, _ ("Version"), "%u", version.data[0] + 1u);
		pki_field_add_hex (field, _ ("Octets"), field->raw);
		return TRUE;
	}
	if (!take (&stamp, LOG_ID_OCTETS, &id) || !take (&stamp, 8, &time) ||
		!take_vector (&stamp, &extensions) || !take (&stamp, 2, &algorithm) ||
		!take_vector (&stamp, &signature))
		return FALSE;
	pki_field_set_value (field, time_text (time));
	pki_field_add_hex (field, _ ("Log"), id);
	pki_field_take (field, _ ("Signature algorithm"), algorithm_text (algorithm));
	if (extensions.size > 0)
		pki_field_add_hex (field, _ ("Extensions"), extensions);
	pki_field_add_hex (field, _ ("Signature"), signature);
	return stamp.size == 0;
}

gboolean pki_describe_timestamps (PkiField *field, PkiSlice value)
{
	PkiDer der = pki_der (value, NULL);
	PkiElement octets;
	PkiSlice list, stamp;
	if (!pki_der_get (&der, PKI_TAG_OCTET_STRING, &octets))
		return FALSE;
	PkiSlice rest = octets.content;
	if (!take_vector (&rest, &list) || list.size == 0 || rest.size > 0)
		return FALSE;
	gulong count = 0;
	for (; list.size > 0; count++) {
		if (!take_vector (&list, &stamp))
			return FALSE;
		if (count < MOST_STAMPS && !describe_stamp (field, stamp))
			return FALSE;
	}
	if (count > MOST_STAMPS)
		pki_field_print (field, _ ("More"), "%lu", count - MOST_STAMPS);
	pki_field_set_value (
		field, g_strdup_printf (ngettext ("logged in public: %lu timestamp",
						"logged in public: %lu timestamps", count),
			       count));
	return TRUE;
}

gboolean pki_describe_poison (PkiField *field, PkiSlice value)
{
	(void)value;
	pki_field_set_value (field,
		g_strdup (_ ("made for certificate transparency logs: not a certificate to use")));
	return TRUE;
}
