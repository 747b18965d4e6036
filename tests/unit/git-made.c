#include "config.h"

#include "tests/unit/git-made.h"

#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

char *made_path (const char *name)
{
	return g_build_filename (tool_folder (), name, NULL);
}

void made_repository (void)
{
	static const char *const gone[] = { "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL",
		"GIT_AUTHOR_DATE", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL",
		"GIT_COMMITTER_DATE", "EMAIL" };
	g_autofree char *home = made_path ("home");
	g_autofree char *settings = made_path ("home/.gitconfig");
	for (gsize i = 0; i < G_N_ELEMENTS (gone); i++)
		g_unsetenv (gone[i]);
	g_setenv ("HOME", home, TRUE);
	g_setenv ("XDG_CONFIG_HOME", home, TRUE);
	g_setenv ("GIT_CONFIG_GLOBAL", settings, TRUE);
	g_setenv ("GIT_CONFIG_NOSYSTEM", "1", TRUE);
	tool_do ("mkdir -p home work/sub; cd work; git init -q -b trunk; "
		 "git config user.name 'Lin Ye'; git config user.email lin@example.com; "
		 "echo a >a; echo b >sub/b; git add .; git commit -q -m first; "
		 "echo c >c; git add .; git commit -q -m second");
}

PkiRepository *made_open (const char *name)
{
	g_autofree char *path = made_path (name);
	g_autoptr (GError) error = NULL;
	PkiRepository *repository = pki_repository_open (path, &error);
	assert_no_error (error);
	return repository;
}

gboolean made_allow (const char *path, GBytes *bytes, gpointer data, GError **error)
{
	return TRUE;
}

void made_put (PkiChange *change, const char *path, const char *text)
{
	g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
	pki_change_write (change, path, bytes);
}

void made_put_private (PkiChange *change, const char *path, const char *text)
{
	g_autoptr (PkiSecret) secret = pki_secret_new (text, strlen (text));
	pki_change_write_private (change, path, secret);
}

char *made_commit (PkiRepository *repository, const char *path, const char *text)
{
	g_autoptr (PkiChange) change = pki_change_new ();
	g_autoptr (GError) error = NULL;
	g_auto (PkiCommitted) done = { 0 };
	made_put (change, path, text);
	pki_repository_commit (
		repository, change, "issue it\n", made_allow, NULL, NULL, &done, &error);
	assert_no_error (error);
	ck_assert_msg (!done.warning, "%s", done.warning);
	return g_steal_pointer (&done.commit);
}

GError *made_try (PkiRepository *repository, PkiChange *change)
{
	GError *error = NULL;
	g_auto (PkiCommitted) done = { 0 };
	gboolean good = pki_repository_commit (
		repository, change, "issue it", made_allow, NULL, NULL, &done, &error);
	ck_assert (good == (error == NULL));
	ck_assert (good == (done.commit != NULL));
	ck_assert_msg (!done.warning, "%s", done.warning);
	return error;
}

void made_assert_prints (const char *text, const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	g_autofree char *command = g_strdup_vprintf (format, arguments);
	va_end (arguments);
	g_autofree char *printed = tool_text ("%s", command);
	ck_assert_msg (
		g_str_equal (printed, text), "%s\nprinted:\n%s\nnot:\n%s", command, printed, text);
}

void made_assert_status (const char *name, const char *text)
{
	made_assert_prints (text, "cd %s; git status --porcelain", name);
}

void made_assert_sound (const char *name)
{
	made_assert_prints ("", "cd %s; git fsck --strict --full --no-dangling 2>&1", name);
	made_assert_prints ("door\nlock",
		"cd %s; ls -A $(git rev-parse --git-dir)/pkitty | grep -v '^$'", name);
	made_assert_prints ("", "cd %s; find .git -name '*.lock'; find . -name '.pkitty*'", name);
}
