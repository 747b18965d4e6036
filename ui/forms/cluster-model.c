#include "config.h"

#include "ui/forms/cluster-model.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/store/batch.h"
#include "src/store/file-name.h"
#include "ui/forms/parts.h"

typedef struct {
	char *texts[UI_CLUSTER_TEXTS];
	char *mistakes[UI_CLUSTER_TEXTS];
	gboolean *roles;
} Row;

struct _UiCluster {
	GPtrArray *roles; /* PkiProfile */
	GPtrArray *titles; /* char* */
	GPtrArray *rows; /* Row */
};

static void free_row (gpointer data)
{
	Row *row = data;
	for (guint i = 0; i < UI_CLUSTER_TEXTS; i++) {
		g_free (row->texts[i]);
		g_free (row->mistakes[i]);
	}
	g_free (row->roles);
	g_free (row);
}

static Row *row_new (const UiCluster *cluster)
{
	Row *row = g_new0 (Row, 1);
	for (guint i = 0; i < UI_CLUSTER_TEXTS; i++)
		row->texts[i] = g_strdup ("");
	row->roles = g_new0 (gboolean, MAX (cluster->roles->len, 1));
	return row;
}

static Row *row_at (const UiCluster *cluster, guint row)
{
	return g_ptr_array_index (cluster->rows, row);
}

/* ── life ────────────────────────────────────────────────────────────────── */

static char *title_of (const PkiProfile *profile, const char *group)
{
	gsize size = strlen (group);
	gboolean begins = strncmp (profile->name, group, size) == 0 && profile->name[size] == '-';
	return g_strdup (begins ? profile->name + size + 1 : profile->name);
}

/* Whether the row has a role already whose files would have the same name. */
static gboolean is_namesake (const UiCluster *cluster, const Row *row, guint role)
{
	const char *name = ui_cluster_role (cluster, role)->file_name;
	for (guint i = 0; i < role; i++)
		if (row->roles[i] && g_strcmp0 (ui_cluster_role (cluster, i)->file_name, name) == 0)
			return TRUE;
	return FALSE;
}

/* What is the whole of the members' business comes first; a client is a user, in a row of its own.
 */
static void add_first_row (UiCluster *cluster)
{
	Row *row = row_new (cluster);
	for (guint i = 0; i < cluster->roles->len; i++)
		row->roles[i] = ui_cluster_role (cluster, i)->required_names & PKI_PROFILE_HOST &&
				!is_namesake (cluster, row, i);
	g_ptr_array_add (cluster->rows, row);
}

UiCluster *ui_cluster_new (const char *group, const GPtrArray *profiles)
{
	UiCluster *cluster = g_new0 (UiCluster, 1);
	cluster->roles = g_ptr_array_new_with_free_func ((GDestroyNotify)pki_profile_unref);
	cluster->titles = g_ptr_array_new_with_free_func (g_free);
	cluster->rows = g_ptr_array_new_with_free_func (free_row);
	for (guint i = 0; i < profiles->len; i++) {
		PkiProfile *profile = g_ptr_array_index (profiles, i);
		if (profile->ca || g_strcmp0 (profile->group, group) != 0)
			continue;
		/* Servers before clients. */
		gboolean host = (profile->required_names & PKI_PROFILE_HOST) != 0;
		guint at = 0;
		while (host && at < cluster->roles->len &&
			ui_cluster_role (cluster, at)->required_names & PKI_PROFILE_HOST)
			at++;
		gint place = host ? (gint)at : -1;
		g_ptr_array_insert (cluster->roles, place, pki_profile_ref (profile));
		g_ptr_array_insert (cluster->titles, place, title_of (profile, group));
	}
	add_first_row (cluster);
	return cluster;
}

void ui_cluster_free (UiCluster *cluster)
{
	if (!cluster)
		return;
	g_ptr_array_unref (cluster->roles);
	g_ptr_array_unref (cluster->titles);
	g_ptr_array_unref (cluster->rows);
	g_free (cluster);
}

/* ── what there is ───────────────────────────────────────────────────────── */

guint ui_cluster_rows (const UiCluster *cluster)
{
	return cluster->rows->len;
}

guint ui_cluster_roles (const UiCluster *cluster)
{
	return cluster->roles->len;
}

const char *ui_cluster_role_title (const UiCluster *cluster, guint role)
{
	return g_ptr_array_index (cluster->titles, role);
}

const PkiProfile *ui_cluster_role (const UiCluster *cluster, guint role)
{
	return g_ptr_array_index (cluster->roles, role);
}

