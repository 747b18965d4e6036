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

/* FORMAT says how many of what. */
static void append_count (GString *out, guint count, const char *format)
{
	if (count == 0)
		return;
	/* TRANSLATORS: between the parts of an enumeration. */
	g_string_append (out, out->len ? _ (", ") : "");
	g_string_append_printf (out, format, count);
}

char *pki_skipped_words (const PkiSkipped *skipped, guint *count)
{
	*count = count_all (skipped);
	GString *out = g_string_new (NULL);
	append_count (out, skipped->denied,
		ngettext ("%u that could not be opened", "%u that could not be opened",
			skipped->denied));
	append_count (out, skipped->too_large,
		ngettext ("%u file over 16 MiB", "%u files over 16 MiB", skipped->too_large));
	append_count (out, skipped->broken_links,
		ngettext ("%u broken link", "%u broken links", skipped->broken_links));
	append_count (out, skipped->folder_links,
		ngettext ("%u link to a folder", "%u links to folders", skipped->folder_links));
	append_count (
		out, skipped->sockets, ngettext ("%u socket", "%u sockets", skipped->sockets));
	append_count (out, skipped->fifos, ngettext ("%u pipe", "%u pipes", skipped->fifos));
	append_count (
		out, skipped->devices, ngettext ("%u device", "%u devices", skipped->devices));
	for (int i = 0; i < PKI_PASSED_N; i++)
		append_count (out, skipped->passed[i], pki_passed_text (i, skipped->passed[i]));
	return g_string_free (out, FALSE);
}
