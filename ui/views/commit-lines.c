#include "config.h"

#include "ui/views/commit-lines.h"

#include <string.h>

#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/store/field-change.h"
#include "src/x509/field.h"
#include "ui/term/glyph.h"

/* What the trailers say is told by what follows; they themselves stand last. */
#define TRAILER "Pki-"

enum { HEAD_LABEL = 12, FIELD_LABEL = 20, INDENT = 1, DEEPER = 4 };

static void free_line (gpointer data)
{
	UiCommitLine *line = data;
	g_free (line->label);
	g_free (line->text);
	g_free (line);
}

/* LABEL is copied, TEXT taken. */
static UiCommitLine *add (GPtrArray *lines, int indent, UiRole role, char *text)
{
	UiCommitLine *line = g_new0 (UiCommitLine, 1);
	line->indent = indent;
	line->role = role;
	line->label_role = UI_ROLE_LABEL;
	line->text = text;
	g_ptr_array_add (lines, line);
	return line;
}

static void add_labelled (
	GPtrArray *lines, int indent, const char *label, int columns, UiRole role, char *text)
{
	UiCommitLine *line = add (lines, indent, role, text);
	line->label = g_strdup (label);
	line->label_columns = columns;
}

static char *person_words (const PkiPerson *person)
{
	g_autofree char *name = pki_text_printable (person->name, -1);
	g_autofree char *email = pki_text_printable (person->email, -1);
	g_autofree char *when = pki_time_format (person->time);
	return g_strdup_printf ("%s <%s>  %s", name, email, when);
}

/* The lines of the body that say to machines what was done, or those that do not. */
static void add_body (GPtrArray *lines, const PkiRevision *revision, gboolean trailers)
{
	g_autofree char *body = pki_text_printable_lines (revision->body, -1);
	g_auto (GStrv) parts = g_strsplit (g_strchomp (body), "\n", -1);
	for (char **part = parts; *part; part++)
		if (g_str_has_prefix (*part, TRAILER) == trailers)
			add (lines, DEEPER, UI_ROLE_MUTED, g_strdup (*part));
}

static void add_message (GPtrArray *lines, const PkiRevision *revision)
{
	add (lines, INDENT, UI_ROLE_VALUE, g_strdup (""));
	add (lines, DEEPER, UI_ROLE_TITLE, pki_text_printable (revision->subject, -1));
	if (!revision->body)
		return;
	add_body (lines, revision, FALSE);
}

static gboolean has_trailers (const PkiRevision *revision)
{
	return revision->body && (g_str_has_prefix (revision->body, TRAILER) ||
					 strstr (revision->body, "\n" TRAILER));
}

static void add_trailers (GPtrArray *lines, const PkiRevision *revision)
{
	if (!has_trailers (revision))
		return;
	add (lines, INDENT, UI_ROLE_LABEL, g_strdup (_ ("Trailers")));
	add_body (lines, revision, TRUE);
}

static void add_head (GPtrArray *lines, const PkiHistoryEntry *entry)
{
	const PkiRevision *revision = entry->revision;
	g_autofree char *author = person_words (&revision->author);
	g_autofree char *committer = person_words (&revision->committer);
	g_autofree char *remark = pki_history_remark (entry);
	add_labelled (
		lines, INDENT, _ ("Commit"), HEAD_LABEL, UI_ROLE_VALUE, g_strdup (revision->id));
	add_labelled (lines, INDENT, _ ("Author"), HEAD_LABEL, UI_ROLE_VALUE, g_strdup (author));
	if (!g_str_equal (author, committer))
		add_labelled (lines, INDENT, _ ("Committer"), HEAD_LABEL, UI_ROLE_VALUE,
			g_strdup (committer));
	if (remark)
		add_labelled (lines, INDENT, _ ("Remark"), HEAD_LABEL,
			entry->mismatch || entry->error ? UI_ROLE_BAD : UI_ROLE_MUTED,
			g_strdup (remark));
	add_message (lines, revision);
	add (lines, INDENT, UI_ROLE_VALUE, g_strdup (""));
}

