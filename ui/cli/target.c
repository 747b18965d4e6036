#include "config.h"

#include "ui/cli/target.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/hex.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "ui/cli/place.h"
#include "ui/cli/scan.h"

#define LEAST_DIGITS    6
#define MOST_CANDIDATES 10

typedef struct {
	PkiStore *store;
	gint64 now;
	const char *text; /* as typed */
	char *authority; /* of CA/NAME, or NULL */
	const char *name;
	char *digits; /* lower-case hex, or NULL */
} Search;

static void found_free (gpointer data)
{
	CliFound *found = data;
	pki_object_unref (found->object);
	pki_item_free (found->item);
	g_free (found);
}

void cli_target_add (CliTarget *target, PkiObject *object, PkiItem *item)
{
	CliFound *found = g_new0 (CliFound, 1);
	found->object = pki_object_ref (object);
	found->item = item;
	g_ptr_array_add (target->found, found);
}

void cli_target_free (CliTarget *target)
{
	g_ptr_array_unref (target->found);
	g_clear_pointer (&target->store, pki_store_free);
	g_free (target);
}

/* FIELD:"TEXT": more than what is called so, for the filter looks for parts. */
static GArray *query (const Search *search, const char *field, const char *text)
{
	if (!*text || !g_utf8_validate (text, -1, NULL))
		return NULL;
	g_autoptr (GString) words = g_string_new (NULL);
	g_string_append_printf (words, "%s:\"", field);
	for (const char *at = text; *at; at++) {
		if (*at == '"' || *at == '\\')
			g_string_append_c (words, '\\');
		g_string_append_c (words, *at);
	}
	g_string_append_c (words, '"');
	g_autoptr (PkiFilter) filter = pki_filter_new (words->str, NULL);
	return filter ? pki_store_query (search->store, filter, PKI_SORT_PATH, search->now, NULL)
		      : NULL;
}

/* "etcd-ca/certs/etcd1.crt" is called etcd1, "etcd-ca/ca.crt" etcd-ca. */
static gboolean path_is_called (const char *path, const char *name)
{
	g_autofree char *base = g_path_get_basename (path);
	char *dot = strrchr (base, '.');
	if (dot && dot != base)
		*dot = '\0';
	if (g_str_equal (base, name))
		return TRUE;
	if (!g_str_equal (base, "ca"))
		return FALSE;
	g_autofree char *folder = g_path_get_dirname (path);
	g_autofree char *last = g_path_get_basename (folder);
	return g_str_equal (last, name);
}

static gboolean is_below (const char *path, const char *folder)
{
	gsize length = strlen (folder);
	return strncmp (path, folder, length) == 0 && path[length] == '/';
}

static gboolean is_issued_by (const Search *search, const PkiItem *item, const char *authority)
{
	if (!item->issuer)
		return FALSE;
	g_autoptr (PkiItem) issuer =
		pki_store_item (search->store, item->issuer, search->now, NULL);
	return issuer && g_str_equal (issuer->name, authority);
}

static gboolean name_matches (const Search *search, const PkiItem *item)
{
	gboolean called = g_str_equal (item->name, search->name);
	gboolean placed = FALSE;
	g_autoptr (GPtrArray) places = pki_store_places (search->store, item->id, NULL);
	for (guint i = 0; places && i < places->len; i++) {
		const PkiPlace *place = g_ptr_array_index (places, i);
		called = called || path_is_called (place->path, search->name);
		placed = placed || (search->authority && is_below (place->path, search->authority));
	}
	if (!called || !search->authority)
		return called;
	return placed || is_issued_by (search, item, search->authority);
}

static gboolean has_digits (const char *hex, const char *digits)
{
	if (!hex)
		return FALSE;
	if (g_str_has_prefix (hex, digits))
		return TRUE;
	/* openssl leaves out the 00 that keeps a serial positive. */
	while (*hex == '0')
		hex++;
	while (*digits == '0')
		digits++;
	return *digits && g_str_has_prefix (hex, digits);
}

static gboolean digits_match (const Search *search, const PkiItem *item)
{
	g_autoptr (PkiObject) object = pki_store_object (search->store, item->id, NULL);
	if (!object)
		return FALSE;
	g_autofree char *serial = pki_object_serial (object);
	g_autofree char *fingerprint = pki_hex_encode (pki_slice (object->digest, 32));
	return has_digits (serial, search->digits) ||
	       g_str_has_prefix (fingerprint, search->digits);
}

