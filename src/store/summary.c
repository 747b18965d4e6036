#include "config.h"

#include "src/store/summary.h"

#include "src/base/hex.h"
#include "src/base/time.h"
#include "src/store/status-private.h"
#include "src/x509/general-name.h"

enum { LARGE = 64 * 1024 }; /* bytes of DER that stay in their file */

/* FNV-1a */
gint64 pki_summary_hash (PkiSlice bytes)
{
	guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);
	for (gsize i = 0; i < bytes.size; i++)
		hash = (hash ^ bytes.data[i]) * G_GUINT64_CONSTANT (0x100000001b3);
	return bytes.size == 0 ? 0 : hash ? (gint64)hash : 1;
}

gint64 pki_summary_print (const guint8 digest[32])
{
	guint64 print = 0;
	for (int i = 0; i < 8; i++)
		print = print << 8 | digest[i];
	return (gint64)print;
}

int pki_summary_rank (PkiObjectType type, guint32 flags)
{
	if (type == PKI_OBJECT_CERTIFICATE && flags & PKI_FLAG_CA)
		return 0;
	return type == PKI_OBJECT_CRL ? 1 : 2;
}

char *pki_summary_sort_key (const char *name)
{
	const char *p = name;
	while (*p && (guchar)*p < 0x80)
		p++;
	if (!*p)
		return g_ascii_strdown (name, -1);
	g_autofree char *valid = g_utf8_make_valid (name, -1);
	return g_utf8_casefold (valid, -1);
}

static gint64 hash_subject_key_id (const PkiObject *object)
{
	PkiSlice id;
	return pki_object_subject_key_octets (object, &id) ? pki_summary_hash (id) : 0;
}

static gint64 hash_authority_key_id (const PkiObject *object)
{
	PkiSlice id;
	return pki_object_authority_key_octets (object, &id) ? pki_summary_hash (id) : 0;
}

static PkiSlice slice_of (const char *text)
{
	return text ? pki_slice (text, strlen (text)) : pki_slice (NULL, 0);
}

static GString *join_names (const PkiObject *object)
{
	PkiSlice rest;
	PkiGeneralName name;
	if (!pki_object_alternative_names (object, &rest) || rest.size == 0)
		return NULL;
	GString *out = g_string_sized_new (rest.size + 64);
	while (pki_general_name_next (&rest, &name, NULL)) {
		if (out->len > 0)
			g_string_append_c (out, '\n');
		pki_general_name_append (&name, out);
	}
	return out;
}

static char *make_key_text (const PkiPublicKey *key, guint bits)
{
	g_autofree char *algorithm = pki_public_key_algorithm (key);
	g_autofree char *curve = pki_public_key_curve (key);
	g_autofree char *size = bits ? g_strdup_printf ("%u", bits) : g_strdup ("");
	g_autofree char *all = g_strconcat (algorithm, curve ? curve : size, NULL);
	return pki_record_key_text (all);
}

static gboolean is_kept (GBytes *kept, PkiSlice bytes)
{
	gsize size = 0;
	const guint8 *data = kept ? g_bytes_get_data (kept, &size) : NULL;
	return data && pki_slice_equal (pki_slice (data, size), bytes);
}

/* Owned by the memo; NULL where there is no key. */
static const char *key_text (PkiSummaryMemo *memo, const PkiObject *object, guint *bits)
{
	PkiPublicKey key;
	if (!pki_object_public_key (object, &key))
		return NULL;
	*bits = pki_public_key_bits (&key);
	PkiSlice algorithm = pki_slice (key.spki.data, (gsize)(key.key.data - key.spki.data));
	for (guint i = 0; i < PKI_MEMO_KEYS; i++)
		if (memo->kinds[i].bits == *bits && is_kept (memo->kinds[i].algorithm, algorithm))
			return memo->kinds[i].text;
	guint at = memo->oldest;
	memo->oldest = (at + 1) % PKI_MEMO_KEYS;
	g_clear_pointer (&memo->kinds[at].algorithm, g_bytes_unref);
	g_free (memo->kinds[at].text);
	memo->kinds[at].algorithm = g_bytes_new (algorithm.data, algorithm.size);
	memo->kinds[at].bits = *bits;
	memo->kinds[at].text = make_key_text (&key, *bits);
	return memo->kinds[at].text;
}

void pki_summary_memo_clear (PkiSummaryMemo *memo)
{
	g_clear_pointer (&memo->name, g_bytes_unref);
	g_clear_pointer (&memo->text, g_free);
	for (guint i = 0; i < PKI_MEMO_KEYS; i++) {
		g_clear_pointer (&memo->kinds[i].algorithm, g_bytes_unref);
		g_clear_pointer (&memo->kinds[i].text, g_free);
	}
	memo->key = 0;
}

