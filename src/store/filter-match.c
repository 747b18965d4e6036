#include "config.h"

#include "src/store/filter-private.h"

#include "src/base/hex.h"
#include "src/base/time.h"

enum { LEAST_FINGERPRINT = 6 }; /* digits of a bare word that are taken for a fingerprint */

void pki_filter_fold_ascii (char *out, const char *in, gsize size)
{
	const guint64 high = 0x8080808080808080u;
	gsize i = 0;
	for (; i + 8 <= size; i += 8) {
		guint64 word;
		memcpy (&word, in + i, 8);
		guint64 low = word & ~high;
		guint64 from_a = low + 0x3f3f3f3f3f3f3f3fu; /* 0x80 - 'A' */
		guint64 past_z = low + 0x2525252525252525u; /* 0x80 - 'Z' - 1 */
		guint64 upper = (from_a & ~past_z) & ~word & high;
		word |= upper >> 2;
		memcpy (out + i, &word, 8);
	}
	for (; i < size; i++)
		out[i] = g_ascii_tolower (in[i]);
}

/* The texts in the case that the term wants. */
static PkiSlice texts_for (const PkiTerm *term, const PkiRecord *record, GString *fold)
{
	if (term->match_case)
		return pki_slice (record->text, record->text_size);
	if (record->flags & PKI_RECORD_FOLDED)
		return pki_slice (record->folded, record->folded_size);
	if (fold->len == 0) {
		g_string_set_size (fold, record->text_size);
		pki_filter_fold_ascii (fold->str, record->text, record->text_size);
	}
	return pki_slice (fold->str, record->text_size);
}

static gboolean contains (PkiSlice text, const char *word, gsize size)
{
	return size == 0 || (text.size && memmem (text.data, text.size, word, size) != NULL);
}

static gboolean text_contains (
	const PkiTerm *term, const PkiRecord *record, PkiText which, GString *fold)
{
	PkiSlice texts = texts_for (term, record, fold);
	PkiSlice text = pki_record_text ((const char *)texts.data, texts.size, which);
	return contains (text, term->text, term->size);
}

static gboolean serial_contains (const PkiTerm *term, const PkiRecord *record)
{
	if (!term->hex)
		return term->size == 0;
	PkiSlice serial = pki_record_text (record->text, record->text_size, PKI_TEXT_SERIAL);
	return contains (serial, term->hex, strlen (term->hex));
}

static gboolean has_fingerprint (const PkiTerm *term, const PkiRecord *record)
{
	if (!term->hex)
		return term->size == 0;
	gsize size = strlen (term->hex);
	if (size > 2 * sizeof record->digest)
		return FALSE;
	for (gsize i = 0; i < size; i++) {
		guint8 nibble = record->digest[i / 2] >> (i % 2 ? 0 : 4) & 0x0f;
		if (g_ascii_xdigit_value (term->hex[i]) != nibble)
			return FALSE;
	}
	return TRUE;
}

static gboolean is_of_type (const PkiTerm *term, const PkiRecord *record)
{
	gboolean certificate = record->type == PKI_OBJECT_CERTIFICATE;
	gboolean ca = record->flags & PKI_RECORD_CA;
	gboolean self_issued = record->flags & PKI_RECORD_SELF_ISSUED;
	guint32 types = 1u << record->type;
	if (certificate && ca)
		types |= PKI_TYPE_CA;
	if (certificate && self_issued)
		types |= PKI_TYPE_ROOT;
	if (certificate && !ca && !self_issued)
		types |= PKI_TYPE_LEAF;
	return (term->types & types) != 0;
}

static gboolean has_status (
	const PkiTerm *term, const PkiRecord *record, gboolean revoked, gint64 now)
{
	if (revoked)
		return term->status == PKI_STATUS_REVOKED;
	return (int)pki_status_at (record->not_before, record->not_after, now) == term->status;
}

static gboolean compares (const PkiTerm *term, gint64 number)
{
	switch (term->compare) {
	case PKI_COMPARE_NONE:
		return TRUE;
	case PKI_COMPARE_LESS:
		return number < term->number;
	case PKI_COMPARE_LESS_EQUAL:
		return number <= term->number;
	case PKI_COMPARE_EQUAL:
		return number == term->number;
	case PKI_COMPARE_MORE_EQUAL:
		return number >= term->number;
	case PKI_COMPARE_MORE:
		return number > term->number;
	}
	return FALSE;
}

static gboolean has_key (const PkiTerm *term, const PkiRecord *record)
{
	PkiSlice key = pki_record_text (record->text, record->text_size, PKI_TEXT_KEY);
	if (key.size == 0 || !contains (key, term->text, term->size))
		return FALSE;
	return term->compare == PKI_COMPARE_NONE || (record->bits && compares (term, record->bits));
}

static gboolean has_days (const PkiTerm *term, const PkiRecord *record, gint64 now)
{
	return record->not_after != PKI_TIME_NONE &&
	       compares (term, pki_time_days_between (now, record->not_after));
}

static gboolean any_matches (
	const PkiTerm *term, const PkiRecord *record, gboolean revoked, gint64 now, GString *fold)
{
	if (contains (texts_for (term, record, fold), term->text, term->size))
		return TRUE;
	if (term->status >= 0 && has_status (term, record, revoked, now))
		return TRUE;
	if (!term->hex)
		return FALSE;
	return serial_contains (term, record) ||
	       (strlen (term->hex) >= LEAST_FINGERPRINT && has_fingerprint (term, record));
}

static gboolean term_matches (
	const PkiTerm *term, const PkiRecord *record, gboolean revoked, gint64 now, GString *fold)
{
	switch (term->field) {
	case PKI_FIELD_ANY:
		return any_matches (term, record, revoked, now, fold);
	case PKI_FIELD_NAME:
		return text_contains (term, record, PKI_TEXT_NAME, fold);
	case PKI_FIELD_SUBJECT:
		return text_contains (term, record, PKI_TEXT_SUBJECT, fold);
	case PKI_FIELD_ISSUER:
		return text_contains (term, record, PKI_TEXT_ISSUER, fold);
	case PKI_FIELD_SAN:
		return text_contains (term, record, PKI_TEXT_SAN, fold);
	case PKI_FIELD_PATH:
		return text_contains (term, record, PKI_TEXT_PATH, fold);
	case PKI_FIELD_SERIAL:
		return serial_contains (term, record);
	case PKI_FIELD_FINGERPRINT:
		return has_fingerprint (term, record);
	case PKI_FIELD_TYPE:
		return is_of_type (term, record);
	case PKI_FIELD_STATUS:
		return has_status (term, record, revoked, now);
	case PKI_FIELD_KEY:
		return has_key (term, record);
	case PKI_FIELD_DAYS:
		return has_days (term, record, now);
	case PKI_FIELD_N:
		break;
	}
	return FALSE;
}

gboolean pki_filter_match (const PkiFilter *filter, const PkiRecord *record, gboolean revoked,
	gint64 now, GString *fold)
{
	g_string_truncate (fold, 0);
	for (guint i = 0; i < filter->terms->len; i++) {
		const PkiTerm *term = g_ptr_array_index (filter->terms, i);
		if (term_matches (term, record, revoked, now, fold) == term->negate)
			return FALSE;
	}
	return TRUE;
}
