#include "config.h"

#include "src/x509/describe-private.h"

#include "src/base/intl.h"
#include "src/base/time.h"
#include "src/x509/extension.h"

#define DAY               86400
#define APPLE_LIMIT       (825 * DAY) /* support.apple.com/HT210176 */
#define APPLE_LIMIT_SINCE G_GINT64_CONSTANT (1561939200) /* 2019-07-01 */
#define SHORT_LIVED       (10 * DAY) /* renewed sooner than a revocation would spread */
#define LEAST_SERIAL_BITS 64

#define DIGITAL_SIGNATURE 0
#define KEY_ENCIPHERMENT  2
#define KEY_AGREEMENT     4
#define KEY_CERT_SIGN     5

typedef struct {
	const PkiCertificate *certificate;
	gboolean ca, self_issued;
	int path_length;
	gboolean has_usage; /* a key usage extension that can be read */
	guint usage;
	gboolean has_purposes, server, client, stapled;
} Facts;

static gboolean has (const Facts *facts, PkiOid oid)
{
	PkiExtension extension;
	return pki_extension_find (facts->certificate->extensions, oid, &extension);
}

static gboolean may (const Facts *facts, guint bit)
{
	return !facts->has_usage || facts->usage & 1u << bit;
}

static void gather_purposes (Facts *facts, PkiSlice value)
{
	PkiDer der = pki_der (value, NULL);
	PkiElement purpose;
	facts->has_purposes = TRUE;
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der))
		return;
	while (pki_der_get (&der, PKI_TAG_OID, &purpose)) {
		PkiOid oid = pki_oid_find (purpose.content);
		gboolean any = oid == PKI_OID_ANY_EXTENDED_KEY_USAGE;
		facts->server |= any || oid == PKI_OID_SERVER_AUTH;
		facts->client |= any || oid == PKI_OID_CLIENT_AUTH;
	}
}

static void gather (Facts *facts, const PkiObject *object)
{
	PkiExtension extension;
	PkiSlice extensions = object->certificate.extensions;
	*facts = (Facts){ .certificate = &object->certificate, .path_length = -1 };
	facts->ca = pki_object_is_ca (object, &facts->path_length);
	facts->self_issued = pki_object_is_self_issued (object);
	if (pki_extension_find (extensions, PKI_OID_KEY_USAGE, &extension))
		facts->has_usage = pki_key_usage_parse (extension.value, &facts->usage);
	if (pki_extension_find (extensions, PKI_OID_EXTENDED_KEY_USAGE, &extension))
		gather_purposes (facts, extension.value);
	else
		facts->server = facts->client = TRUE;
	facts->stapled = has (facts, PKI_OID_TLS_FEATURE);
}

static void remark_old (PkiField *remarks, const Facts *facts)
{
	if (facts->certificate->version != 1)
		return;
	if (facts->self_issued)
		pki_field_remark (remarks,
			_ ("version 1: nothing says that this is a CA, nor how far it may go; some "
			   "programs refuse what it signed"));
	else
		pki_field_remark (remarks,
			_ ("version 1: no purpose and no alternative names; browsers and Go refuse "
			   "it as a server's"));
}

static void remark_authority (PkiField *remarks, const Facts *facts)
{
	PkiExtension extension;
	PkiSlice extensions = facts->certificate->extensions;
	if (facts->ca && !may (facts, KEY_CERT_SIGN))
		pki_field_remark (remarks,
			_ ("a CA whose key usage lacks keyCertSign: what it signs is refused"));
	if (!facts->ca && facts->has_usage && may (facts, KEY_CERT_SIGN))
		pki_field_remark (remarks,
			_ ("the key usage has keyCertSign, yet this is no CA: strict programs "
			   "refuse it"));
	if (!facts->ca && facts->path_length >= 0)
		pki_field_remark (
			remarks, _ ("a path length without being a CA: strict programs refuse it"));
	if (facts->ca && facts->has_purposes && (facts->server || facts->client) &&
		pki_remark_has_host (extensions))
		pki_field_remark (remarks,
			_ ("a CA with the names of a host: whoever steals this host's key can sign "
			   "certificates for any other"));
	if (facts->ca && pki_extension_find (extensions, PKI_OID_BASIC_CONSTRAINTS, &extension) &&
		!extension.critical)
		pki_field_remark (remarks,
			_ ("CA:TRUE is not marked critical, as RFC 5280 demands: strict programs "
			   "(Python 3.13, openssl -x509_strict) refuse it"));
}

/* TLS 1.3 and every ephemeral key exchange sign; encipherment alone is for old RSA key transport.
 */
