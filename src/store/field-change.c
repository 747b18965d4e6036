#include "config.h"

#include "src/store/field-change.h"

#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/x509/field.h"
#include "src/x509/general-name.h"

#define MOST_NAMES 1000 /* compared with each other; of more only that they differ */

void pki_field_change_free (PkiFieldChange *change)
{
	g_free (change->before);
	g_free (change->after);
	g_free (change);
}

/* Takes both texts. */
static void add (GPtrArray *changes, const char *id, const char *label, char *before, char *after)
{
	if (g_strcmp0 (before, after) == 0) {
		g_free (before);
		g_free (after);
		return;
	}
	PkiFieldChange *change = g_new0 (PkiFieldChange, 1);
	*change = (PkiFieldChange){ id, label, before, after, FALSE };
	g_ptr_array_add (changes, change);
}

static char *time_of (gint64 time)
{
	return time == PKI_TIME_NONE ? NULL : pki_time_format (time);
}

/* ── names
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static GPtrArray *names_of (const PkiObject *object)
{
	GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
	PkiSlice rest;
	PkiGeneralName name;
	if (!pki_object_alternative_names (object, &rest))
		return names;
	while (names->len <= MOST_NAMES && pki_general_name_next (&rest, &name, NULL)) {
		g_autoptr (GString) text = pki_general_name_text (&name);
		g_ptr_array_add (names, pki_text_printable (text->str, (gssize)text->len));
	}
	return names;
}

/* Those of NAMES that OTHERS do not have, or NULL. */
static char *only_in (const GPtrArray *names, const GPtrArray *others)
{
	g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
	g_autoptr (GString) text = g_string_new (NULL);
	for (guint i = 0; i < others->len; i++)
		g_hash_table_add (known, others->pdata[i]);
	for (guint i = 0; i < names->len; i++)
		if (!g_hash_table_contains (known, names->pdata[i]))
			g_string_append_printf (
				text, "%s%s", text->len ? ", " : "", (char *)names->pdata[i]);
	return text->len ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void compare_names (GPtrArray *changes, const PkiObject *before, const PkiObject *after)
{
	g_autoptr (GPtrArray) old = names_of (before);
	g_autoptr (GPtrArray) new = names_of (after);
	if (old->len <= MOST_NAMES && new->len <= MOST_NAMES) {
		add (changes, "names", _ ("Names"), only_in (old, new), only_in (new, old));
		return;
	}
	PkiSlice here, there;
	if (pki_object_alternative_names (before, &here) &&
		pki_object_alternative_names (after, &there) && pki_slice_equal (here, there))
		return;
	add (changes, "names", _ ("Names"), g_strdup_printf (_ ("%u or more"), old->len),
		g_strdup_printf (_ ("others, %u or more"), new->len));
}

/* ── keys
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static char *key_words (const PkiObject *object)
{
	PkiPublicKey key;
	if (!pki_object_public_key (object, &key))
		return g_strdup (_ ("a key that can't be read"));
	return pki_public_key_words (&key);
}

static gboolean has_same_key (const PkiObject *before, const PkiObject *after)
{
	return before->has_key_id && after->has_key_id &&
	       memcmp (before->key_id, after->key_id, sizeof before->key_id) == 0;
}

static void compare_keys (GPtrArray *changes, const PkiObject *before, const PkiObject *after)
{
	PkiFieldChange *change = g_new0 (PkiFieldChange, 1);
	change->id = "key";
	change->label = _ ("Key");
	change->same = has_same_key (before, after);
	change->before = key_words (before);
	change->after = key_words (after);
	g_ptr_array_add (changes, change);
}

/* ── by kind
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static void compare_certificates (
	GPtrArray *changes, const PkiObject *before, const PkiObject *after)
{
	const PkiCertificate *old = &before->certificate, *new = &after->certificate;
	add (changes, "subject", _ ("Subject"), pki_object_subject (before),
		pki_object_subject (after));
	add (changes, "issuer", _ ("Issuer"), pki_object_issuer (before),
		pki_object_issuer (after));
	compare_names (changes, before, after);
	add (changes, "not_before", _ ("From"), time_of (old->not_before),
		time_of (new->not_before));
	add (changes, "not_after", _ ("Until"), time_of (old->not_after), time_of (new->not_after));
	compare_keys (changes, before, after);
	add (changes, "use", _ ("Use"), pki_object_use_words (before),
		pki_object_use_words (after));
	add (changes, "serial", _ ("Serial number"), pki_object_serial (before),
		pki_object_serial (after));
	add (changes, "signature_algorithm", _ ("Signature"),
		pki_object_signature_algorithm (before), pki_object_signature_algorithm (after));
}

static void compare_requests (GPtrArray *changes, const PkiObject *before, const PkiObject *after)
{
	add (changes, "subject", _ ("Subject"), pki_object_subject (before),
		pki_object_subject (after));
	compare_names (changes, before, after);
	compare_keys (changes, before, after);
}

static void compare_crls (GPtrArray *changes, const PkiObject *before, const PkiObject *after)
{
	const PkiCrl *old = &before->crl, *new = &after->crl;
	add (changes, "issuer", _ ("Issuer"), pki_object_issuer (before),
		pki_object_issuer (after));
	add (changes, "entries", _ ("Revoked certificates"),
		g_strdup_printf ("%" G_GSIZE_FORMAT, old->entries),
		g_strdup_printf ("%" G_GSIZE_FORMAT, new->entries));
	add (changes, "number", _ ("CRL number"), pki_crl_number (old), pki_crl_number (new));
	add (changes, "this_update", _ ("This update"), time_of (old->this_update),
		time_of (new->this_update));
	add (changes, "next_update", _ ("Next update"), time_of (old->next_update),
		time_of (new->next_update));
}

static gboolean is_private (const PkiObject *object)
{
	return object->type == PKI_OBJECT_PRIVATE_KEY || object->type == PKI_OBJECT_LOCKED;
}

static char *protection (const PkiObject *object)
{
	return g_strdup (object->type == PKI_OBJECT_LOCKED ? _ ("a passphrase") : _ ("none"));
}

static void compare_private (GPtrArray *changes, const PkiObject *before, const PkiObject *after)
{
	if (has_same_key (before, after) && before->type == after->type) {
		add (changes, "passphrase", _ ("Passphrase"), g_strdup (_ ("the one before")),
			g_strdup (_ ("encrypted anew")));
		return;
	}
	if (before->has_key_id && after->has_key_id)
		compare_keys (changes, before, after);
	add (changes, "passphrase", _ ("Protected by"), protection (before), protection (after));
}

GPtrArray *pki_field_changes (const PkiObject *before, const PkiObject *after)
{
	GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify)pki_field_change_free);
	if (before->type != after->type && !(is_private (before) && is_private (after)))
		add (changes, "other", _ ("What it is"),
			g_strdup (pki_object_type_name (before->type)),
			g_strdup (pki_object_type_name (after->type)));
	else if (before->type == PKI_OBJECT_CERTIFICATE)
		compare_certificates (changes, before, after);
	else if (before->type == PKI_OBJECT_REQUEST)
		compare_requests (changes, before, after);
	else if (before->type == PKI_OBJECT_CRL)
		compare_crls (changes, before, after);
	else if (is_private (before))
		compare_private (changes, before, after);
	else if (before->type == PKI_OBJECT_PUBLIC_KEY)
		compare_keys (changes, before, after);
	if (!changes->len)
		add (changes, "other", _ ("Content"), g_strdup (_ ("the bytes before")),
			g_strdup (_ ("other bytes")));
	return changes;
}
