#include "config.h"

#include "src/store/batch.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/ca/subject.h"
#include "src/store/beneath.h"
#include "src/store/csv.h"
#include "src/store/profiles.h"
#include "src/store/range.h"

#define MOST_BYTES (1024 * 1024)
#define MOST_ROWS  100000

typedef enum {
	COLUMN_PROFILE,
	COLUMN_NAME,
	COLUMN_CA,
	COLUMN_CN,
	COLUMN_DNS,
	COLUMN_IP,
	COLUMN_EMAIL,
	COLUMN_URI,
	COLUMN_DAYS,
	COLUMN_KEY,
	COLUMN_SUBJECT,
	COLUMN_CSR,
	COLUMN_N,
} Column;

static const char *const columns[COLUMN_N + 1] = { "profile", "name", "ca", "cn", "dns", "ip",
	"email", "uri", "days", "key", "subject", "csr" };

typedef struct {
	PkiSite *site;
	const PkiBatchDefaults *defaults;
	int place[COLUMN_N]; /* in a row; -1: none */
	guint width; /* of the header */
	GHashTable *profiles; /* name → PkiProfile */
	GPtrArray *wishes;
} Table;

static int column_of (const char *title)
{
	for (int i = 0; i < COLUMN_N; i++)
		if (g_ascii_strcasecmp (title, columns[i]) == 0)
			return i;
	return -1;
}

static gboolean throw_column (const PkiCsvRow *header, const char *title, GError **error)
{
	g_autofree char *shown = pki_text_printable (title, -1);
	g_autofree char *known = g_strjoinv (", ", (char **)columns);
	return pki_throw (error, PKI_ERROR_PARSE,
		_ ("line %u: there is no column \"%s\"\nThe first line names the columns; there "
		   "are: "
		   "%s"),
		header->line, shown, known);
}

static gboolean read_header (Table *table, const PkiCsvRow *header, GError **error)
{
	for (int i = 0; i < COLUMN_N; i++)
		table->place[i] = -1;
	table->width = header->fields->len;
	for (guint i = 0; i < header->fields->len; i++) {
		const char *title = g_ptr_array_index (header->fields, i);
		int column = column_of (title);
		if (column < 0)
			return throw_column (header, title, error);
		if (table->place[column] >= 0)
			return pki_throw (error, PKI_ERROR_PARSE,
				_ ("line %u: the column \"%s\" is there twice"), header->line,
				title);
		table->place[column] = (int)i;
	}
	for (Column i = COLUMN_PROFILE; i <= COLUMN_NAME; i++)
		if (table->place[i] < 0)
			return pki_throw (error, PKI_ERROR_PARSE,
				_ ("line %u: the column \"%s\" is missing"), header->line,
				columns[i]);
	return TRUE;
}

/* "" where the row does not reach or the column is not there. */
static const char *field_of (const Table *table, const PkiCsvRow *row, Column column)
{
	int place = table->place[column];
	return place >= 0 && (guint)place < row->fields->len
		       ? g_ptr_array_index (row->fields, (guint)place)
		       : "";
}

static PkiProfile *profile_of (Table *table, const char *name, GError **error)
{
	PkiProfile *profile = g_hash_table_lookup (table->profiles, name);
	if (profile)
		return profile;
	profile = pki_profiles_find (table->site->directory, name, error);
	if (profile)
		g_hash_table_insert (table->profiles, g_strdup (name), profile);
	return profile;
}

static gboolean add_names (PkiOrder *order, PkiNameKind kind, const char *text, GError **error)
{
	g_auto (GStrv) words = g_strsplit_set (text, " \t\n", -1);
	for (char **word = words; *word; word++) {
		if (!**word)
			continue;
		char *name = pki_alternative_name_parse (kind, *word, error);
		if (!name)
			return FALSE;
		g_ptr_array_add (order->alternative_names, name);
	}
	return TRUE;
}

static gboolean set_subject (
	const Table *table, PkiOrder *order, const char *subject, const char *cn, GError **error)
{
	if (*subject && *cn)
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("it gives a subject and a common name (cn): one of them is enough"));
	if (*subject)
		order->subject = g_strdup (subject);
	else if (*cn)
		order->subject = pki_subject_fill_text (
			"CN={name}", cn, table->site->settings->subject, error);
	return (!*subject && !*cn) || order->subject;
}

static gboolean set_numbers (PkiOrder *order, const char *days, const char *key, GError **error)
{
	guint64 number = 0;
	if (*days && !g_ascii_string_to_unsigned (days, 10, 1, G_MAXINT / 86400, &number, NULL)) {
		g_autofree char *shown = pki_text_printable (days, -1);
		return pki_throw (
			error, PKI_ERROR_INVALID_INPUT, _ ("\"%s\" is no number of days"), shown);
	}
	order->days = (int)number;
	order->has_key_type = *key != '\0';
	return !*key || pki_key_type_parse (key, &order->key_type, error);
}

static gboolean set_request (const Table *table, PkiWish *wish, const char *path, GError **error)
{
	if (!*path)
		return TRUE;
	if (wish->order->has_key_type)
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("it gives a request and a kind of key: the key is that of the request"));
	gboolean below = !g_path_is_absolute (path) && !strstr (path, "..");
	g_autoptr (GError) why = NULL;
	if (below)
		wish->request = pki_beneath_read (table->site->directory, path, MOST_BYTES, &why);
	if (wish->request) {
		wish->request_path = g_strdup (path);
		return TRUE;
	}
	const char *folder = table->defaults->folder ? table->defaults->folder : ".";
	wish->request = pki_beneath_read (
		g_path_is_absolute (path) ? "/" : folder, path, MOST_BYTES, why ? NULL : error);
	if (!wish->request && why)
		g_propagate_error (error, g_steal_pointer (&why));
	return wish->request != NULL;
}

