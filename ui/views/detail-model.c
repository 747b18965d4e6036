#include "config.h"

#include "ui/views/detail-model.h"

#include <string.h>

#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/x509/field.h"
#include "src/x509/signature.h"
#include "ui/views/checks.h"
#include "ui/core/wrap.h"

/* Of a CRL; t shows more. */
#define ENTRIES_MOST       200
#define RELATED_MOST       12
#define KEEPERS_MOST       4
#define LABEL_COLUMNS_MOST 16
#define INDENT             2

typedef struct {
	UiDetailModel *model;
	const UiDetailArguments *subject;
	GHashTable *open;
	int columns;
	const char *committed;
	gint64 now;
} Build;

static void line_free (gpointer data)
{
	UiDetailLine *line = data;
	g_free (line->label);
	g_free (line->value);
	g_free (line->fold);
	g_free (line);
}

void ui_detail_model_free (UiDetailModel *model)
{
	if (!model)
		return;
	g_ptr_array_unref (model->lines);
	g_free (model->name);
	g_free (model->state_words);
	ui_state_clear (&model->state);
	g_free (model);
}

/* ── lines
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static UiDetailLine *add_line (Build *build, guint depth, const char *label, const char *value)
{
	UiDetailLine *line = g_new0 (UiDetailLine, 1);
	line->depth = depth;
	line->label = g_strdup (label);
	line->value = g_strdup (value);
	g_ptr_array_add (build->model->lines, line);
	return line;
}

/* Columns before a value, as detail.c draws them. */
static int value_column (const Build *build, guint depth, const char *label)
{
	int indent = INDENT * (int)depth;
	return 3 + indent + MAX (build->model->label_columns - indent, pki_text_width (label)) + 2;
}

/* One line, or several where VALUE is long. Returns the first. */
static UiDetailLine *add (
	Build *build, guint depth, const char *label, const char *value, UiRole role)
{
	g_autofree char *shown_label = pki_text_printable (label, -1);
	g_autofree char *shown = pki_text_printable (value ? value : "", -1);
	int width = MAX (build->columns - value_column (build, depth, shown_label), 12);
	UiDetailLine *first = NULL;
	const char *rest = shown;
	do {
		gsize size = ui_wrap_fits (rest, strlen (rest), width);
		g_autofree char *part = g_strndup (rest, size);
		UiDetailLine *line = add_line (build, depth, first ? "" : shown_label, part);
		line->role = role;
		/* What goes on from a wide label goes on below its value. */
		width = MAX (build->columns - value_column (build, depth, ""), 12);
		first = first ? first : line;
		rest += size;
	} while (*rest);
	return first;
}

