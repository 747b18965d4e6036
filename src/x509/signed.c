#include "config.h"

#include "src/x509/signed.h"

gboolean pki_signed_parse (PkiSlice bytes, guint32 *sins, PkiSigned *out, PkiDer *inside)
{
	PkiDer der = pki_der (bytes, sins);
	PkiElement whole, part;
	*out = (PkiSigned){ 0 };
	if (!pki_der_peek (&der, PKI_TAG_SEQUENCE) || !pki_der_next_cut (&der, &whole))
		return FALSE;
	out->der = whole.whole;
	if (!pki_der_is_end (&der))
		pki_der_note (&der, PKI_SIN_TRAILING_BYTES);
	der = pki_der_inside (&der, &whole);
	if (!pki_der_get (&der, PKI_TAG_SEQUENCE, &part))
		return FALSE;
	out->signed_part = part.whole;
	*inside = pki_der_inside (&der, &part);
	if (!pki_der_get (&der, PKI_TAG_SEQUENCE, &part)) {
		pki_der_note (&der, PKI_SIN_TRUNCATED);
		return TRUE;
	}
	out->algorithm = part.whole;
	if (!pki_der_peek (&der, PKI_TAG_BIT_STRING) || !pki_der_next_cut (&der, &part) ||
		!pki_der_bits (part.content, &out->signature, NULL))
		pki_der_note (&der, PKI_SIN_TRUNCATED);
	else if (!pki_der_is_end (&der))
		pki_der_note (&der, PKI_SIN_TRAILING_BYTES);
	return TRUE;
}
