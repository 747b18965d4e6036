#include "config.h"

#include "src/x509/crl.h"

#include "src/x509/extension.h"
#include "src/x509/name.h"
#include "src/x509/signed.h"
#include "src/base/hex.h"
#include "src/base/time.h"

#define MOST_REASON 255

static gboolean is_time (const PkiDer *der)
{
	return pki_der_peek (der, PKI_TAG_UTC_TIME) || pki_der_peek (der, PKI_TAG_GENERALIZED_TIME);
}

static void read_version (PkiDer *tbs, PkiCrl *out)
{
	PkiElement number;
	gint64 version;
	out->version = 1;
	if (!pki_der_get (tbs, PKI_TAG_INTEGER, &number))
		return;
	gboolean read = pki_der_small_integer (number.content, &version) && version >= 0 &&
			version < G_MAXINT;
	out->version = read ? (int)version + 1 : 0;
	if (out->version != 2)
		out->sins |= PKI_SIN_BAD_VERSION;
}

static void count_entries (PkiDer *tbs, PkiCrl *out)
{
	PkiElement revoked;
	if (!pki_der_get (tbs, PKI_TAG_SEQUENCE, &revoked))
		return;
	out->revoked = revoked.content;
	PkiDer der = pki_der_inside (tbs, &revoked);
	while (pki_der_get (&der, PKI_TAG_SEQUENCE, NULL))
		out->entries++;
	if (!pki_der_is_end (&der))
		out->sins |= PKI_SIN_TRAILING_BYTES;
}

static void read_extensions (PkiDer *tbs, PkiCrl *out)
{
	PkiDer der;
	PkiElement list;
	if (!pki_der_enter (tbs, PKI_TAG_CONSTRUCTED (0), &der))
		return;
	if (out->version == 1)
		out->sins |= PKI_SIN_EXTENSIONS_IN_OLD_VERSION;
	if (!pki_der_get (&der, PKI_TAG_SEQUENCE, &list)) {
		out->sins |= PKI_SIN_BAD_EXTENSION;
		return;
	}
	out->extensions = list.content;
	out->sins |= pki_extension_sins (list.content);
}

gboolean pki_crl_parse (PkiSlice der, PkiCrl *out)
{
	PkiSigned parts;
	PkiDer tbs;
	PkiElement algorithm, issuer, time;
	*out = (PkiCrl){ .next_update = PKI_TIME_NONE };
	if (!pki_signed_parse (der, &out->sins, &parts, &tbs))
		return FALSE;
	read_version (&tbs, out);
	if (!pki_der_get (&tbs, PKI_TAG_SEQUENCE, &algorithm) ||
		!pki_der_get (&tbs, PKI_TAG_SEQUENCE, &issuer) || !is_time (&tbs) ||
		!pki_der_next (&tbs, &time))
		return FALSE;
	out->this_update = pki_der_time (&time, &out->sins);
	out->this_update_octets = time.content;
	if (is_time (&tbs) && pki_der_next (&tbs, &time)) {
		out->next_update = pki_der_time (&time, &out->sins);
		out->next_update_octets = time.content;
	}
	out->der = parts.der;
	out->tbs = parts.signed_part;
	out->inner_algorithm = algorithm.whole;
	out->issuer = issuer.whole;
	out->algorithm = parts.algorithm;
	out->signature = parts.signature;
	count_entries (&tbs, out);
	read_extensions (&tbs, out);
	if (!pki_der_is_end (&tbs))
		out->sins |= PKI_SIN_TRAILING_BYTES;
	if (!pki_slice_equal (out->inner_algorithm, out->algorithm))
		out->sins |= PKI_SIN_ALGORITHM_MISMATCH;
	out->sins |= pki_name_sins (out->issuer);
	return TRUE;
}

static int read_reason (PkiSlice value)
{
	PkiDer der = pki_der (value, NULL);
	PkiElement reason;
	gint64 number;
	if (!pki_der_get (&der, PKI_TAG_ENUMERATED, &reason) ||
		!pki_der_small_integer (reason.content, &number) || number < 0)
		return -1;
	return (int)MIN (number, MOST_REASON);
}

static void read_entry_extensions (PkiCrlEntry *out)
{
	PkiSlice rest = out->extensions;
	PkiExtension extension;
	while (pki_extension_next (&rest, &extension, NULL)) {
		PkiDer der = pki_der (extension.value, NULL);
		PkiElement element;
		switch (pki_oid_find (extension.oid)) {
		case PKI_OID_CRL_REASON:
			out->reason = read_reason (extension.value);
			break;
		case PKI_OID_INVALIDITY_DATE:
			if (pki_der_next (&der, &element))
				out->invalid_since = pki_der_time (&element, NULL);
			break;
		case PKI_OID_CERTIFICATE_ISSUER:
			if (pki_der_get (&der, PKI_TAG_SEQUENCE, &element))
				out->certificate_issuer = element.content;
			break;
		default:
			break;
		}
	}
}

static gboolean read_entry (PkiDer der, PkiCrlEntry *out)
{
	PkiElement element;
	if (!pki_der_get (&der, PKI_TAG_INTEGER, &element))
		return FALSE;
	*out = (PkiCrlEntry){ .serial = element.content,
		.revoked_at = PKI_TIME_NONE,
		.reason = -1,
		.invalid_since = PKI_TIME_NONE };
	if (is_time (&der) && pki_der_next (&der, &element))
		out->revoked_at = pki_der_time (&element, NULL);
	if (pki_der_get (&der, PKI_TAG_SEQUENCE, &element)) {
		out->extensions = element.content;
		read_entry_extensions (out);
	}
	return TRUE;
}

gboolean pki_crl_next (PkiSlice *rest, PkiCrlEntry *out)
{
	PkiDer der = pki_der (*rest, NULL);
	PkiDer entry;
	while (pki_der_enter (&der, PKI_TAG_SEQUENCE, &entry)) {
		*rest = pki_der_rest (&der);
		if (read_entry (entry, out))
			return TRUE;
	}
	return FALSE;
}

char *pki_crl_number (const PkiCrl *crl)
{
	PkiExtension extension;
	PkiElement number;
	if (!pki_extension_find (crl->extensions, PKI_OID_CRL_NUMBER, &extension))
		return NULL;
	PkiDer der = pki_der (extension.value, NULL);
	return pki_der_get (&der, PKI_TAG_INTEGER, &number) ? pki_hex_encode (number.content)
							    : NULL;
}

const char *pki_crl_reason_name (int reason)
{
	static const char *const names[] = { "unspecified", "keyCompromise", "cACompromise",
		"affiliationChanged", "superseded", "cessationOfOperation", "certificateHold", NULL,
		"removeFromCRL", "privilegeWithdrawn", "aACompromise" };
	if (reason < 0)
		return names[0];
	if ((gsize)reason < G_N_ELEMENTS (names) && names[reason])
		return names[reason];
	char number[16];
	g_snprintf (number, sizeof number, "%d", MIN (reason, MOST_REASON));
	return g_intern_string (number);
}
