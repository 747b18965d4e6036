#include "config.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/error.h"
#include "src/base/time.h"
#include "tests/unit/unit.h"
#include "ui/cli/json.h"
#include "ui/cli/options.h"
#include "ui/cli/table.h"

/* Output into memory. */
typedef struct {
	CliOutput output;
	char *text;
	size_t size;
} Paper;

static void paper_open (Paper *paper)
{
	*paper = (Paper){ 0 };
	FILE *stream = open_memstream (&paper->text, &paper->size);
	ck_assert_ptr_nonnull (stream);
	cli_output_init (&paper->output, stream);
}

static void paper_close (Paper *paper)
{
	fclose (paper->output.stream);
}

static void assert_paper (Paper *paper, const char *expected)
{
	paper_close (paper);
	ck_assert_str_eq (paper->text, expected);
	free (paper->text);
}

static const CliColumn columns[] = {
	{ .title = "NAME", .most = 8, .clip = TRUE },
	{ .title = "LEFT", .right = TRUE },
	{ .title = "PATH" },
};

static void add (CliTable *table, const char *name, const char *left, const char *path)
{
	const CliCell cells[] = { { CLI_TONE_BAD, name }, { CLI_TONE_GOOD, left },
		{ CLI_TONE_PLAIN, path } };
	cli_table_add (table, cells);
}

START_TEST (columns_align_by_what_is_seen)
{
	Paper paper;
	paper_open (&paper);
	CliTable *table = cli_table_new (&paper.output, columns, 3, 0, FALSE);
	add (table, "证书", "7 d", "a");
	add (table, "web", "312 d", NULL);
	add (table, NULL, "-1 d", "c");
	cli_table_end (table);
	cli_table_free (table);
	assert_paper (&paper, "证书    7 d  a\n"
			      "web   312 d\n"
			      "       -1 d  c\n");
}
END_TEST

START_TEST (one_long_cell_pushes_the_others_so_far_only)
{
	Paper paper;
	paper_open (&paper);
	CliTable *table = cli_table_new (&paper.output, columns, 3, 0, TRUE);
	add (table, "much-too-long", "1 d", "a");
	add (table, "short", "2 d", "b");
	cli_table_end (table);
	cli_table_free (table);
	assert_paper (&paper, "NAME      LEFT  PATH\n"
			      "much-too-long   1 d  a\n"
			      "short      2 d  b\n");
}
END_TEST

START_TEST (a_narrow_terminal_costs_the_name_first)
{
	Paper paper;
	paper_open (&paper);
	paper.output.columns = 24;
	static const CliColumn wide[] = { { .title = "", .clip = TRUE }, { .title = "" } };
	CliTable *table = cli_table_new (&paper.output, wide, 2, 0, FALSE);
	const CliCell cells[] = { { CLI_TONE_PLAIN, "a-name-of-twenty-one-c" },
		{ CLI_TONE_PLAIN, "expired" } };
	cli_table_add (table, cells);
	cli_table_end (table);
	cli_table_free (table);
	assert_paper (&paper, "a-name-of-twen…  expired\n");
}
END_TEST

START_TEST (a_window_is_printed_as_it_fills)
{
	Paper paper;
	paper_open (&paper);
	CliTable *table = cli_table_new (&paper.output, columns, 3, 2, FALSE);
	add (table, "a", "1 d", "x");
	add (table, "b", "2 d", "y");
	fflush (paper.output.stream);
	ck_assert_str_eq (paper.text, "a  1 d  x\nb  2 d  y\n");
	add (table, "ccc", "3 d", "z");
	cli_table_end (table);
	cli_table_free (table);
	assert_paper (&paper, "a  1 d  x\nb  2 d  y\nccc  3 d  z\n");
}
END_TEST

static const char *const keys[] = { "type", "path", "index", "error", "fingerprint", "subject",
	"issuer", "serial", "version", "not_before", "not_after", "days_left", "san", "ca",
	"path_length", "key", "signature_algorithm", "key_usage", "extended_key_usage",
	"subject_key_id", "authority_key_id", "issuer_fingerprint", "depth", "signature",
	"private_key", "status" };