/* CA/certs/NAME.crt, or below CA where the settings have it: the place of what a store calls NAME,
 * whatever its subject says. */
static gboolean is_place_of_name (const Search *search, const char *path)
{
	gboolean placed = strstr (path, "/certs/") != NULL ||
			  (search->authority && is_below (path, search->authority));
	return placed && path_is_called (path, search->name);
}

/* The smaller, the more it is what a name means: certificates before what only goes with them, and
 * before what was replaced; what a store calls so before what has the name in its subject. */
static int rank_of (const Search *search, const PkiItem *item)
{
	gboolean archived = strstr (item->path, "archive/") != NULL;
	return (int)item->type * 4 + archived * 2 + !is_place_of_name (search, item->path);
}

typedef gboolean (*Match) (const Search *search, const PkiItem *item);

/* Adds to FOUND the items among IDS that match, each once. */
static void collect (const Search *search, GArray *ids, Match match, GPtrArray *found)
{
	for (guint i = 0; ids && i < ids->len; i++) {
		gint64 id = g_array_index (ids, gint64, i);
		gboolean known = FALSE;
		for (guint j = 0; j < found->len && !known; j++)
			known = ((PkiItem *)g_ptr_array_index (found, j))->id == id;
		if (known)
			continue;
		g_autoptr (PkiItem) item = pki_store_item (search->store, id, search->now, NULL);
		if (item && match (search, item))
			g_ptr_array_add (found, g_steal_pointer (&item));
	}
}

static void keep_best (const Search *search, GPtrArray *found)
{
	int best = G_MAXINT;
	for (guint i = 0; i < found->len; i++)
		best = MIN (best, rank_of (search, g_ptr_array_index (found, i)));
	for (guint i = found->len; i-- > 0;)
		if (rank_of (search, g_ptr_array_index (found, i)) > best)
			g_ptr_array_remove_index (found, i);
}

static GPtrArray *search_name (const Search *search)
{
	GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify)pki_item_free);
	g_autoptr (GArray) by_name = query (search, "name", search->name);
	g_autoptr (GArray) by_path = query (search, "path", search->name);
	collect (search, by_name, name_matches, found);
	collect (search, by_path, name_matches, found);
	keep_best (search, found);
	return found;
}

static GPtrArray *search_digits (const Search *search)
{
	GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify)pki_item_free);
	const char *significant = search->digits + strspn (search->digits, "0");
	g_autoptr (GArray) by_serial = query (search, "serial", significant);
	g_autoptr (GArray) by_fingerprint = query (search, "fingerprint", search->digits);
	collect (search, by_serial, digits_match, found);
	collect (search, by_fingerprint, digits_match, found);
	return found;
}

static gboolean throw_ambiguous (const Search *search, GPtrArray *found, GError **error)
{
	g_autofree char *printable = pki_text_printable (search->text, -1);
	g_autoptr (GString) text = g_string_new (NULL);
	g_string_append_printf (text,
		ngettext ("%s: %u object is called so; name one by its path:",
			"%s: %u objects are called so; name one by its path:", found->len),
		printable, found->len);
	for (guint i = 0; i < found->len && i < MOST_CANDIDATES; i++) {
		const PkiItem *item = g_ptr_array_index (found, i);
		g_autofree char *path = pki_text_printable (item->path, -1);
		g_autofree char *name = pki_text_printable (item->name, -1);
		g_autofree char *end = pki_time_format_date (item->not_after);
		g_string_append_printf (text, "\n  %s", path);
		if (item->index)
			g_string_append_printf (text, "#%u", item->index);
		g_string_append_printf (
			text, "  %s, %s %s", name, pki_object_type_name (item->type), end);
	}
	if (found->len > MOST_CANDIDATES)
		g_string_append_printf (text,
			ngettext (
				"\n  and %u more", "\n  and %u more", found->len - MOST_CANDIDATES),
			found->len - MOST_CANDIDATES);
	return pki_throw (error, PKI_ERROR_INVALID_INPUT, "%s", text->str);
}

