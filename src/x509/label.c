#include "config.h"

#include "src/x509/label.h"

#include "src/base/intl.h"

#define PARSED(text, shape)                                                                        \
	{                                                                                          \
		text, shape, PKI_PASSED_OTHER, FALSE                                               \
	}
#define PASSED(text, passed)                                                                       \
	{                                                                                          \
		text, PKI_SHAPE_NONE, passed, FALSE                                                \
	}
#define OPAQUE(text, passed)                                                                       \
	{                                                                                          \
		text, PKI_SHAPE_NONE, passed, TRUE                                                 \
	}

static const PkiLabel labels[] = {
	PARSED ("CERTIFICATE", PKI_SHAPE_CERTIFICATE),
	PARSED ("X509 CERTIFICATE", PKI_SHAPE_CERTIFICATE),
	PARSED ("X.509 CERTIFICATE", PKI_SHAPE_CERTIFICATE),
	PARSED ("TRUSTED CERTIFICATE", PKI_SHAPE_CERTIFICATE),
	PARSED ("CERTIFICATE REQUEST", PKI_SHAPE_REQUEST),
	PARSED ("NEW CERTIFICATE REQUEST", PKI_SHAPE_REQUEST),
	PARSED ("X509 CRL", PKI_SHAPE_CRL),
	PARSED ("CRL", PKI_SHAPE_CRL),
	PARSED ("PKCS7", PKI_SHAPE_PKCS7),
	PARSED ("PKCS #7 SIGNED DATA", PKI_SHAPE_PKCS7),
	PARSED ("CMS", PKI_SHAPE_PKCS7),
	PARSED ("PKCS12", PKI_SHAPE_PKCS12),
	PARSED ("PRIVATE KEY", PKI_SHAPE_PKCS8),
	PARSED ("ANY PRIVATE KEY", PKI_SHAPE_PKCS8),
	PARSED ("ENCRYPTED PRIVATE KEY", PKI_SHAPE_ENCRYPTED_PKCS8),
	PARSED ("RSA PRIVATE KEY", PKI_SHAPE_RSA_KEY),
	PARSED ("EC PRIVATE KEY", PKI_SHAPE_EC_KEY),
	PARSED ("DSA PRIVATE KEY", PKI_SHAPE_DSA_KEY),
	PARSED ("PUBLIC KEY", PKI_SHAPE_PUBLIC_KEY),
	PARSED ("RSA PUBLIC KEY", PKI_SHAPE_RSA_PUBLIC_KEY),
	PASSED ("ATTRIBUTE CERTIFICATE", PKI_PASSED_ATTRIBUTE_CERTIFICATE),
	PASSED ("EC PARAMETERS", PKI_PASSED_PARAMETERS),
	PASSED ("DH PARAMETERS", PKI_PASSED_PARAMETERS),
	PASSED ("X9.42 DH PARAMETERS", PKI_PASSED_PARAMETERS),
	PASSED ("DSA PARAMETERS", PKI_PASSED_PARAMETERS),
	PASSED ("PARAMETERS", PKI_PASSED_PARAMETERS),
	OPAQUE ("OPENSSH PRIVATE KEY", PKI_PASSED_OPENSSH),
	OPAQUE ("OPENSSH PUBLIC KEY", PKI_PASSED_OPENSSH),
	OPAQUE ("SSH SIGNATURE", PKI_PASSED_OPENSSH),
};

static const PkiLabel pgp = OPAQUE ("PGP", PKI_PASSED_PGP);
static const PkiLabel other = PASSED ("", PKI_PASSED_OTHER);

const PkiLabel *pki_label_find (PkiSlice label)
{
	if (label.size > 4 && memcmp (label.data, "PGP ", 4) == 0)
		return &pgp;
	for (gsize i = 0; i < G_N_ELEMENTS (labels); i++) {
		const char *text = labels[i].text;
		if (pki_slice_equal (label, pki_slice (text, strlen (text))))
			return &labels[i];
	}
	return &other;
}

const char *pki_shape_text (PkiShape shape)
{
	switch (shape) {
	case PKI_SHAPE_CERTIFICATE:
		return _ ("a certificate");
	case PKI_SHAPE_REQUEST:
		return _ ("a certificate request");
	case PKI_SHAPE_CRL:
		return _ ("a revocation list");
	case PKI_SHAPE_PUBLIC_KEY:
	case PKI_SHAPE_RSA_PUBLIC_KEY:
		return _ ("a public key");
	case PKI_SHAPE_PKCS7:
		return _ ("a PKCS#7 bundle");
	case PKI_SHAPE_PKCS12:
		return _ ("a PKCS#12 container");
	case PKI_SHAPE_ENCRYPTED_PKCS8:
		return _ ("an encrypted private key");
	default:
		return _ ("a private key");
	}
}