static json_t *printed_array (const PkiItem *item, const PkiObject *object, guint count)
{
	Paper paper;
	paper_open (&paper);
	CliJsonArray array = { .output = &paper.output };
	for (guint i = 0; i < count; i++)
		cli_json_array_add (&array, item, object, 0);
	cli_json_array_end (&array);
	paper_close (&paper);
	for (size_t i = 0; i < paper.size; i++)
		ck_assert_int_ne (paper.text[i], '\033');
	ck_assert_ptr_null (strstr (paper.text, "\xe2\x80\xae"));
	json_error_t error;
	json_t *json = json_loadb (paper.text, paper.size, JSON_ALLOW_NUL, &error);
	ck_assert_msg (json != NULL, "%s", error.text);
	free (paper.text);
	return json;
}

START_TEST (json_has_every_key_and_the_true_text)
{
	PkiItem item = { .type = PKI_OBJECT_UNREADABLE,
		.name = (char *)"x",
		.path = (char *)"a\xff\033[2J\xe2\x80\xae\xf3\xa0\x81\x81/证书.pem",
		.index = 3,
		.not_before = PKI_TIME_NONE,
		.not_after = PKI_TIME_NONE };
	PkiObject object = { .type = PKI_OBJECT_UNREADABLE, .error = (char *)"cut \"off\"" };
	json_t *array = printed_array (&item, &object, 2);
	ck_assert_uint_eq (json_array_size (array), 2);
	json_t *row = json_array_get (array, 1);
	ck_assert_uint_eq (json_object_size (row), G_N_ELEMENTS (keys));
	const char *key;
	json_t *value;
	guint at = 0;
	json_object_foreach (row, key, value) {
		ck_assert_str_eq (key, keys[at++]);
		gboolean told = g_str_equal (key, "type") || g_str_equal (key, "path") ||
				g_str_equal (key, "index") || g_str_equal (key, "error");
		ck_assert_int_eq (json_is_null (value), !told);
	}
	ck_assert_str_eq (json_string_value (json_object_get (row, "path")),
		"a\\xff\033[2J\xe2\x80\xae\xf3\xa0\x81\x81/证书.pem");
	ck_assert_str_eq (json_string_value (json_object_get (row, "error")), "cut \"off\"");
	json_decref (array);
}
END_TEST

START_TEST (an_empty_array_is_an_array)
{
	json_t *array = printed_array (NULL, NULL, 0);
	ck_assert (json_is_array (array));
	json_decref (array);
}
END_TEST

static char *directory_of (const char *first, const char *second, const char *third)
{
	const char *list[] = { "pkitty", "-C", first, "-C", second, "-C", third, "tree", "-C",
		NULL };
	char **arguments = (char **)list;
	int count = 9;
	CliContext context = { 0 };
	CliProgramOptions options = { 0 };
	g_autoptr (GError) error = NULL;
	ck_assert (cli_options_read_program (&options, &context, &count, &arguments, &error));
	assert_no_error (error);
	ck_assert_int_eq (count, 3);
	ck_assert_str_eq (arguments[1], "tree");
	return context.directory;
}

START_TEST (directories_add_up_as_in_git)
{
	g_autofree char *below = directory_of ("a", "b", "../c");
	ck_assert_str_eq (below, "a/b/../c");
	g_autofree char *elsewhere = directory_of ("a", "/b", "c");
	ck_assert_str_eq (elsewhere, "/b/c");
}
END_TEST

START_TEST (a_filter_that_is_no_text_is_refused)
{
	char *words[] = { (char *)"\xff\xfe", NULL };
	PkiFilter *filter = NULL;
	g_autoptr (GError) error = NULL;
	ck_assert (!cli_options_filter (words, &filter, &error));
	assert_error (error, PKI_ERROR_INVALID_INPUT);
	ck_assert (cli_options_filter (NULL, &filter, NULL));
	ck_assert_ptr_null (filter);
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("cli");
	TCase *tests = tcase_create ("cli");
	tcase_add_test (tests, columns_align_by_what_is_seen);
	tcase_add_test (tests, one_long_cell_pushes_the_others_so_far_only);
	tcase_add_test (tests, a_narrow_terminal_costs_the_name_first);
	tcase_add_test (tests, a_window_is_printed_as_it_fills);
	tcase_add_test (tests, json_has_every_key_and_the_true_text);
	tcase_add_test (tests, an_empty_array_is_an_array);
	tcase_add_test (tests, directories_add_up_as_in_git);
	tcase_add_test (tests, a_filter_that_is_no_text_is_refused);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