/* ── what belongs to it
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static const char *verdict_words (int verdict, UiRole *role)
{
	*role = UI_ROLE_VALUE;
	switch (verdict) {
	case PKI_VERDICT_GOOD:
		return _ ("signature checked");
	case PKI_VERDICT_BAD:
		*role = UI_ROLE_BAD;
		return _ ("signature WRONG");
	case PKI_VERDICT_UNSUPPORTED:
		*role = UI_ROLE_SOON;
		return _ ("signature can't be checked: unknown algorithm or key");
	case PKI_VERDICT_TOO_LARGE:
		*role = UI_ROLE_SOON;
		return _ ("signature not checked: a key over 16,384 bits");
	default:
		return _ ("signature not checked yet");
	}
}

static char *arrow_to (const char *words)
{
	return g_strdup_printf ("%s %s", ui_glyph (UI_GLYPH_ARROW), words);
}

static void add_link (Build *build, gint64 id, const char *words, UiRole role)
{
	const PkiItem *item = ui_items_get (build->subject->session->items, id);
	if (!item)
		return;
	g_autofree char *path = item->index > 0 ? g_strdup_printf ("%s#%u", item->path, item->index)
						: g_strdup (item->path);
	g_autofree char *text = g_strdup_printf (_ ("%s, %s"), path, words);
	g_autofree char *arrow = arrow_to (text);
	guint before = build->model->lines->len;
	add (build, 0, "", arrow, role);
	for (guint i = before; i < build->model->lines->len; i++)
		((UiDetailLine *)g_ptr_array_index (build->model->lines, i))->target = id;
}

static int check_now (Build *build, gint64 issuer_id)
{
	PkiStore *store = build->subject->session->store;
	g_autoptr (PkiObject) object = pki_store_object (store, build->subject->id, NULL);
	g_autoptr (PkiObject) issuer = pki_store_object (store, issuer_id, NULL);
	return object && issuer ? pki_signature_check (object, issuer) : PKI_VERDICT_UNKNOWN;
}

static void add_issuers (Build *build, gboolean self_issued)
{
	const UiDetailArguments *subject = build->subject;
	g_autoptr (GArray) issuers = pki_store_issuers (subject->session->store, subject->id, NULL);
	guint count = issuers ? issuers->len : 0;
	if (count == 0 && !self_issued)
		add (build, 0, "", _ ("not in this directory"), UI_ROLE_SOON);
	gboolean signed_by_other = FALSE;
	for (guint i = 0; i < MIN (count, RELATED_MOST); i++) {
		PkiIssuer issuer = g_array_index (issuers, PkiIssuer, i);
		UiRole role;
		/* The checks in the background end with the first that signed it. */
		if (issuer.verdict == PKI_VERDICT_UNKNOWN && signed_by_other)
			issuer.verdict = check_now (build, issuer.id);
		else if (issuer.verdict == PKI_VERDICT_UNKNOWN)
			ui_checks_want (subject->session->checks, subject->id);
		signed_by_other |= issuer.verdict == PKI_VERDICT_GOOD;
		const char *words = verdict_words (issuer.verdict, &role);
		if (issuer.id == subject->id) {
			g_autofree char *itself = g_strdup_printf (_ ("itself, %s"), words);
			add (build, 0, "", itself, role);
		} else if (issuer.doubt) {
			g_autofree char *both = g_strdup_printf (_ ("%s, %s"), words, issuer.doubt);
			add_link (build, issuer.id, both,
				role == UI_ROLE_VALUE ? UI_ROLE_SOON : role);
		} else {
			add_link (build, issuer.id, words, role);
		}
	}
}

static const char *relation_words (PkiObjectType type, gboolean certain)
{
	switch (type) {
	case PKI_OBJECT_PRIVATE_KEY:
		return _ ("private key, matches");
	case PKI_OBJECT_PUBLIC_KEY:
		return _ ("public key, matches");
	case PKI_OBJECT_REQUEST:
		return _ ("request, same key");
	case PKI_OBJECT_LOCKED:
		return certain ? _ ("encrypted private key, matches")
			       : _ ("locked, may be its private key");
	default:
		return _ ("certificate, same key");
	}
}

/* Others that have the key, certificates or what is none, as many as one reads. They are in the
 * order of their types: certificates first. */
static guint add_keepers (Build *build, const GArray *same, gboolean certificates, gboolean certain)
{
	const UiDetailArguments *subject = build->subject;
	guint shown = 0;
	for (guint i = 0; i < same->len && shown < KEEPERS_MOST; i++) {
		gint64 id = g_array_index (same, gint64, certificates ? i : same->len - 1 - i);
		const PkiItem *item = ui_items_get (subject->session->items, id);
		if (!item || id == subject->id)
			continue;
		if ((item->type == PKI_OBJECT_CERTIFICATE) != certificates)
			break;
		add_link (build, id, relation_words (item->type, certain), UI_ROLE_VALUE);
		shown++;
	}
	return shown;
}

static void add_same_key (Build *build)
{
	const UiDetailArguments *subject = build->subject;
	gboolean certain = FALSE;
	g_autoptr (GArray) same =
		pki_store_same_key (subject->session->store, subject->id, &certain, NULL);
	if (!same)
		return;
	guint others = 0;
	for (guint i = 0; i < same->len; i++)
		others += g_array_index (same, gint64, i) != subject->id;
	others -= add_keepers (build, same, FALSE, certain);
	others -= add_keepers (build, same, TRUE, certain);
	if (others == 0)
		return;
	g_autofree char *text = g_strdup_printf (
		ngettext ("and %u more with this key", "and %u more with this key", others),
		others);
	add (build, 0, "", text, UI_ROLE_MUTED);
}

static void add_places (Build *build)
{
	const UiDetailArguments *subject = build->subject;
	g_autoptr (GPtrArray) places =
		pki_store_places (subject->session->store, subject->id, NULL);
	for (guint i = 0; places && i < MIN (places->len, RELATED_MOST); i++) {
		const PkiPlace *place = g_ptr_array_index (places, i);
		g_autofree char *text =
			place->index > 0 ? g_strdup_printf ("%s#%u", place->path, place->index)
					 : g_strdup (place->path);
		add (build, 0, i == 0 ? _ ("Kept in") : "", text, UI_ROLE_VALUE);
	}
	if (!places || places->len <= RELATED_MOST)
		return;
	guint more = places->len - RELATED_MOST;
	g_autofree char *text =
		g_strdup_printf (ngettext ("and %u more place", "and %u more places", more), more);
	add (build, 0, "", text, UI_ROLE_MUTED);
}

