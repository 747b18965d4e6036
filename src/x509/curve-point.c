#include "config.h"

#include "src/x509/curve-point.h"

#include <gmp.h>
#include <nettle/ecc-curve.h>
#include <nettle/ecc.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/secret.h"
#include "src/x509/oid.h"

#define FIELD_OCTETS_MOST 66

static const struct ecc_curve *find_curve (PkiSlice oid, gsize *octets)
{
	*octets = (pki_oid_curve_bits (pki_oid_find (oid)) + 7) / 8;
	switch (pki_oid_find (oid)) {
	case PKI_OID_PRIME192V1:
		return nettle_get_secp_192r1 ();
	case PKI_OID_SECP224R1:
		return nettle_get_secp_224r1 ();
	case PKI_OID_PRIME256V1:
		return nettle_get_secp_256r1 ();
	case PKI_OID_SECP384R1:
		return nettle_get_secp_384r1 ();
	case PKI_OID_SECP521R1:
		return nettle_get_secp_521r1 ();
	default:
		return NULL;
	}
}

static void put_number (guint8 *out, gsize size, const mpz_t number)
{
	gsize used = (mpz_sizeinbase (number, 2) + 7) / 8;
	memset (out, 0, size);
	if (used <= size)
		mpz_export (out + size - used, NULL, 1, 1, 1, 0, number);
}

static gboolean set_scalar (struct ecc_scalar *scalar, PkiSlice bytes)
{
	mpz_t number;
	mpz_init2 (number, FIELD_OCTETS_MOST * 8 + GMP_NUMB_BITS);
	mpz_import (number, bytes.size, 1, 1, 1, 0, bytes.data);
	gboolean ok = ecc_scalar_set (scalar, number);
	gsize limbs = mpz_size (number);
	pki_wipe (mpz_limbs_modify (number, (mp_size_t)limbs), limbs * sizeof (mp_limb_t));
	mpz_clear (number);
	return ok;
}

static GBytes *multiply (const struct ecc_curve *curve, const struct ecc_scalar *scalar, gsize size)
{
	struct ecc_point point;
	mpz_t x, y;
	guint8 out[1 + 2 * FIELD_OCTETS_MOST] = { 0x04 };
	ecc_point_init (&point, curve);
	mpz_inits (x, y, NULL);
	ecc_point_mul_g (&point, scalar);
	ecc_point_get (&point, x, y);
	put_number (out + 1, size, x);
	put_number (out + 1 + size, size, y);
	mpz_clears (x, y, NULL);
	ecc_point_clear (&point);
	return g_bytes_new (out, 1 + 2 * size);
}

GBytes *pki_curve_point (PkiSlice curve, PkiSlice scalar, GError **error)
{
	gsize octets;
	const struct ecc_curve *known = find_curve (curve, &octets);
	if (!known) {
		g_autofree char *label = pki_oid_label (curve);
		pki_throw (error, PKI_ERROR_UNSUPPORTED,
			_ ("The key leaves out its public half, which can't be worked out for the "
			   "curve %s."),
			label);
		return NULL;
	}
	while (scalar.size > octets && scalar.data[0] == 0) {
		scalar.data++;
		scalar.size--;
	}
	struct ecc_scalar number;
	GBytes *point = NULL;
	ecc_scalar_init (&number, known);
	if (scalar.size > 0 && scalar.size <= octets && set_scalar (&number, scalar))
		point = multiply (known, &number, octets);
	else
		pki_throw (error, PKI_ERROR_PARSE,
			_ ("The private number of the key is not in the range of its curve."));
	ecc_scalar_clear (&number);
	return point;
}
