#include "config.h"

#include "src/x509/describe-private.h"

#include "src/base/intl.h"
#include "src/base/time.h"

/* Signed certificate timestamps (RFC 6962 §3.2, §3.3): TLS structures within an OCTET STRING. */

#define LOG_ID_OCTETS 32
#define MOST_STAMPS   64

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

static gboolean describe_stamp (PkiField *parent, PkiSlice stamp)
{
	PkiSlice version, id, time, extensions, algorithm, signature;
	PkiField *field = pki_field_add (parent, _ ("Timestamp"), NULL);
	field->raw = stamp;
	if (!take (&stamp, 1, &version))
		return FALSE;
	if (version.data[0] != 0) {
		pki_field_print (field, _ ("Version"), "%u", version.data[0] + 1u);
		return TRUE;
	}
	if (!take (&stamp, LOG_ID_OCTETS, &id) || !take (&stamp, 8, &time) ||
		!take_vector (&stamp, &extensions) || !take (&stamp, 2, &algorithm) ||
		!take_vector (&stamp, &signature))
		return FALSE;
	guint64 milliseconds = 0;
	for (gsize i = 0; i < time.size; i++)
		milliseconds = milliseconds << 8 | time.data[i];
	gint64 seconds = (gint64)(milliseconds / 1000);
	/* The end of the year 9999, beyond which times are not written. */
	pki_field_set_value (field, seconds < G_GINT64_CONSTANT (253402300800)
					    ? pki_time_format (seconds)
					    : g_strdup (_ ("unreadable")));
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
	if (!take_vector (&rest, &list) || rest.size > 0)
		return FALSE;
	gulong count = 0;
	for (; list.size > 0; count++) {
		if (!take_vector (&list, &stamp))
			return FALSE;
		if (count < MOST_STAMPS && !describe_stamp (field, stamp))
			return FALSE;
	}
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