/* Stands there, empty, while git is asked: lines below do not jump. */
static void add_committed (Build *build)
{
	if (build->committed)
		add (build, 0, _ ("Committed"), build->committed, UI_ROLE_VALUE);
}

/* ── the described fields
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static char *field_value (const PkiField *field, gboolean open)
{
	const char *critical = field->critical ? _ ("critical: ") : "";
	if (field->value)
		return g_strdup_printf ("%s%s", critical, field->value);
	if (field->children->len == 0 || open)
		return g_strdup (field->critical ? _ ("critical") : "");
	/* A heading that is closed: its first remark, or how much is in it. */
	const PkiField *first = g_ptr_array_index (field->children, 0);
	if (first->remark && first->value)
		return g_strdup_printf ("(%u)  ! %s", field->children->len, first->value);
	return g_strdup_printf ("(%u)", field->children->len);
}

static void add_fields (Build *build, const PkiField *parent, const char *path, guint depth);

static void add_field (Build *build, const PkiField *field, const char *path, guint depth)
{
	g_autofree char *key = g_strdup_printf ("%s/%s", path, field->label);
	gboolean folds = field->children->len > 0;
	gboolean open = folds && g_hash_table_contains (build->open, key);
	g_autofree char *value = field_value (field, open);
	if (field->remark) {
		g_autofree char *text = g_strdup_printf ("! %s", value);
		add (build, depth, "", text, UI_ROLE_SOON);
		return;
	}
	gboolean long_label = field->section == PKI_FIELD_FINGERPRINT;
	UiDetailLine *line =
		add (build, depth, long_label ? "SHA-256" : field->label, value, UI_ROLE_VALUE);
	if (!folds)
		return;
	line->fold = g_strdup (key);
	line->open = open;
	if (open)
		add_fields (build, field, key, depth + 1);
}

static void add_fields (Build *build, const PkiField *parent, const char *path, guint depth)
{
	for (guint i = 0; i < parent->children->len; i++) {
		/* Siblings far down may have the same label: their number tells them apart. */
		g_autofree char *numbered = g_strdup_printf ("%s/%u", path, i);
		add_field (build, g_ptr_array_index (parent->children, i), numbered, depth);
	}
}

/* What concerns a person less than where the object is kept and what is odd about it. */
static gboolean is_particular (const PkiField *field)
{
	switch (field->section) {
	case PKI_FIELD_SERIAL:
	case PKI_FIELD_FINGERPRINT:
	case PKI_FIELD_VERSION:
	case PKI_FIELD_SIGNATURE:
	case PKI_FIELD_EXTENSIONS:
		return TRUE;
	default:
		return FALSE;
	}
}

static gboolean is_remarks (const PkiField *field)
{
	return field->section == PKI_FIELD_REMARKS;
}

/* A section, followed by what the catalog knows about it. */
static void add_section (Build *build, const PkiField *field, gboolean self_issued)
{
	add_field (build, field, "", 0);
	if (build->subject->id == 0)
		return;
	if (field->section == PKI_FIELD_ISSUER)
		add_issuers (build, self_issued);
	else if (field->section == PKI_FIELD_KEY)
		add_same_key (build);
}

static void add_sections (Build *build, const PkiField *top, gboolean self_issued)
{
	const GPtrArray *fields = top->children;
	for (guint i = 0; i < fields->len; i++) {
		const PkiField *field = g_ptr_array_index (fields, i);
		if (!is_particular (field) && !is_remarks (field))
			add_section (build, field, self_issued);
	}
	if (build->subject->id != 0) {
		add_places (build);
		add_committed (build);
	}
	for (guint i = 0; i < fields->len; i++)
		if (is_remarks (g_ptr_array_index (fields, i)))
			add_section (build, g_ptr_array_index (fields, i), self_issued);
	for (guint i = 0; i < fields->len; i++)
		if (is_particular (g_ptr_array_index (fields, i)))
			add_section (build, g_ptr_array_index (fields, i), self_issued);
}

