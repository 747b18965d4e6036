/*
 * The tour of README.md, as it stands there: types what its tables say, waits for what they say is
 * then seen, and lets openssl and git judge what was made. With PKITTY_PICTURES=FOLDER the pictures
 * that the tour shows are drawn there (make pictures).
 *
 * In a row "| `a` `^N` | text `seen` |" the first column is typed, key by key: Enter, Tab, Space,
 * Esc, Up, Down, Left, Right, ^ with a letter, or a text as it is.
 */
#include "config.h"

#include <string.h>

#include "tests/ui/desk.h"
#include "tests/ui/picture.h"
#include "tests/unit/unit.h"

#define HEADING "## The ten-minute tour"

/* The moment that the tour's clock stands at. */
#define NOW "1795176000"

typedef struct {
	Vt *vt;
	PictureBook *book; /* NULL: no pictures */
	guint steps, pictures;
} Tour;

/* What stands between backquotes in one cell of a table. */
static char **spans (const char *cell)
{
	g_auto (GStrv) parts = g_strsplit (cell, "`", -1);
	GPtrArray *found = g_ptr_array_new ();
	for (guint i = 1; parts[i - 1] && parts[i] && parts[i + 1]; i += 2)
		g_ptr_array_add (found, g_strdup (parts[i]));
	g_ptr_array_add (found, NULL);
	return (char **)g_ptr_array_free (found, FALSE);
}

static void type (Vt *vt, const char *span)
{
	static const char *const named[] = { "Enter", "Tab", "Space", "Esc", "Up", "Down", "Left",
		"Right", NULL };
	g_autofree char *keys = NULL;
	if (g_strv_contains (named, span))
		keys = g_strdup_printf ("<%s>", span);
	else if (span[0] == '^' && strlen (span) == 2)
		keys = g_strdup_printf ("<C-%c>", g_ascii_tolower (span[1]));
	vt_keys (vt, keys ? keys : span);
}

static void take_row (Tour *tour, const char *line)
{
	g_auto (GStrv) cells = g_strsplit (line, "|", -1);
	g_auto (GStrv) keys = spans (cells[1]);
	if (!*keys)
		return;
	ck_assert_msg (g_strv_length (cells) == 4, "not two columns: %s", line);
	g_auto (GStrv) seen = spans (cells[2]);
	for (char **key = keys; *key; key++)
		type (tour->vt, *key);
	for (char **text = seen; *text; text++)
		vt_expect (tour->vt, *text);
	tour->steps++;
}

/* "![words](data/pictures/tree.svg)" */
static void take_picture (Tour *tour, const char *line)
{
	const char *begin = strstr (line, "(data/pictures/"), *end = strchr (line, ')');
	ck_assert_msg (begin && end && end > begin, "no picture of the tour: %s", line);
	g_autofree char *path = g_strndup (begin + 1, (gsize)(end - begin - 1));
	g_autofree char *name = g_path_get_basename (path);
	g_autofree char *kept = g_build_filename (g_getenv ("top_srcdir"), path, NULL);
	if (tour->book)
		picture_draw (tour->book, tour->vt, name);
	ck_assert_msg (g_file_test (kept, G_FILE_TEST_IS_REGULAR), "there is no %s", path);
	tour->pictures++;
}

static void follow (Tour *tour)
{
	g_autofree char *path = g_build_filename (g_getenv ("top_srcdir"), "README.md", NULL);
	g_autofree char *text = NULL;
	ck_assert (g_file_get_contents (path, &text, NULL, NULL));
	char *begin = strstr (text, "\n" HEADING "\n");
	ck_assert_msg (begin, "README.md has no tour");
	begin += strlen ("\n" HEADING);
	char *end = strstr (begin, "\n## ");
	if (end)
		*end = '\0';
	g_auto (GStrv) lines = g_strsplit (begin, "\n", -1);
	for (char **line = lines; *line; line++)
		if (**line == '|')
			take_row (tour, *line);
		else if (g_str_has_prefix (*line, "!["))
			take_picture (tour, *line);
}

/* libvterm 0.1 does not know faint, but italic, which the program never uses. */
static char *make_terminfo (const char *folder)
{
	desk_run (folder, "infocmp -x -1 xterm-256color | sed -e '/^\tdim=/s/2m/3m/' -e "
			  "'/^\tsgr=/s/;2%;/;3%;/' >faint && tic -x -o terminfo faint");
	return g_strdup_printf ("TERMINFO=%s/terminfo", folder);
}

static Vt *start (const char *directory, const char *terminfo)
{
	const char *argv[] = { g_getenv ("PKITTY"), directory, NULL };
	const char *environment[] = { "PKITTY_TEST_NOW=" NOW, "GIT_AUTHOR_DATE=@" NOW " +0000",
		"GIT_COMMITTER_DATE=@" NOW " +0000", terminfo, NULL };
	return vt_start (argv, environment, 24, 80);
}

static void judge (const char *directory)
{
	desk_check (directory);
	desk_run (directory,
		"for i in 1 2 3; do for leaf in etcd$i etcd$i-peer; do " DESK_VERIFY
		"-x509_strict -CAfile 'example-root/ca.crt' "
		"-untrusted etcd-ca/ca.crt -verify_ip 10.0.0.1$i -verify_hostname etcd$i.internal "
		"-purpose sslserver etcd-ca/certs/$leaf.crt || exit 1; done; done");
	desk_run (directory, DESK_VERIFY
		"-x509_strict -CAfile example-root/ca.crt "
		"-untrusted etcd-ca/ca.crt -purpose sslclient etcd-ca/certs/etcdctl.crt");
	g_autofree char *actions = desk_ask (directory,
		"git log --reverse --format='%(trailers:key=Pki-Action,valueonly,separator=%x20)' "
		"| cut -d' ' -f1 | paste -sd' '");
	ck_assert_str_eq (actions, "init create-ca create-ca issue issue");
}

START_TEST (the_tour_leads_where_it_says)
{
	g_autofree char *folder = desk_path ("tour");
	ck_assert_int_eq (g_mkdir_with_parents (folder, 0700), 0);
	g_autofree char *directory = g_build_filename (folder, "example-pki", NULL);
	ck_assert_int_eq (g_mkdir_with_parents (directory, 0700), 0);
	const char *pictures = g_getenv ("PKITTY_PICTURES");
	g_autofree char *terminfo = pictures ? make_terminfo (folder) : NULL;
	g_autoptr (PictureBook) book = pictures ? picture_book_new (pictures) : NULL;
	g_autoptr (Vt) vt = start (directory, terminfo);
	Tour tour = { .vt = vt, .book = book };
	follow (&tour);
	ck_assert_uint_ge (tour.steps, 15);
	ck_assert_uint_ge (tour.pictures, 5);
	judge (directory);
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("tour");
	TCase *tests = tcase_create ("tour");
	tcase_set_timeout (tests, 120);
	tcase_add_checked_fixture (tests, desk_set_up, NULL);
	tcase_add_test (tests, the_tour_leads_where_it_says);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