static void remark_usage (PkiField *remarks, const Facts *facts)
{
	if (facts->ca || !facts->has_usage || !facts->has_purposes)
		return;
	if ((facts->server || facts->client) && !may (facts, DIGITAL_SIGNATURE))
		pki_field_remark (remarks,
			_ ("the key usage lacks digitalSignature: TLS 1.3 cannot use this key"));
}

/* OpenSSL's strict checks, which Python 3.13 switched on. */
static void remark_identifiers (PkiField *remarks, const Facts *facts)
{
	if (facts->certificate->version < 3)
		return;
	if (facts->ca && !has (facts, PKI_OID_SUBJECT_KEY_ID))
		pki_field_remark (remarks,
			_ ("a CA without key identifier: strict programs (Python 3.13, openssl "
			   "-x509_strict) refuse it"));
	if (!facts->self_issued && !has (facts, PKI_OID_AUTHORITY_KEY_ID))
		pki_field_remark (remarks,
			_ ("the issuer's key identifier is missing: strict programs (Python 3.13, "
			   "openssl -x509_strict) refuse it"));
	if (facts->ca && !facts->has_usage)
		pki_field_remark (
			remarks, _ ("a CA without key usage: strict programs (Python 3.13, openssl "
				    "-x509_strict) refuse it"));
}

static void remark_life (PkiField *remarks, const Facts *facts)
{
	gint64 from = facts->certificate->not_before, to = facts->certificate->not_after;
	if (from == PKI_TIME_NONE || to == PKI_TIME_NONE)
		return;
	if (to < from)
		pki_field_remark (remarks, _ ("it ends before it begins: it is never valid"));
	else if (!facts->ca && facts->server && facts->certificate->version == 3 &&
		 from >= APPLE_LIMIT_SINCE && to - from + 1 > APPLE_LIMIT)
		pki_field_remark (remarks,
			_ ("longer than 825 days: Apple's systems refuse it as a server's"));
}

static gboolean names_responder (const Facts *facts)
{
	PkiExtension extension;
	PkiElement method;
	if (!pki_extension_find (facts->certificate->extensions,
		    PKI_OID_AUTHORITY_INFORMATION_ACCESS, &extension))
		return FALSE;
	PkiDer der = pki_der (extension.value, NULL), access;
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der))
		return FALSE;
	while (pki_der_enter (&der, PKI_TAG_SEQUENCE, &access))
		if (pki_der_get (&access, PKI_TAG_OID, &method) &&
			pki_oid_is (method.content, PKI_OID_OCSP))
			return TRUE;
	return FALSE;
}

static void remark_revocation (PkiField *remarks, const Facts *facts)
{
	gint64 from = facts->certificate->not_before, to = facts->certificate->not_after;
	gboolean asks_ocsp = names_responder (facts);
	if (facts->stapled && !asks_ocsp)
		pki_field_remark (remarks,
			_ ("an OCSP answer must be stapled, but no OCSP responder is named"));
	if (facts->certificate->version < 3 || facts->self_issued ||
		has (facts, PKI_OID_NO_REV_AVAIL) || has (facts, PKI_OID_OCSP_NO_CHECK))
		return;
	if (from != PKI_TIME_NONE && to != PKI_TIME_NONE && to - from <= SHORT_LIVED)
		return;
	if (!has (facts, PKI_OID_CRL_DISTRIBUTION_POINTS) && !asks_ocsp)
		pki_field_remark (remarks,
			_ ("no CRL distribution point: clients cannot learn of a revocation"));
}

static void remark_serial (PkiField *remarks, const Facts *facts)
{
	guint bits = pki_der_integer_bits (facts->certificate->serial);
	if (!facts->self_issued && bits < LEAST_SERIAL_BITS - 8)
		pki_field_remark (remarks,
			_ ("the serial number is shorter than 64 bits: it can be guessed, and may "
			   "meet again in another certificate of this issuer"));
}

void pki_remark_certificate (PkiField *remarks, const PkiObject *object)
{
	Facts facts;
	gather (&facts, object);
	remark_old (remarks, &facts);
	remark_authority (remarks, &facts);
	/* A version 1 certificate has been told to have no names. */
	if (object->certificate.version == 3)
		pki_remark_names (remarks, object, facts.server && !facts.ca, facts.has_purposes);
	remark_usage (remarks, &facts);
	remark_life (remarks, &facts);
	remark_identifiers (remarks, &facts);
	remark_revocation (remarks, &facts);
	remark_serial (remarks, &facts);
}
