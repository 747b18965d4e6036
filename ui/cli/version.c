#include "config.h"

#include "ui/cli/version.h"

#include <jansson.h>

#include "src/git/version.h"
#include "src/store/catalog-version.h"
#include "src/x509/version.h"
#include "ui/term/version.h"

/* Takes VERSION. */
static void print (CliOutput *output, const char *name, char *version)
{
	g_autofree char *line = g_strdup_printf ("%-8s %s\n", name, version);
	cli_output_print (output, CLI_TONE_PLAIN, line);
	g_free (version);
}

void cli_version_print (CliOutput *output)
{
	cli_output_print (output, CLI_TONE_PLAIN, PACKAGE_STRING "\n");
	print (output, "GLib",
		g_strdup_printf (
			"%u.%u.%u", glib_major_version, glib_minor_version, glib_micro_version));
	print (output, "GnuTLS", pki_x509_library_version ());
	print (output, "libgit2", pki_git_library_version ());
	print (output, "SQLite", pki_catalog_library_version ());
	print (output, "ncurses", ui_term_version ());
	print (output, "jansson", g_strdup (jansson_version_str ()));
}
