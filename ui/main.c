#include "config.h"

#include <fcntl.h>
#include <glib.h>
#include <locale.h>
#include <unistd.h>

#include "src/base/intl.h"
#include "src/base/secret.h"
#include "src/base/text.h"
#include "ui/cli/run.h"
#include "ui/explore.h"

/* A standard stream that the caller closed would else become the first file that is opened, and
 * what is printed would land in it. Opened the wrong way round, so that using it is an error. */
static void hold_standard_streams (void)
{
	for (int descriptor = 0; descriptor <= 2; descriptor++)
		if (fcntl (descriptor, F_GETFD) < 0)
			(void)open ("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY);
}

/* Messages are UTF-8; a locale that is not gets them untranslated, in ASCII. In the build folder
 * their catalogs stand elsewhere. */
static void set_up_locale (void)
{
	setlocale (LC_ALL, "");
	if (!pki_text_locale_is_utf8 ())
		setlocale (LC_MESSAGES, "C");
	const char *folder = g_getenv ("PKITTY_LOCALEDIR");
	bindtextdomain (PACKAGE, folder ? folder : LOCALEDIR);
	bind_textdomain_codeset (PACKAGE, "UTF-8");
	textdomain (PACKAGE);
}

int main (int argc, char **argv)
{
	hold_standard_streams ();
	pki_secret_shun_dumps ();
	set_up_locale ();
	return cli_run (argc, argv, ui_explore);
}