/* ── objects
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static const char *arrow (void)
{
	return ui_glyph (UI_GLYPH_ARROW);
}

static char *thing_words (const PkiObjectChange *change)
{
	const PkiObject *object = pki_object_change_object (change);
	if (object) {
		g_autofree char *use = pki_object_use_words (object);
		return pki_text_printable (use ? use : pki_object_type_name (object->type), -1);
	}
	return g_strdup (change->thing == PKI_CHANGED_SETTINGS  ? _ ("settings")
			 : change->thing == PKI_CHANGED_PROFILE ? _ ("profile")
								: _ ("file"));
}

/* "+ etcd1   server + client" */
static void add_title (GPtrArray *lines, const PkiObjectChange *change)
{
	static const char *const signs[PKI_CHANGE_N] = {
		[PKI_CHANGE_ADDED] = "+",
		[PKI_CHANGE_REPLACED] = "~",
		[PKI_CHANGE_REMOVED] = "-",
		[PKI_CHANGE_MOVED] = ">",
	};
	static const char *const words[PKI_CHANGE_N] = {
		[PKI_CHANGE_ADDED] = N_ ("added"),
		[PKI_CHANGE_REPLACED] = N_ ("replaced"),
		[PKI_CHANGE_REMOVED] = N_ ("removed"),
		[PKI_CHANGE_MOVED] = N_ ("moved"),
	};
	static const UiRole roles[PKI_CHANGE_N] = {
		[PKI_CHANGE_ADDED] = UI_ROLE_GOOD,
		[PKI_CHANGE_REPLACED] = UI_ROLE_SOON,
		[PKI_CHANGE_REMOVED] = UI_ROLE_BAD,
		[PKI_CHANGE_MOVED] = UI_ROLE_MUTED,
	};
	g_autofree char *name = pki_object_change_name (change);
	g_autofree char *shown = pki_text_printable (name, -1);
	g_autofree char *thing = thing_words (change);
	const char *word =
		change->kind == PKI_CHANGE_REPLACED && change->thing != PKI_CHANGED_OBJECT
			? _ ("changed")
			: _ (words[change->kind]);
	UiCommitLine *line = add (lines, INDENT, UI_ROLE_TITLE,
		g_strdup_printf (_ ("%s   %s, %s"), shown, thing, word));
	line->label = g_strdup (signs[change->kind]);
	line->label_role = roles[change->kind];
	line->label_columns = 2;
}

static void add_field (GPtrArray *lines, const char *label, char *value)
{
	g_autofree char *taken = value;
	if (value && *value)
		add_labelled (lines, DEEPER, label, FIELD_LABEL, UI_ROLE_VALUE,
			pki_text_printable (value, -1));
}

static void add_paths (GPtrArray *lines, const PkiObjectChange *change)
{
	g_autofree char *path = pki_text_printable (pki_object_change_path (change), -1);
	if (change->kind != PKI_CHANGE_MOVED) {
		add_field (lines, _ ("File"), g_strdup (path));
		return;
	}
	g_autofree char *from = pki_text_printable (change->path_before, -1);
	add_field (lines, _ ("File"), g_strdup_printf ("%s %s %s", from, arrow (), path));
}

/* What is new, or has gone, with what tells it from others. */
static void add_fields (GPtrArray *lines, const PkiObject *object)
{
	add_field (lines, _ ("Subject"), pki_object_subject (object));
	add_field (lines, _ ("Issuer"), pki_object_issuer (object));
	if (object->type == PKI_OBJECT_CERTIFICATE) {
		g_autofree char *from = pki_time_format_date (object->certificate.not_before);
		g_autofree char *until = pki_time_format_date (object->certificate.not_after);
		add_field (lines, _ ("Valid"), g_strdup_printf ("%s %s %s", from, arrow (), until));
	}
	add_field (lines, _ ("Serial number"), pki_object_serial (object));
}

static void add_differences (GPtrArray *lines, const PkiObjectChange *change)
{
	g_autoptr (GPtrArray) fields = pki_field_changes (change->before, change->after);
	for (guint i = 0; i < fields->len; i++) {
		const PkiFieldChange *field = fields->pdata[i];
		gboolean names = g_str_equal (field->id, "names");
		if (field->same) {
			add_field (lines, field->label,
				g_strdup_printf (_ ("%s, the same"), field->after));
		} else if (g_strcmp0 (field->before, field->after) == 0) {
			add_field (lines, field->label,
				g_strdup_printf (_ ("%s, another one"), field->after));
		} else if (names) {
			add_field (lines, field->label,
				field->before ? g_strdup_printf ("- %s", field->before) : NULL);
			add_field (lines, field->before ? "" : field->label,
				field->after ? g_strdup_printf ("+ %s", field->after) : NULL);
		} else {
			add_field (lines, field->label,
				g_strdup_printf ("%s %s %s",
					field->before ? field->before : _ ("none"), arrow (),
					field->after ? field->after : _ ("none")));
		}
	}
}

static void add_change (GPtrArray *lines, const PkiObjectChange *change)
{
	const PkiObject *object = pki_object_change_object (change);
	add_title (lines, change);
	add_paths (lines, change);
	if (change->why)
		add (lines, DEEPER, UI_ROLE_BAD, g_strdup (change->why));
	if (change->kind == PKI_CHANGE_REPLACED && change->before && change->after)
		add_differences (lines, change);
	else if (object && change->kind != PKI_CHANGE_MOVED)
		add_fields (lines, object);
	add (lines, INDENT, UI_ROLE_VALUE, g_strdup (""));
}

GPtrArray *ui_commit_lines (const PkiHistoryEntry *entry)
{
	GPtrArray *lines = g_ptr_array_new_with_free_func (free_line);
	add_head (lines, entry);
	for (guint i = 0; i < entry->changes->len; i++)
		add_change (lines, entry->changes->pdata[i]);
	guint rest = entry->files - entry->looked_into;
	if (rest)
		add (lines, INDENT, UI_ROLE_MUTED,
			g_strdup_printf (
				ngettext ("and %u file more", "and %u files more", rest), rest));
	add_trailers (lines, entry->revision);
	return lines;
}
