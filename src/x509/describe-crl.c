#include "config.h"

#include "src/x509/describe-private.h"

#include <inttypes.h>

#include "src/base/hex.h"
#include "src/base/intl.h"
#include "src/base/time.h"
#include "src/x509/extension.h"

#define ENTRY_MOST_OCTETS 4096 /* of extensions told in parts */

static const char *const reasons[] = {
	N_ ("no reason given"),
	N_ ("key compromised"),
	N_ ("CA compromised"),
	N_ ("affiliation changed"),
	N_ ("superseded"),
	N_ ("no longer in operation"),
	N_ ("on hold"),
	NULL,
	N_ ("no longer on the list"),
	N_ ("privilege withdrawn"),
	N_ ("attribute authority compromised"),
};

static char *reason_words (gint64 reason)
{
	if (reason >= 0 && reason < (gint64)G_N_ELEMENTS (reasons) && reasons[reason])
		return g_strdup (_ (reasons[reason]));
	return g_strdup_printf (_ ("reason %" PRId64), reason);
}

gboolean pki_describe_reason (PkiField *field, PkiSlice value)
{
	PkiDer der = pki_der (value, NULL);
	PkiElement element;
	gint64 reason;
	if (!pki_der_get (&der, PKI_TAG_ENUMERATED, &element) ||
		!pki_der_small_integer (element.content, &reason))
		return FALSE;
	pki_field_set_value (field, reason_words (reason));
	return pki_der_is_end (&der);
}

static void describe_entry (PkiField *parent, const PkiCrlEntry *entry)
{
	g_autofree char *serial = pki_hex_encode (entry->serial);
	g_autofree char *time = pki_describe_time (entry->revoked_at);
	g_autofree char *reason = entry->reason > 0 ? reason_words (entry->reason) : NULL;
	PkiField *field = pki_field_take (parent, *serial ? serial : _ ("no serial number"),
		reason ? g_strdup_printf (_ ("%s, %s"), time, reason) : g_strdup (time));
	field->raw = entry->serial;
	gsize extensions = pki_describe_extensions (field, entry->extensions, ENTRY_MOST_OCTETS);
	/* The reason has been told. */
	if (reason && extensions == 1 && field->children->len == 1)
		g_ptr_array_set_size (field->children, 0);
}

static void describe_entries (PkiField *parent, const PkiCrl *crl, gsize most)
{
	PkiField *field = pki_field_print (parent, _ ("Revoked"),
		ngettext ("%lu certificate", "%lu certificates", (gulong)crl->entries),
		(gulong)crl->entries);
	PkiSlice rest = crl->revoked;
	PkiCrlEntry entry;
	gsize shown = 0;
	while (shown < most && pki_crl_next (&rest, &entry)) {
		describe_entry (field, &entry);
		shown++;
	}
	if (crl->entries > shown) {
		gulong more = crl->entries - shown;
		pki_field_print (field, _ ("More"),
			ngettext ("%lu more entry", "%lu more entries", more), more);
	}
}

static char *validity_words (const PkiCrl *crl, gint64 now)
{
	gboolean has_next = crl->next_update_octets.data != NULL;
	if (crl->this_update == PKI_TIME_NONE || (has_next && crl->next_update == PKI_TIME_NONE))
		return g_strdup (_ ("unreadable"));
	g_autofree char *from = pki_time_format_date (crl->this_update);
	g_autofree char *to = pki_time_format_date (crl->next_update);
	g_autofree char *left = pki_time_left_words (now, crl->next_update);
	return has_next ? g_strdup_printf (_ ("%s to %s, %s"), from, to, left)
			: g_strdup_printf (_ ("from %s, no next update named"), from);
}

static void describe_times (PkiField *parent, const PkiCrl *crl, gint64 now)
{
	PkiField *field = pki_field_take (parent, _ ("Validity"), validity_words (crl, now));
	pki_describe_moment (field, _ ("This update"), crl->this_update, crl->this_update_octets);
	if (crl->next_update_octets.data)
		pki_describe_moment (
			field, _ ("Next update"), crl->next_update, crl->next_update_octets);
}

static void describe_crl_number (PkiField *top, const PkiCrl *crl)
{
	PkiExtension number;
	if (!pki_extension_find (crl->extensions, PKI_OID_CRL_NUMBER, &number))
		return;
	PkiField *field = pki_field_add (top, _ ("Number"), NULL);
	if (!pki_describe_number (field, number.value))
		pki_field_set_hex (field, number.value);
}

void pki_describe_crl (PkiField *top, const PkiObject *object, gint64 now, gsize most_entries)
{
	const PkiCrl *crl = &object->crl;
	pki_describe_name (top, _ ("Issuer"), crl->issuer)->section = PKI_FIELD_ISSUER;
	describe_times (top, crl, now);
	describe_crl_number (top, crl);
	describe_entries (top, crl, most_entries);
	pki_field_print (top, _ ("Version"), "%d", crl->version)->section = PKI_FIELD_VERSION;
	pki_describe_signature (top, crl->algorithm, crl->signature, NULL);
	pki_describe_fingerprints (top, object);
	pki_describe_extension_section (top, crl->extensions, _ ("Extensions"));
}