const char *ui_cluster_text (const UiCluster *cluster, guint row, UiClusterColumn column)
{
	return row_at (cluster, row)->texts[column];
}

const char *ui_cluster_mistake (const UiCluster *cluster, guint row, UiClusterColumn column)
{
	return row_at (cluster, row)->mistakes[column];
}

gboolean ui_cluster_has_role (const UiCluster *cluster, guint row, guint role)
{
	return row_at (cluster, row)->roles[role];
}

void ui_cluster_toggle_role (UiCluster *cluster, guint row, guint role)
{
	gboolean *place = &row_at (cluster, row)->roles[role];
	*place = !*place;
}

static gboolean is_empty (const Row *row)
{
	for (guint i = 0; i < UI_CLUSTER_TEXTS; i++)
		if (*row->texts[i])
			return FALSE;
	return TRUE;
}

guint ui_cluster_certificates (const UiCluster *cluster)
{
	guint count = 0;
	for (guint i = 0; i < cluster->rows->len; i++)
		for (guint role = 0; !is_empty (row_at (cluster, i)) && role < cluster->roles->len;
			role++)
			count += ui_cluster_has_role (cluster, i, role) ? 1 : 0;
	return count;
}

/* ── cells ───────────────────────────────────────────────────────────────── */

/* Canonical names of a cell; NULL with an error at the first that is none. */
static GPtrArray *names_of (const char *text, PkiNameKind kind, GError **error)
{
	g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
	g_auto (GStrv) parts = ui_parts_of (text);
	for (char **part = parts; *part; part++) {
		char *name = pki_alternative_name_parse (kind, *part, error);
		if (!name)
			return NULL;
		g_ptr_array_add (names, name);
	}
	return g_steal_pointer (&names);
}

static gboolean check_text (UiClusterColumn column, const char *text, GError **error)
{
	if (!*text)
		return TRUE;
	if (column == UI_CLUSTER_NAME) {
		g_autofree char *name = pki_file_name (text, FALSE, error);
		return name != NULL;
	}
	g_autoptr (GPtrArray) names =
		names_of (text, column == UI_CLUSTER_DNS ? PKI_NAME_DNS : PKI_NAME_IP, error);
	return names != NULL;
}

static void set_mistake (Row *row, UiClusterColumn column, const char *what)
{
	g_free (row->mistakes[column]);
	row->mistakes[column] = what ? pki_text_printable (what, -1) : NULL;
}

void ui_cluster_set_text (UiCluster *cluster, guint index, UiClusterColumn column, const char *text)
{
	Row *row = row_at (cluster, index);
	g_autoptr (GError) error = NULL;
	char *kept = g_strstrip (g_strdup (text));
	g_free (row->texts[column]);
	row->texts[column] = kept;
	gboolean good = check_text (column, kept, &error);
	set_mistake (row, column, good ? NULL : error->message);
}

/* ── rows ────────────────────────────────────────────────────────────────── */

guint ui_cluster_add (UiCluster *cluster, guint index)
{
	Row *row = row_new (cluster);
	memcpy (row->roles, row_at (cluster, index)->roles,
		cluster->roles->len * sizeof (gboolean));
	g_ptr_array_insert (cluster->rows, (gint)index + 1, row);
	return index + 1;
}

/* The last number in TEXT before its byte END, one more, with as many digits. */
static char *counted_on (const char *text, gsize end)
{
	gsize last = end;
	while (last > 0 && !g_ascii_isdigit (text[last - 1]))
		last--;
	gsize first = last;
	while (first > 0 && g_ascii_isdigit (text[first - 1]) && last - first < 9)
		first--;
	if (first == last)
		return g_strdup (text);
	guint64 number = g_ascii_strtoull (text + first, NULL, 10);
	g_autofree char *start = g_strndup (text, first);
	return g_strdup_printf (
		"%s%0*" G_GUINT64_FORMAT "%s", start, (int)(last - first), number + 1, text + last);
}

static char *parts_counted_on (const char *text, UiClusterColumn column)
{
	g_auto (GStrv) parts = ui_parts_of (text);
	for (char **part = parts; *part; part++) {
		/* Of a host name the first label counts, of an address the end; what every machine
		 * calls itself stays. */
		gsize end = column == UI_CLUSTER_DNS ? strcspn (*part, ".") : strlen (*part);
		gboolean own = g_str_has_prefix (*part, "127.") || g_str_equal (*part, "::1");
		char *next = own ? g_strdup (*part) : counted_on (*part, end);
		g_free (*part);
		*part = next;
	}
	return g_strjoinv (", ", parts);
}