static void recall_issuer (PkiSummaryMemo *memo, const PkiObject *object, PkiSlice name)
{
	if (is_kept (memo->name, name))
		return;
	g_clear_pointer (&memo->name, g_bytes_unref);
	g_free (memo->text);
	memo->name = g_bytes_new (name.data, name.size);
	memo->key = pki_name_key (name);
	memo->text = pki_object_issuer (object);
}

static GBytes *make_record (const PkiSummary *summary, const char *path, PkiSummaryMemo *memo)
{
	const PkiObject *object = summary->object;
	PkiRecord head = {
		.not_before = summary->not_before,
		.not_after = summary->not_after,
		.type = object->type,
		.flags = (summary->flags & PKI_FLAG_CA ? PKI_RECORD_CA : 0) |
			 (summary->flags & PKI_FLAG_SELF_ISSUED ? PKI_RECORD_SELF_ISSUED : 0),
	};
	memcpy (head.digest, object->digest, sizeof head.digest);
	g_autofree char *subject = pki_object_subject (object);
	g_autofree char *serial = pki_object_serial (object);
	const char *key = key_text (memo, object, &head.bits);
	g_autoptr (GString) names = join_names (object);
	const PkiSlice texts[PKI_TEXT_N] = {
		[PKI_TEXT_NAME] = slice_of (summary->name),
		[PKI_TEXT_SUBJECT] = slice_of (subject),
		[PKI_TEXT_ISSUER] = slice_of (summary->has_issuer ? memo->text : NULL),
		[PKI_TEXT_SAN] = names ? pki_slice (names->str, names->len) : slice_of (NULL),
		[PKI_TEXT_SERIAL] = slice_of (serial),
		[PKI_TEXT_KEY] = slice_of (key),
		[PKI_TEXT_PATH] = slice_of (path),
	};
	return pki_record_pack (&head, texts);
}

static void set_certificate (PkiSummary *summary, PkiSummaryMemo *memo)
{
	const PkiObject *object = summary->object;
	summary->subject = pki_name_key (object->certificate.subject);
	recall_issuer (memo, object, object->certificate.issuer);
	summary->issuer = memo->key;
	summary->has_issuer = TRUE;
	summary->serial = pki_summary_hash (pki_der_magnitude (object->certificate.serial));
	summary->not_before = object->certificate.not_before;
	summary->not_after = object->certificate.not_after;
	summary->ski = hash_subject_key_id (object);
	summary->aki = hash_authority_key_id (object);
	if (pki_object_is_ca (object, NULL))
		summary->flags |= PKI_FLAG_CA;
	if (summary->subject == summary->issuer && pki_object_is_self_issued (object))
		summary->flags |= PKI_FLAG_SELF_ISSUED;
}

static void set_crl (PkiSummary *summary, PkiSummaryMemo *memo)
{
	const PkiObject *object = summary->object;
	recall_issuer (memo, object, object->crl.issuer);
	summary->issuer = memo->key;
	summary->has_issuer = TRUE;
	summary->not_before = object->crl.this_update;
	summary->not_after = object->crl.next_update;
	summary->aki = hash_authority_key_id (object);
}

PkiSummary *pki_summary_new (
	PkiObject *object, const char *path, const char *name, PkiSummaryMemo *memo)
{
	PkiSummary *summary = g_new0 (PkiSummary, 1);
	summary->object = pki_object_ref (object);
	summary->not_before = summary->not_after = PKI_TIME_NONE;
	if (object->type == PKI_OBJECT_CERTIFICATE)
		set_certificate (summary, memo);
	else if (object->type == PKI_OBJECT_CRL)
		set_crl (summary, memo);
	else if (object->type == PKI_OBJECT_REQUEST)
		summary->subject = pki_name_key (object->request.subject);
	summary->soon_at = pki_status_soon_at (summary->not_before, summary->not_after);
	summary->has_key = object->has_key_id;
	summary->key = object->has_key_id ? pki_summary_print (object->key_id) : 0;
	summary->name = pki_object_name (object);
	if (!summary->name && object->friendly_name)
		summary->name = g_strdup (object->friendly_name);
	summary->sort = pki_summary_sort_key (summary->name ? summary->name : name);
	summary->record = make_record (summary, path, memo);
	return summary;
}

void pki_summary_free (PkiSummary *summary)
{
	if (!summary)
		return;
	pki_object_unref (summary->object);
	g_free (summary->name);
	g_free (summary->sort);
	g_bytes_unref (summary->record);
	g_free (summary);
}

void pki_summary_leave_in_file (PkiSummary *summary, gboolean alone, gint64 size)
{
	PkiObject *object = summary->object;
	gboolean plain = object->wrap == PKI_WRAP_PEM || object->wrap == PKI_WRAP_DER;
	/* What it takes a library to read is kept. */
	if (object->type >= PKI_OBJECT_LOCKED ||
		(object->der.size <= LARGE &&
			(!alone || !plain || size >= LARGE || object->type > PKI_OBJECT_CRL)))
		return;
	summary->in_file = TRUE;
	pki_object_forget (object);
}
