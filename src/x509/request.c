#include "config.h"

#include "src/x509/request.h"

#include "src/x509/extension.h"
#include "src/x509/key.h"
#include "src/x509/name.h"
#include "src/x509/signed.h"

/* The content of the extensionRequest attribute (RFC 2985 §5.4.2), or of Microsoft's. */
static void read_attributes (const PkiDer *info, PkiRequest *out)
{
	PkiDer attributes = pki_der (out->attributes, info->sins);
	while (!pki_der_is_end (&attributes)) {
		PkiDer attribute, values;
		PkiElement type, list;
		if (!pki_der_enter (&attributes, PKI_TAG_SEQUENCE, &attribute) ||
			!pki_der_get (&attribute, PKI_TAG_OID, &type)) {
			out->sins |= PKI_SIN_BAD_EXTENSION;
			return;
		}
		if (!pki_oid_is (type.content, PKI_OID_EXTENSION_REQUEST) &&
			!pki_oid_is (type.content, PKI_OID_MS_EXTENSION_REQUEST))
			continue;
		if (!pki_der_enter (&attribute, PKI_TAG_SET, &values) ||
			!pki_der_get (&values, PKI_TAG_SEQUENCE, &list))
			out->sins |= PKI_SIN_BAD_EXTENSION;
		else if (out->extensions.size == 0)
			out->extensions = list.content;
	}
	out->sins |= pki_extension_sins (out->extensions);
}

static void read_version (const PkiElement *number, PkiRequest *out)
{
	gint64 version;
	if (!pki_der_small_integer (number->content, &version) || version < 0 ||
		version >= G_MAXINT) {
		out->sins |= PKI_SIN_BAD_VERSION;
		return;
	}
	out->version = (int)version + 1;
	if (version != 0)
		out->sins |= PKI_SIN_BAD_VERSION;
}

gboolean pki_request_parse (PkiSlice der, PkiRequest *out)
{
	PkiSigned parts;
	PkiDer info;
	PkiElement version, subject, spki, attributes;
	PkiPublicKey key;
	*out = (PkiRequest){ 0 };
	if (!pki_signed_parse (der, &out->sins, &parts, &info) ||
		!pki_der_get (&info, PKI_TAG_INTEGER, &version) ||
		!pki_der_get (&info, PKI_TAG_SEQUENCE, &subject) ||
		!pki_der_get (&info, PKI_TAG_SEQUENCE, &spki))
		return FALSE;
	/* The attributes must be there, but some leave them out where they are empty. */
	if (pki_der_get (&info, PKI_TAG_CONSTRUCTED (0), &attributes))
		out->attributes = attributes.content;
	else if (!pki_der_is_end (&info))
		return FALSE;
	if (!pki_der_is_end (&info))
		out->sins |= PKI_SIN_TRAILING_BYTES;
	out->der = parts.der;
	out->info = parts.signed_part;
	out->subject = subject.whole;
	out->spki = spki.whole;
	out->algorithm = parts.algorithm;
	out->signature = parts.signature;
	read_version (&version, out);
	read_attributes (&info, out);
	if (!pki_public_key_parse (out->spki, &key))
		out->sins |= PKI_SIN_BAD_KEY;
	out->sins |= pki_name_sins (out->subject);
	return TRUE;
}
