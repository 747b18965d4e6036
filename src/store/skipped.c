/* What a scan left out, in words. */
#include "config.h"

#include "src/base/intl.h"
#include "src/store/scan.h"

static guint count_all (const PkiSkipped *skipped)
{
	guint count = skipped->sockets + skipped->fifos + skipped->devices + skipped->folder_links +
		      skipped->broken_links + skipped->too_large + skipped->denied;
	for (int i = 0; i < PKI_PASSED_N; i++)
		count += skipped->passed[i];
	return count;
}

static void append_count (GString *out, guint count, const char *words)
{
	if (count > 0)
		g_string_append_printf (out, "%s%u %s", out->len ? ", " : "", count, words);
}

char *pki_skipped_words (const PkiSkipped *skipped, guint *count)
{
	*count = count_all (skipped);
	GString *out = g_string_new (NULL);
	append_count (out, skipped->denied, _ ("could not be opened"));
	append_count (out, skipped->too_large,
		ngettext ("file over 16 MiB", "files over 16 MiB", skipped->too_large));
	append_count (out, skipped->broken_links,
		ngettext ("broken link", "broken links", skipped->broken_links));
	append_count (out, skipped->folder_links,
		ngettext ("link to a folder", "links to folders", skipped->folder_links));
	append_count (out, skipped->sockets, ngettext ("socket", "sockets", skipped->sockets));
	append_count (out, skipped->fifos, ngettext ("pipe", "pipes", skipped->fifos));
	append_count (out, skipped->devices, ngettext ("device", "devices", skipped->devices));
	for (int i = 0; i < PKI_PASSED_N; i++)
		append_count (out, skipped->passed[i], pki_passed_text (i, skipped->passed[i]));
	return g_string_free (out, FALSE);
}