/* Where a row has no range, INDEX is 0 and nothing is replaced. */
static char *value (const Table *table, const PkiCsvRow *row, Column column, guint index)
{
	return pki_range_text (field_of (table, row, column), index);
}

static gboolean fill (
	Table *table, PkiWish *wish, const PkiCsvRow *row, guint index, GError **error)
{
	static const struct {
		Column column;
		PkiNameKind kind;
	} kinds[] = { { COLUMN_DNS, PKI_NAME_DNS }, { COLUMN_IP, PKI_NAME_IP },
		{ COLUMN_EMAIL, PKI_NAME_EMAIL }, { COLUMN_URI, PKI_NAME_URI } };
	g_autofree char *subject = value (table, row, COLUMN_SUBJECT, index);
	g_autofree char *cn = value (table, row, COLUMN_CN, index);
	g_autofree char *csr = value (table, row, COLUMN_CSR, index);
	for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
		g_autofree char *names = value (table, row, kinds[i].column, index);
		if (!add_names (wish->order, kinds[i].kind, names, error))
			return FALSE;
	}
	return set_subject (table, wish->order, subject, cn, error) &&
	       set_numbers (wish->order, field_of (table, row, COLUMN_DAYS),
		       field_of (table, row, COLUMN_KEY), error) &&
	       set_request (table, wish, csr, error);
}

static PkiWish *wish_of (Table *table, const PkiCsvRow *row, guint index, GError **error)
{
	g_autofree char *profile_name = value (table, row, COLUMN_PROFILE, index);
	g_autofree char *name = value (table, row, COLUMN_NAME, index);
	g_autofree char *authority = value (table, row, COLUMN_CA, index);
	if (row->fields->len > table->width) {
		pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("it has %u fields, the header has %u\nSeveral values in one field have "
			   "blanks between them."),
			row->fields->len, table->width);
		return NULL;
	}
	if (!*profile_name || !*name) {
		pki_throw (error, PKI_ERROR_INVALID_INPUT, _ ("the column \"%s\" is empty"),
			*name ? "profile" : "name");
		return NULL;
	}
	if (strpbrk (name, "[]")) {
		pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("the brackets in the name hold no range such as [01-03]"));
		return NULL;
	}
	PkiProfile *profile = profile_of (table, profile_name, error);
	if (!profile)
		return NULL;
	g_autoptr (PkiWish) wish = pki_wish_new (profile, name);
	wish->authority = g_strdup (*authority ? authority : table->defaults->authority);
	wish->encrypt = table->defaults->encrypt;
	wish->order->suggested = table->defaults->suggested;
	return fill (table, wish, row, index, error) ? g_steal_pointer (&wish) : NULL;
}

/* How many rows it stands for: those of its fields that have ranges agree. */
static gboolean count_row (const PkiCsvRow *row, guint *count, GError **error)
{
	*count = 0;
	for (guint i = 0; i < row->fields->len; i++) {
		guint here;
		const char *field = g_ptr_array_index (row->fields, i);
		if (!pki_range_count (field, &here, error))
			return FALSE;
		if (here && *count && here != *count)
			return pki_throw (error, PKI_ERROR_INVALID_INPUT,
				_ ("its ranges differ in length: %u and %u"), *count, here);
		*count = MAX (*count, here);
	}
	return TRUE;
}

static void add_wish (Table *table, const PkiCsvRow *row, PkiWish *wish, GError *mistake)
{
	if (!wish)
		wish = g_new0 (PkiWish, 1);
	wish->line = row->line;
	wish->mistake = mistake;
	g_ptr_array_add (table->wishes, wish);
}

static void add_row (Table *table, const PkiCsvRow *row)
{
	guint count;
	GError *mistake = NULL;
	if (!count_row (row, &count, &mistake)) {
		add_wish (table, row, NULL, mistake);
		return;
	}
	for (guint i = 0; i < MAX (count, 1); i++) {
		PkiWish *wish = wish_of (table, row, i, &mistake);
		gboolean good = wish != NULL;
		add_wish (table, row, wish, g_steal_pointer (&mistake));
		if (!good)
			return;
	}
}

GPtrArray *pki_batch_read (
	PkiSite *site, const PkiBatchDefaults *defaults, GBytes *text, GError **error)
{
	g_autoptr (GPtrArray) rows = pki_csv_read (text, error);
	if (!rows)
		return NULL;
	if (rows->len < 2) {
		pki_throw (error, PKI_ERROR_PARSE,
			_ ("there are no rows\nThe first line names the columns, at least: "
			   "profile,name"));
		return NULL;
	}
	Table table = { .site = site, .defaults = defaults };
	if (!read_header (&table, g_ptr_array_index (rows, 0), error))
		return NULL;
	table.wishes = g_ptr_array_new_with_free_func ((GDestroyNotify)pki_wish_free);
	table.profiles = g_hash_table_new_full (
		g_str_hash, g_str_equal, g_free, (GDestroyNotify)pki_profile_unref);
	for (guint i = 1; i < rows->len && table.wishes->len <= MOST_ROWS; i++)
		add_row (&table, g_ptr_array_index (rows, i));
	g_hash_table_unref (table.profiles);
	if (table.wishes->len <= MOST_ROWS)
		return table.wishes;
	g_ptr_array_unref (table.wishes);
	pki_throw (error, PKI_ERROR_LIMIT, _ ("there are more than %d rows"), MOST_ROWS);
	return NULL;
}