static char *digits_of (const char *text)
{
	GString *digits = g_string_new (NULL);
	for (const char *at = text; *at; at++) {
		if (g_ascii_isxdigit (*at))
			g_string_append_c (digits, g_ascii_tolower (*at));
		else if (*at != ':')
			break;
	}
	gboolean whole = strspn (text, "0123456789abcdefABCDEF:") == strlen (text);
	return g_string_free (digits, !whole || digits->len < LEAST_DIGITS);
}

/* CA/NAME, then NAME, then digits: the first that finds something decides. */
static GPtrArray *search_store (Search *search)
{
	const char *slash = strrchr (search->text, '/');
	if (slash) {
		search->authority = g_strndup (search->text, (gsize)(slash - search->text));
		search->name = slash + 1;
		return search_name (search);
	}
	search->name = search->text;
	g_autoptr (GPtrArray) found = search_name (search);
	if (found->len || !search->digits)
		return g_steal_pointer (&found);
	return search_digits (search);
}

static gboolean throw_not_found (const char *text, const char *directory, GError **error)
{
	g_autofree char *printable = pki_text_printable (text, -1);
	g_autofree char *where = pki_text_printable (directory, -1);
	return pki_throw (error, PKI_ERROR_NOT_FOUND,
		_ ("%s: there is no such file, and nothing in %s has this name, serial or "
		   "fingerprint\nWhat there is: %s list %s"),
		printable, where, PACKAGE, where);
}

static gboolean find_in_store (
	CliTarget *target, CliContext *context, const char *text, gint64 now, GError **error)
{
	g_autofree char *directory = cli_place_store (context);
	target->store = cli_scan_open (directory, error);
	if (!target->store)
		return FALSE;
	g_autofree char *digits = digits_of (text);
	Search search = { .store = target->store, .now = now, .text = text, .digits = digits };
	g_autoptr (GPtrArray) found = search_store (&search);
	g_free (search.authority);
	if (!found->len)
		return throw_not_found (text, directory, error);
	if (found->len > 1)
		return throw_ambiguous (&search, found, error);
	gint64 id = ((PkiItem *)g_ptr_array_index (found, 0))->id;
	if (!pki_store_check_signatures (target->store, &id, 1, NULL, error))
		return FALSE;
	/* It fails where another process has taken the object out of the catalog meanwhile. */
	g_autoptr (PkiObject) object = pki_store_object (target->store, id, error);
	g_autoptr (PkiItem) item = object ? pki_store_item (target->store, id, now, NULL) : NULL;
	if (!object)
		return FALSE;
	if (!item)
		return throw_not_found (text, directory, error);
	cli_target_add (target, object, g_steal_pointer (&item));
	return TRUE;
}

static gboolean throw_no_file (const char *text, GError **error)
{
	g_autofree char *printable = pki_text_printable (text, -1);
	return pki_throw (error, PKI_ERROR_NOT_FOUND, _ ("%s: there is no such file"), printable);
}

static gboolean throw_directory (const char *text, GError **error)
{
	g_autofree char *printable = pki_text_printable (text, -1);
	return pki_throw (error, PKI_ERROR_UNSUPPORTED,
		_ ("%s: it is a directory\nTo see what is in it: %s tree %s"), printable, PACKAGE,
		printable);
}

/* The folder of a CA may have its name, "." and "a/" never are one. */
static gboolean may_be_name (const char *text)
{
	return !g_path_is_absolute (text) && *text != '.' && !g_str_has_suffix (text, "/");
}

CliTarget *cli_target_find (CliContext *context, const char *text, gint64 now, GError **error)
{
	g_autoptr (CliTarget) target = g_new0 (CliTarget, 1);
	target->found = g_ptr_array_new_with_free_func (found_free);
	gboolean done;
	switch (cli_target_path_kind (context, text)) {
	case CLI_PATH_FILE:
		done = cli_target_read_path (target, context, text, now, error);
		break;
	case CLI_PATH_DIRECTORY:
		done = (may_be_name (text) && find_in_store (target, context, text, now, NULL)) ||
		       throw_directory (text, error);
		break;
	default:
		done = g_path_is_absolute (text)
			       ? throw_no_file (text, error)
			       : find_in_store (target, context, text, now, error);
	}
	return done ? g_steal_pointer (&target) : NULL;
}
