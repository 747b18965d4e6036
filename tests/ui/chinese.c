/* The screens in Chinese, whose characters take two columns each: tables stay aligned, nothing
 * runs over the edge. */
#include "config.h"

#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "src/base/text.h"
#include "tests/ui/acme.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

#define ROWS    24
#define COLUMNS 80

static char *catalogs (void)
{
	return g_build_filename (g_getenv ("top_builddir"), "locale", NULL);
}

/* Newer C libraries never translate in C.UTF-8, where tests run. */
static gboolean translates (void)
{
	g_autofree char *folder = catalogs ();
	g_setenv ("LANGUAGE", "zh_CN", TRUE);
	setlocale (LC_ALL, "C.UTF-8");
	bindtextdomain (PACKAGE, folder);
	bind_textdomain_codeset (PACKAGE, "UTF-8");
	return strcmp (dgettext (PACKAGE, "Subject"), "主体") == 0;
}

static Vt *start (void)
{
	g_autofree char *folder = catalogs ();
	g_autofree char *variable = g_strconcat ("PKITTY_LOCALEDIR=", folder, NULL);
	const char *argv[] = { g_getenv ("PKITTY"), acme_store (), NULL };
	const char *environment[] = { "LANGUAGE=zh_CN", variable, NULL };
	return vt_start (argv, environment, ROWS, COLUMNS);
}

/* Where the first date of a row begins, in columns; -1 where it has none. */
static int date_column (const char *text)
{
	g_autoptr (GRegex) date = g_regex_new ("20\\d\\d-\\d\\d-\\d\\d", 0, 0, NULL);
	g_autoptr (GMatchInfo) match = NULL;
	if (!g_regex_match (date, text, 0, &match))
		return -1;
	int begin;
	g_match_info_fetch_pos (match, 0, &begin, NULL);
	g_autofree char *before = g_strndup (text, (gsize)begin);
	return pki_text_width (before);
}

static void see_dates_aligned (Vt *vt)
{
	int column = -1, dates = 0;
	for (int row = 1; row < ROWS - 2; row++) {
		g_autofree char *text = vt_row (vt, row);
		int here = date_column (text);
		ck_assert_int_le (pki_text_width (text), COLUMNS);
		if (here < 0)
			continue;
		ck_assert_msg (
			column < 0 || here == column, "column %d, not %d: %s", here, column, text);
		column = here;
		dates++;
	}
	ck_assert_int_gt (dates, 2);
}

START_TEST (tables_align)
{
	g_autoptr (Vt) vt = start ();
	vt_see (vt, "名称");
	vt_see (vt, "根 CA");
	see_dates_aligned (vt);
	vt_keys (vt, "2");
	vt_see (vt, "已过期");
	see_dates_aligned (vt);
	vt_keys (vt, "1<Enter>");
	vt_keys (vt, "?");
	vt_see (vt, "帮助");
	for (int row = 1; row < ROWS - 2; row++) {
		g_autofree char *text = vt_row (vt, row);
		ck_assert_msg (pki_text_width (text) == COLUMNS, "the frame is broken: %s", text);
	}
}
END_TEST

/* Nothing but frame and blanks stands before the text. */
static void see_no_lonely_signs (Vt *vt)
{
	for (int row = 1; row < ROWS - 1; row++) {
		g_autofree char *text = vt_row (vt, row);
		const char *at = text;
		while (*at == ' ' || g_str_has_prefix (at, "│"))
			at = g_utf8_next_char (at);
		ck_assert_msg (
			!*at || !g_utf8_strchr ("，。；：、？！”）", -1, g_utf8_get_char (at)),
			"a line begins with a sign: %s", text);
	}
}

START_TEST (help_of_a_field_reads_well)
{
	tool_do ("git init -q acme-pki");
	g_autoptr (Vt) vt = start ();
	vt_see (vt, "名称");
	vt_keys (vt, "c");
	vt_see (vt, "签发请求");
	vt_keys (vt, "q");
	vt_see (vt, "您是谁？");
	vt_keys (vt, "Li Wei<Tab>li.wei@example.org<C-n>");
	vt_see (vt, "作何用途？");
	vt_keys (vt, "<F1>");
	vt_see (vt, "类型不对的证书");
	see_no_lonely_signs (vt);
}
END_TEST

int main (void)
{
	if (!translates ()) {
		puts ("skipped: nothing is translated in C.UTF-8 here");
		return 77;
	}
	Suite *suite = suite_create ("chinese");
	TCase *tests = tcase_create ("chinese");
	tcase_set_timeout (tests, 60);
	tcase_add_checked_fixture (tests, acme_make, acme_drop);
	tcase_add_test (tests, tables_align);
	tcase_add_test (tests, help_of_a_field_reads_well);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