gboolean ui_cluster_is_blank (const UiCluster *cluster, guint row)
{
	return is_empty (row_at (cluster, row));
}

guint ui_cluster_copy (UiCluster *cluster, guint index)
{
	guint to = ui_cluster_add (cluster, index);
	const Row *row = row_at (cluster, index);
	g_autofree char *name =
		counted_on (row->texts[UI_CLUSTER_NAME], strlen (row->texts[UI_CLUSTER_NAME]));
	g_autofree char *dns = parts_counted_on (row->texts[UI_CLUSTER_DNS], UI_CLUSTER_DNS);
	g_autofree char *ip = parts_counted_on (row->texts[UI_CLUSTER_IP], UI_CLUSTER_IP);
	ui_cluster_set_text (cluster, to, UI_CLUSTER_NAME, name);
	ui_cluster_set_text (cluster, to, UI_CLUSTER_DNS, dns);
	ui_cluster_set_text (cluster, to, UI_CLUSTER_IP, ip);
	return to;
}

guint ui_cluster_remove (UiCluster *cluster, guint index)
{
	g_ptr_array_remove_index (cluster->rows, index);
	if (cluster->rows->len == 0)
		add_first_row (cluster);
	return MIN (index, cluster->rows->len - 1);
}

/* ── a pasted table ──────────────────────────────────────────────────────── */

static int role_of (const UiCluster *cluster, const PkiProfile *profile)
{
	for (guint i = 0; i < cluster->roles->len; i++)
		if (g_str_equal (ui_cluster_role (cluster, i)->name, profile->name))
			return (int)i;
	return -1;
}

static char *values_of (const GPtrArray *names, const char *prefix)
{
	GString *out = g_string_new (NULL);
	for (guint i = 0; i < names->len; i++) {
		const char *name = g_ptr_array_index (names, i);
		if (g_str_has_prefix (name, prefix))
			g_string_append_printf (
				out, "%s%s", out->len ? ", " : "", name + strlen (prefix));
	}
	return g_string_free (out, FALSE);
}

/* What the table has no column for would be lost. */
static gboolean fits (const UiCluster *cluster, const PkiWish *wish, GError **error)
{
	if (wish->mistake)
		return pki_throw (error, PKI_ERROR_INVALID_INPUT, _ ("line %u: %s"), wish->line,
			wish->mistake->message);
	const PkiOrder *order = wish->order;
	if (role_of (cluster, order->profile) < 0)
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("line %u: the profile %s is none of the columns of this table"),
			wish->line, order->profile->name);
	g_autofree char *emails = values_of (order->alternative_names, "EMAIL:");
	g_autofree char *uris = values_of (order->alternative_names, "URI:");
	if (!wish->request && !order->subject && !order->has_key_type && order->days == 0 &&
		!*emails && !*uris && !wish->authority)
		return TRUE;
	return pki_throw (error, PKI_ERROR_UNSUPPORTED,
		_ ("line %u: this table has profile, name, dns and ip only: use the command %s "
		   "batch "
		   "for the others"),
		wish->line, PACKAGE);
}

static Row *row_named (
	const UiCluster *cluster, guint from, const PkiWish *wish, const char *dns, const char *ip)
{
	for (guint i = from; i < cluster->rows->len; i++) {
		Row *row = row_at (cluster, i);
		if (g_str_equal (row->texts[UI_CLUSTER_NAME], wish->order->name) &&
			g_str_equal (row->texts[UI_CLUSTER_DNS], dns) &&
			g_str_equal (row->texts[UI_CLUSTER_IP], ip) &&
			!row->roles[role_of (cluster, wish->order->profile)])
			return row;
	}
	return NULL;
}

static void take (UiCluster *cluster, guint from, const PkiWish *wish)
{
	g_autofree char *dns = values_of (wish->order->alternative_names, "DNS:");
	g_autofree char *ip = values_of (wish->order->alternative_names, "IP:");
	Row *row = row_named (cluster, from, wish, dns, ip);
	if (!row) {
		row = row_new (cluster);
		g_ptr_array_add (cluster->rows, row);
		guint at = cluster->rows->len - 1;
		ui_cluster_set_text (cluster, at, UI_CLUSTER_NAME, wish->order->name);
		ui_cluster_set_text (cluster, at, UI_CLUSTER_DNS, dns);
		ui_cluster_set_text (cluster, at, UI_CLUSTER_IP, ip);
	}
	row->roles[role_of (cluster, wish->order->profile)] = TRUE;
}

