/* Where lines break: at blanks, and in Chinese between characters, but not before a full stop. */
#include "config.h"

#include "ui/core/wrap.h"

#include <string.h>

#include "tests/unit/unit.h"

/* TEXT as it is set in COLUMNS, its lines joined by "|". */
static char *set_in (const char *text, int columns)
{
	GString *out = g_string_new (NULL);
	for (const char *rest = text; *rest;) {
		gsize fits = ui_wrap_fits (rest, strlen (rest), columns);
		ck_assert_uint_gt (fits, 0);
		g_string_append (out, out->len ? "|" : "");
		g_string_append_len (out, rest, (gssize)fits);
		rest += fits;
	}
	return g_string_free (out, FALSE);
}

static void see (const char *text, int columns, const char *expected)
{
	g_autofree char *lines = set_in (text, columns);
	ck_assert_str_eq (lines, expected);
}

START_TEST (words_stay_whole)
{
	see ("a key of its own", 10, "a key of |its own");
	see ("0123456789abcdef", 10, "0123456789|abcdef");
	/* A blank in the first half would leave too much room. */
	see ("a 123456789abcdef", 10, "a 12345678|9abcdef");
}
END_TEST

START_TEST (chinese_breaks_between_characters)
{
	see ("证书由颁发者签发", 10, "证书由颁发|者签发");
	/* Not at the blank, after which the whole sentence would look like one word. */
	see ("由 git 忽略它的私钥", 12, "由 git 忽略|它的私钥");
	see ("用于旧程序的 RSA", 14, "用于旧程序的 |RSA");
}
END_TEST

START_TEST (chinese_signs_stay_with_their_words)
{
	see ("证书由它，签发", 8, "证书由|它，签发");
	see ("证书由它：签发", 8, "证书由|它：签发");
	see ("证书由它。", 8, "证书由|它。");
	see ("证书由（它）签发", 8, "证书由|（它）签|发");
	see ("证书由“它”签发", 7, "证书由|“它”签|发");
	see ("证书（CA）有效", 7, "证书|（CA）|有效");
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("wrap");
	TCase *tests = tcase_create ("wrap");
	tcase_add_test (tests, words_stay_whole);
	tcase_add_test (tests, chinese_breaks_between_characters);
	tcase_add_test (tests, chinese_signs_stay_with_their_words);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
