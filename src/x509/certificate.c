#include "config.h"

#include "src/x509/certificate.h"

#include "src/x509/extension.h"
#include "src/x509/key.h"
#include "src/x509/name.h"
#include "src/x509/signed.h"
#include "src/base/time.h"

#define MOST_SERIAL_OCTETS 20 /* RFC 5280 §4.1.2.2 */

static void read_version (PkiDer *tbs, PkiCertificate *out)
{
	PkiDer der;
	PkiElement number;
	gint64 version;
	out->version = 1;
	if (!pki_der_enter (tbs, PKI_TAG_CONSTRUCTED (0), &der))
		return;
	if (!pki_der_get (&der, PKI_TAG_INTEGER, &number) ||
		!pki_der_small_integer (number.content, &version) || version < 0 ||
		version >= G_MAXINT) {
		out->version = 0;
		out->sins |= PKI_SIN_BAD_VERSION;
		return;
	}
	out->version = (int)version + 1;
	if (version < 1 || version > 2)
		out->sins |= PKI_SIN_BAD_VERSION;
}

static gboolean is_proper_serial (PkiSlice serial)
{
	if (serial.size == 0 || serial.size > MOST_SERIAL_OCTETS || serial.data[0] & 0x80)
		return FALSE;
	return serial.data[0] != 0 || (serial.size > 1 && serial.data[1] & 0x80);
}

static void read_serial (PkiDer *tbs, PkiCertificate *out)
{
	PkiElement serial;
	if (pki_der_get (tbs, PKI_TAG_INTEGER, &serial))
		out->serial = serial.content;
	if (!is_proper_serial (out->serial))
		out->sins |= PKI_SIN_BAD_SERIAL;
}

static void read_validity (PkiDer *tbs, const PkiElement *validity, PkiCertificate *out)
{
	PkiDer der = pki_der_inside (tbs, validity);
	PkiElement time;
	out->not_before = out->not_after = PKI_TIME_NONE;
	if (pki_der_next (&der, &time)) {
		out->not_before_octets = time.content;
		out->not_before = pki_der_time (&time, &out->sins);
	}
	if (pki_der_next (&der, &time)) {
		out->not_after_octets = time.content;
		out->not_after = pki_der_time (&time, &out->sins);
	}
	if (out->not_before == PKI_TIME_NONE || out->not_after == PKI_TIME_NONE)
		out->sins |= PKI_SIN_BAD_TIME;
	if (!pki_der_is_end (&der))
		out->sins |= PKI_SIN_TRAILING_BYTES;
}

static void read_extensions (PkiDer *tbs, PkiCertificate *out)
{
	PkiDer der;
	PkiElement list;
	if (!pki_der_enter (tbs, PKI_TAG_CONSTRUCTED (3), &der))
		return;
	if (out->version != 3)
		out->sins |= PKI_SIN_EXTENSIONS_IN_OLD_VERSION;
	if (!pki_der_get (&der, PKI_TAG_SEQUENCE, &list) || list.content.size == 0) {
		out->sins |= PKI_SIN_BAD_EXTENSION;
		return;
	}
	out->extensions = list.content;
	out->sins |= pki_extension_sins (list.content);
}

/* A BIT STRING under the tag [NUMBER]; one that is none is shown as it stands. */
static void read_unique_id (PkiDer *tbs, guint number, PkiCertificate *out, PkiSlice *bits)
{
	PkiElement id;
	if (!pki_der_get (tbs, PKI_TAG_CONTEXT (number), &id) &&
		!pki_der_get (tbs, PKI_TAG_CONSTRUCTED (number), &id))
		return;
	if (!pki_der_bits (id.content, bits, NULL))
		*bits = id.content;
	if (out->version < 2)
		out->sins |= PKI_SIN_UNIQUE_ID_IN_OLD_VERSION;
}

/* The parts that no certificate is without; *tbs is left behind the last of them. */
static gboolean read_frame (PkiSlice der, PkiCertificate *out, PkiDer *tbs, PkiElement *validity)
{
	PkiSigned parts;
	PkiElement algorithm, issuer, subject, spki;
	*out = (PkiCertificate){ 0 };
	if (!pki_signed_parse (der, &out->sins, &parts, tbs))
		return FALSE;
	read_version (tbs, out);
	read_serial (tbs, out);
	if (!pki_der_get (tbs, PKI_TAG_SEQUENCE, &algorithm) ||
		!pki_der_get (tbs, PKI_TAG_SEQUENCE, &issuer) ||
		!pki_der_get (tbs, PKI_TAG_SEQUENCE, validity) ||
		!pki_der_get (tbs, PKI_TAG_SEQUENCE, &subject) ||
		!pki_der_get (tbs, PKI_TAG_SEQUENCE, &spki))
		return FALSE;
	out->der = parts.der;
	out->tbs = parts.signed_part;
	out->inner_algorithm = algorithm.whole;
	out->issuer = issuer.whole;
	out->subject = subject.whole;
	out->spki = spki.whole;
	out->algorithm = parts.algorithm;
	out->signature = parts.signature;
	return TRUE;
}

gboolean pki_certificate_is (PkiSlice der)
{
	PkiCertificate frame;
	PkiDer tbs;
	PkiElement validity;
	return read_frame (der, &frame, &tbs, &validity);
}

gboolean pki_certificate_parse (PkiSlice der, PkiCertificate *out)
{
	PkiDer tbs;
	PkiElement validity;
	PkiPublicKey key;
	if (!read_frame (der, out, &tbs, &validity))
		return FALSE;
	read_validity (&tbs, &validity, out);
	read_unique_id (&tbs, 1, out, &out->issuer_unique_id);
	read_unique_id (&tbs, 2, out, &out->subject_unique_id);
	read_extensions (&tbs, out);
	if (!pki_der_is_end (&tbs))
		out->sins |= PKI_SIN_TRAILING_BYTES;
	if (!pki_slice_equal (out->inner_algorithm, out->algorithm))
		out->sins |= PKI_SIN_ALGORITHM_MISMATCH;
	if (!pki_public_key_parse (out->spki, &key))
		out->sins |= PKI_SIN_BAD_KEY;
	out->sins |= pki_name_sins (out->issuer) | pki_name_sins (out->subject);
	return TRUE;
}
