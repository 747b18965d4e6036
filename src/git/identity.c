#include "config.h"

#include "src/git/identity-private.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/git/date-private.h"
#include "src/git/repository-private.h"

#include <string.h>

typedef struct {
	const char *name_variable, *email_variable, *date_variable;
	const char *name_setting, *email_setting;
} Role;

static const Role author_role = { "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_AUTHOR_DATE",
	"author.name", "author.email" };
static const Role committer_role = { "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL",
	"GIT_COMMITTER_DATE", "committer.name", "committer.email" };

/* Without what may not stand in a commit's header: git drops the same characters, and blanks and
 * punctuation at both ends. NULL when nothing is left. */
static char *clean (const char *text)
{
	static const char edges[] = " .,:;\"\\'\t\r";
	GString *kept = g_string_new (NULL);
	for (; text && *text; text++)
		if (!strchr ("<>\n", *text) && (kept->len > 0 || !strchr (edges, *text)))
			g_string_append_c (kept, *text);
	while (kept->len > 0 && strchr (edges, kept->str[kept->len - 1]))
		g_string_truncate (kept, kept->len - 1);
	return g_string_free (kept, kept->len == 0);
}

static char *setting (git_config *config, const char *name)
{
	git_buf value = { 0 };
	char *text = NULL;
	if (git_config_get_string_buf (&value, config, name) == 0)
		text = clean (value.ptr);
	git_buf_dispose (&value);
	git_error_clear ();
	return text;
}

static char *first_of (
	git_config *config, const char *variable, const char *own, const char *shared)
{
	char *found = clean (g_getenv (variable));
	if (!found)
		found = setting (config, own);
	return found ? found : setting (config, shared);
}

static gboolean when (const Role *role, gint64 *time, int *offset, GError **error)
{
	const char *text = g_getenv (role->date_variable);
	if (!text || !*text) {
		g_autoptr (GDateTime) now = g_date_time_new_now_local ();
		*time = g_date_time_to_unix (now);
		*offset = (int)(g_date_time_get_utc_offset (now) / G_TIME_SPAN_MINUTE);
		return TRUE;
	}
	if (pki_git_date_parse (text, time, offset))
		return TRUE;
	g_autofree char *shown = pki_text_printable (text, -1);
	return pki_throw (error, PKI_ERROR_INVALID_INPUT,
		_ ("%s: it is no date: %s\nWrite it as 2027-11-20T08:00:00+01:00."),
		role->date_variable, shown);
}

static git_signature *sign (git_config *config, const Role *role, GError **error)
{
	g_autofree char *name =
		first_of (config, role->name_variable, role->name_setting, "user.name");
	g_autofree char *email =
		first_of (config, role->email_variable, role->email_setting, "user.email");
	if (!email)
		email = clean (g_getenv ("EMAIL"));
	if (!name || !email) {
		pki_throw (error, PKI_ERROR_NOT_FOUND,
			_ ("git: it does not know who you are, and every change is a commit with a "
			   "name on it\nTell it once:\n  git config --global user.name \"Your "
			   "Name\"\n  git config --global user.email you@example.com"));
		return NULL;
	}
	gint64 time;
	int offset;
	git_signature *signature = NULL;
	if (!when (role, &time, &offset, error))
		return NULL;
	int code = git_signature_new (&signature, name, email, time, offset);
	if (code != 0)
		pki_throw_git (error, code, _ ("git can't use this name and address"));
	return signature;
}

/* What holds for every repository. */
static int open_default (git_config **snapshot)
{
	g_autoptr (git_config) config = NULL;
	int code = git_config_open_default (&config);
	return code != 0 ? code : git_config_snapshot (snapshot, config);
}

static git_config *configuration (PkiRepository *repository, GError **error)
{
	git_config *config = NULL;
	pki_git_start ();
	int code = repository ? git_repository_config_snapshot (&config, repository->git)
			      : open_default (&config);
	if (code != 0)
		pki_throw_git (error, code, _ ("git's configuration can't be read"));
	return config;
}

gboolean pki_identity_get (PkiRepository *repository, git_signature **author,
	git_signature **committer, GError **error)
{
	g_autoptr (git_config) config = configuration (repository, error);
	g_autoptr (git_signature) first = config ? sign (config, &author_role, error) : NULL;
	g_autoptr (git_signature) second = first ? sign (config, &committer_role, error) : NULL;
	if (!second)
		return FALSE;
	*author = g_steal_pointer (&first);
	*committer = g_steal_pointer (&second);
	return TRUE;
}

gboolean pki_identity_known (PkiRepository *repository, GError **error)
{
	g_autoptr (git_signature) author = NULL;
	g_autoptr (git_signature) committer = NULL;
	return pki_identity_get (repository, &author, &committer, error);
}

gboolean pki_identity_save (
	PkiRepository *repository, const char *name, const char *email, GError **error)
{
	g_autofree char *good_name = clean (name);
	g_autofree char *good_email = clean (email);
	if (!good_name || !good_email)
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("name and address: both are needed, each with a letter in it"));
	g_autoptr (git_config) all = NULL;
	g_autoptr (git_config) own = NULL;
	int code = git_repository_config (&all, repository->git);
	if (code == 0)
		code = git_config_open_level (&own, all, GIT_CONFIG_LEVEL_LOCAL);
	if (code == 0)
		code = git_config_set_string (own, "user.name", good_name);
	if (code == 0)
		code = git_config_set_string (own, "user.email", good_email);
	return code == 0 ||
	       pki_throw_git (error, code, _ ("the repository's configuration can't be written"));
}
