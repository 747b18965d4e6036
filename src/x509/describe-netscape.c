#include "config.h"

#include "src/x509/describe-private.h"

#include "src/base/intl.h"

/* Netscape's own kind of key purposes, by bit. */
static const char *const types[] = {
	N_ ("TLS client"),
	N_ ("TLS server"),
	N_ ("mail"),
	N_ ("code signing"),
	NULL,
	N_ ("CA for TLS"),
	N_ ("CA for mail"),
	N_ ("CA for code signing"),
};

gboolean pki_describe_netscape_type (PkiField *field, PkiSlice value)
{
	PkiDer der = pki_der (value, NULL);
	PkiElement bits;
	if (!pki_der_get (&der, PKI_TAG_BIT_STRING, &bits))
		return FALSE;
	char *text = pki_describe_bits (bits.content, types, G_N_ELEMENTS (types));
	if (text)
		pki_field_set_value (field, text);
	return text != NULL;
}
