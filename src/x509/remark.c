#include "config.h"

#include "src/x509/describe-private.h"

#include <gnutls/x509.h>

#include "src/base/intl.h"
#include "src/base/time.h"
#include "src/x509/extension.h"

/* What GnuTLS is asked about: its cost grows faster than the size of an object. */
#define MOST_OCTETS (64 * 1024)

#define MOST_UNKNOWN 5 /* critical extensions told one by one */

static void remark_sins (PkiField *remarks, guint32 sins)
{
	for (guint i = 0; i < 32; i++) {
		const char *text = sins & 1u << i ? pki_sin_text ((PkiSin)(1u << i)) : NULL;
		if (text)
			pki_field_remark (remarks, text);
	}
}

static int gnutls_opinion (const PkiObject *object)
{
	gnutls_datum_t der = { (unsigned char *)object->der.data, (guint)object->der.size };
	gnutls_x509_crt_t certificate;
	gnutls_x509_crq_t request;
	int code = 0;
	if (object->type == PKI_OBJECT_CERTIFICATE &&
		gnutls_x509_crt_init (&certificate) == GNUTLS_E_SUCCESS) {
		code = gnutls_x509_crt_import (certificate, &der, GNUTLS_X509_FMT_DER);
		gnutls_x509_crt_deinit (certificate);
	}
	if (object->type == PKI_OBJECT_REQUEST &&
		gnutls_x509_crq_init (&request) == GNUTLS_E_SUCCESS) {
		code = gnutls_x509_crq_import (request, &der, GNUTLS_X509_FMT_DER);
		gnutls_x509_crq_deinit (request);
	}
	return code;
}

/* GnuTLS validates as it reads; CRLs are left out, for it reads them in quadratic time. */
static void remark_refusal (PkiField *remarks, const PkiObject *object)
{
	if (object->der.size > MOST_OCTETS)
		return;
	int code = gnutls_opinion (object);
	if (code >= 0)
		return;
	g_autofree char *text =
		g_strdup_printf (_ ("GnuTLS refuses to read it: %s"), gnutls_strerror (code));
	pki_field_remark (remarks, text);
}

static void remark_unknown_critical (PkiField *remarks, PkiSlice extensions)
{
	PkiExtension extension;
	guint told = 0;
	while (told < MOST_UNKNOWN && pki_extension_next (&extensions, &extension, NULL)) {
		if (!extension.critical || pki_describe_is_known (extension.oid))
			continue;
		g_autofree char *label = pki_oid_label (extension.oid);
		g_autofree char *text = g_strdup_printf (
			_ ("the extension %s is critical: a program that does not know it must "
			   "refuse the whole"),
			label);
		pki_field_remark (remarks, text);
		told++;
	}
}

static void remark_crl (PkiField *remarks, const PkiCrl *crl, gint64 now)
{
	PkiExtension extension;
	if (!crl->next_update_octets.data)
		pki_field_remark (remarks,
			_ ("no next update: clients cannot tell that a newer list is missing"));
	else if (crl->next_update < now)
		pki_field_remark (remarks,
			_ ("overdue: clients that insist on revocation checks refuse every "
			   "certificate of this issuer until a new list is published"));
	if (crl->version == 1)
		pki_field_remark (
			remarks, _ ("version 1: it can carry neither number nor reasons"));
	else if (!pki_extension_find (crl->extensions, PKI_OID_CRL_NUMBER, &extension))
		pki_field_remark (remarks,
			_ ("no CRL number: clients cannot tell which of two lists is newer"));
}

static void remark_request (PkiField *remarks, const PkiObject *object)
{
	PkiExtension extension;
	PkiSlice extensions = object->request.extensions;
	if (!pki_extension_find (extensions, PKI_OID_SUBJECT_ALTERNATIVE_NAME, &extension) &&
		!pki_object_is_ca (object, NULL))
		pki_field_remark (remarks,
			_ ("no alternative names are asked for: unless the issuer adds them, the "
			   "certificate fits no host"));
}

/* The signature that says something: not that of a root, which is trusted for its key alone. */
static PkiSlice telling_algorithm (const PkiObject *object)
{
	switch (object->type) {
	case PKI_OBJECT_CERTIFICATE:
		return pki_object_is_self_issued (object) ? pki_slice (NULL, 0)
							  : object->certificate.algorithm;
	case PKI_OBJECT_REQUEST:
		return object->request.algorithm;
	case PKI_OBJECT_CRL:
		return object->crl.algorithm;
	default:
		return pki_slice (NULL, 0);
	}
}

void pki_describe_remarks (PkiField *top, const PkiObject *object, gint64 now)
{
	PkiField *remarks = pki_field_new (_ ("Remarks"), NULL);
	remarks->section = PKI_FIELD_REMARKS;
	remark_sins (remarks, object->sins);
	remark_refusal (remarks, object);
	pki_remark_key (remarks, object);
	pki_remark_digest (remarks, telling_algorithm (object));
	remark_unknown_critical (remarks, pki_object_extensions (object));
	if (object->type == PKI_OBJECT_CERTIFICATE)
		pki_remark_certificate (remarks, object);
	else if (object->type == PKI_OBJECT_REQUEST)
		remark_request (remarks, object);
	else if (object->type == PKI_OBJECT_CRL)
		remark_crl (remarks, &object->crl, now);
	if (remarks->children->len > 0)
		g_ptr_array_add (top->children, remarks);
	else
		pki_field_free (remarks);
}