guint ui_cluster_add_csv (UiCluster *cluster, PkiSite *site, GBytes *text, GError **error)
{
	const PkiBatchDefaults defaults = { 0 };
	g_autoptr (GPtrArray) wishes = pki_batch_read (site, &defaults, text, error);
	if (!wishes)
		return 0;
	for (guint i = 0; i < wishes->len; i++)
		if (!fits (cluster, g_ptr_array_index (wishes, i), error))
			return 0;
	gboolean replaces = cluster->rows->len == 1 && is_empty (row_at (cluster, 0));
	if (replaces && wishes->len > 0)
		g_ptr_array_set_size (cluster->rows, 0);
	guint from = cluster->rows->len;
	for (guint i = 0; i < wishes->len; i++)
		take (cluster, from, g_ptr_array_index (wishes, i));
	if (wishes->len == 0)
		pki_throw (error, PKI_ERROR_INVALID_INPUT, _ ("the table has no rows"));
	return cluster->rows->len - from;
}

/* ── all of it ───────────────────────────────────────────────────────────── */

static gboolean has_any_role (const UiCluster *cluster, const Row *row)
{
	for (guint i = 0; i < cluster->roles->len; i++)
		if (row->roles[i])
			return TRUE;
	return FALSE;
}

static gboolean needs_host (const UiCluster *cluster, const Row *row)
{
	for (guint i = 0; i < cluster->roles->len; i++)
		if (row->roles[i] &&
			ui_cluster_role (cluster, i)->required_names & PKI_PROFILE_HOST)
			return TRUE;
	return FALSE;
}

static gboolean check_row (
	const UiCluster *cluster, const Row *row, UiClusterColumn *column, char **what)
{
	for (*column = 0; *column < UI_CLUSTER_TEXTS; (*column)++)
		if (row->mistakes[*column])
			return *what = g_strdup (row->mistakes[*column]), FALSE;
	*column = UI_CLUSTER_NAME;
	if (!*row->texts[UI_CLUSTER_NAME])
		*what = g_strdup (_ ("this row has no name: Enter types one"));
	else if (!has_any_role (cluster, row))
		*what = g_strdup (_ ("this row has no role: Space on a role switches it on"));
	else if (needs_host (cluster, row) && !*row->texts[UI_CLUSTER_DNS] &&
		 !*row->texts[UI_CLUSTER_IP])
		*what = g_strdup (_ ("a server needs the names or addresses that clients dial")),
		*column = UI_CLUSTER_DNS;
	return *what == NULL;
}

gboolean ui_cluster_check (UiCluster *cluster, guint *index, UiClusterColumn *column, char **what)
{
	*what = NULL;
	for (*index = 0; *index < cluster->rows->len; (*index)++) {
		const Row *row = row_at (cluster, *index);
		if (!is_empty (row) && !check_row (cluster, row, column, what))
			return FALSE;
	}
	*index = 0;
	*column = UI_CLUSTER_NAME;
	if (ui_cluster_certificates (cluster) > 0)
		return TRUE;
	*what = g_strdup (_ ("the table is empty: Enter types a name, ^V reads a CSV file"));
	return FALSE;
}

static void add_names (PkiOrder *order, const char *text, PkiNameKind kind)
{
	g_autoptr (GPtrArray) names = names_of (text, kind, NULL);
	if (names && order->profile->allowed_names & 1u << kind)
		g_ptr_array_extend_and_steal (order->alternative_names, g_steal_pointer (&names));
}

static PkiWish *wish_of (
	const Row *row, PkiProfile *profile, const char *authority, gboolean suggested, guint line)
{
	PkiWish *wish = pki_wish_new (profile, row->texts[UI_CLUSTER_NAME]);
	wish->authority = g_strdup (authority);
	wish->line = line;
	add_names (wish->order, row->texts[UI_CLUSTER_DNS], PKI_NAME_DNS);
	add_names (wish->order, row->texts[UI_CLUSTER_IP], PKI_NAME_IP);
	wish->order->suggested = suggested && wish->order->profile->suggested_names &&
				 (profile->required_names & PKI_PROFILE_HOST);
	return wish;
}

GPtrArray *ui_cluster_wishes (const UiCluster *cluster, const char *authority, gboolean suggested)
{
	GPtrArray *wishes = g_ptr_array_new_with_free_func ((GDestroyNotify)pki_wish_free);
	for (guint i = 0; i < cluster->rows->len; i++) {
		const Row *row = row_at (cluster, i);
		for (guint role = 0; !is_empty (row) && role < cluster->roles->len; role++)
			if (row->roles[role])
				g_ptr_array_add (wishes,
					wish_of (row, g_ptr_array_index (cluster->roles, role),
						authority, suggested, i + 1));
	}
	return wishes;
}