static int widest_label (const PkiField *top)
{
	int columns = MAX (pki_text_width (_ ("Kept in")), pki_text_width (_ ("Committed")));
	for (guint i = 0; i < top->children->len; i++) {
		const PkiField *field = g_ptr_array_index (top->children, i);
		g_autofree char *label = pki_text_printable (field->label, -1);
		if (pki_text_width (label) <= LABEL_COLUMNS_MOST)
			columns = MAX (columns, pki_text_width (label));
	}
	return columns;
}

/* ── the head
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static char *state_words (const PkiItem *item, gint64 now)
{
	if (item->status == PKI_STATUS_REVOKED || item->issuer_verdict == PKI_VERDICT_BAD ||
		item->not_after == PKI_TIME_NONE)
		return g_strdup (item->issuer_verdict == PKI_VERDICT_BAD ? _ ("signature WRONG")
				 : item->status == PKI_STATUS_NONE
					 ? ""
					 : pki_status_word (item->status));
	if (item->status == PKI_STATUS_NOT_YET_VALID) {
		g_autofree char *date = pki_time_format_date (item->not_before);
		return g_strdup_printf (_ ("valid from %s"), date);
	}
	return pki_time_left_words (now, item->not_after);
}

static void add_revocation (Build *build, const PkiItem *item)
{
	if (item->revoked_at == PKI_TIME_NONE)
		return;
	g_autofree char *time = pki_time_format (item->revoked_at);
	g_autofree char *text =
		g_strdup_printf (_ ("%s, %s"), time, pki_crl_reason_name (item->revoked_reason));
	add (build, 0, _ ("Revoked"), text, UI_ROLE_BAD);
}

static void add_below (Build *build, const PkiItem *item)
{
	if (item->children == 0)
		return;
	g_autofree char *text = g_strdup_printf (
		ngettext ("%u directly below", "%u directly below", item->children),
		item->children);
	g_autofree char *soon = g_strdup_printf (
		ngettext ("%s, %u soon or expired", "%s, %u soon or expired", item->soon_below),
		text, item->soon_below);
	add (build, 0, _ ("Issued"), item->soon_below > 0 ? soon : text,
		item->soon_below > 0 ? UI_ROLE_SOON : UI_ROLE_VALUE);
}

static void add_head (Build *build, const PkiItem *item)
{
	UiDetailModel *model = build->model;
	model->name = pki_text_printable (item->name, -1);
	model->state = ui_state_of (item);
	model->state_words = state_words (item, build->now);
	model->not_before = item->not_before;
	model->not_after = item->not_after;
	if (item->not_after != PKI_TIME_NONE && item->not_before != PKI_TIME_NONE) {
		add_line (build, 0, "", "")->bar = TRUE;
		add_line (build, 0, "", "");
	}
	add_revocation (build, item);
	add_below (build, item);
}

static void build_lines (Build *build, const PkiObject *object, const PkiItem *item)
{
	g_autoptr (PkiField) top = pki_object_describe (object, build->now, ENTRIES_MOST);
	gboolean self_issued = item && item->self_issued;
	build->model->label_columns = widest_label (top);
	if (item)
		add_head (build, item);
	add_sections (build, top, self_issued);
}

UiDetailModel *ui_detail_model_new (
	const UiDetailArguments *subject, int columns, GHashTable *open, const char *committed)
{
	UiDetailModel *model = g_new0 (UiDetailModel, 1);
	model->lines = g_ptr_array_new_with_free_func (line_free);
	model->not_before = model->not_after = PKI_TIME_NONE;
	model->state = (UiState){ UI_ROLE_MUTED, UI_GLYPH_N, NULL };
	Build build = { model, subject, open, columns, committed, pki_time_now () };
	const PkiItem *item =
		subject->id ? ui_items_get (subject->session->items, subject->id) : NULL;
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiObject) object = NULL;
	if (subject->object)
		object = pki_object_ref (subject->object);
	else if (item && item->object)
		object = pki_object_ref (item->object);
	else if (item)
		object = pki_store_object (subject->session->store, subject->id, &error);
	if (object)
		build_lines (&build, object, item);
	else if (item)
		add_head (&build, item);
	if (error) {
		g_autofree char *words = ui_error_words (error);
		add (&build, 0, _ ("Problem"), words, UI_ROLE_BAD);
	}
	if (!model->name)
		model->name = pki_text_printable (subject->name ? subject->name : "", -1);
	return model;
}
