#include "config.h"

#include "src/git/revision-private.h"

#include <string.h>

#include "src/base/intl.h"

#define MOST_TEXT (1 << 20) /* of a message: nobody reads on */

static void person_clear (PkiPerson *person)
{
	g_free (person->name);
	g_free (person->email);
}

void pki_revision_free (PkiRevision *revision)
{
	if (!revision)
		return;
	person_clear (&revision->author);
	person_clear (&revision->committer);
	g_free (revision->id);
	g_free (revision->subject);
	g_free (revision->body);
	g_array_unref (revision->trailers);
	g_free (revision);
}

static void trailer_clear (gpointer data)
{
	PkiTrailer *trailer = data;
	g_free (trailer->key);
	g_free (trailer->value);
}

/* ENCODING is that of the commit's header: git converts such text, so do we. What can't be
 * converted stays as it is. */
static char *in_utf8 (const char *text, const char *encoding)
{
	static const char letters[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	gboolean usual = !encoding || g_ascii_strcasecmp (encoding, "UTF-8") == 0 ||
			 strspn (encoding, letters) != strlen (encoding);
	char *converted = usual ? NULL : g_convert (text, -1, "UTF-8", encoding, NULL, NULL, NULL);
	return converted ? converted : g_strdup (text);
}

static char *shortened (char *text)
{
	if (strlen (text) <= MOST_TEXT)
		return text;
	g_autofree char *whole = text;
	return g_strdup_printf ("%.*s\n%s", MOST_TEXT, whole, _ ("[the rest is left out]"));
}

static void read_person (PkiPerson *out, const git_signature *from, const char *encoding)
{
	out->name = in_utf8 (from && from->name ? from->name : "", encoding);
	out->email = in_utf8 (from && from->email ? from->email : "", encoding);
	out->time = from ? from->when.time : 0;
	out->offset = from ? from->when.offset : 0;
}

static GArray *read_trailers (const char *message)
{
	GArray *trailers = g_array_new (FALSE, FALSE, sizeof (PkiTrailer));
	g_array_set_clear_func (trailers, trailer_clear);
	git_message_trailer_array found = { 0 };
	if (git_message_trailers (&found, message) != 0) {
		git_error_clear ();
		return trailers;
	}
	for (gsize i = 0; i < found.count; i++) {
		const PkiTrailer trailer = { g_strdup (found.trailers[i].key),
			g_strdup (found.trailers[i].value) };
		g_array_append_val (trailers, trailer);
	}
	git_message_trailer_array_free (&found);
	return trailers;
}

PkiRevision *pki_revision_new (git_commit *commit)
{
	PkiRevision *revision = g_new0 (PkiRevision, 1);
	const char *encoding = git_commit_message_encoding (commit);
	const char *summary = git_commit_summary (commit);
	const char *body = git_commit_body (commit);
	const char *message = git_commit_message (commit);
	g_autofree char *converted = in_utf8 (message ? message : "", encoding);
	revision->id = g_malloc (GIT_OID_HEXSZ + 1);
	git_oid_tostr (revision->id, GIT_OID_HEXSZ + 1, git_commit_id (commit));
	read_person (&revision->author, git_commit_author (commit), encoding);
	read_person (&revision->committer, git_commit_committer (commit), encoding);
	revision->subject = shortened (in_utf8 (summary ? summary : "", encoding));
	revision->body = body ? shortened (in_utf8 (body, encoding)) : NULL;
	revision->trailers = read_trailers (converted);
	revision->parents = git_commit_parentcount (commit);
	return revision;
}
