#include "config.h"

#include "ui/forms/csv-file.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "src/base/file.h"
#include "src/base/intl.h"
#include "ui/core/app.h"
#include "ui/core/prompt.h"
#include "ui/forms/path.h"

#define TABLE_MOST (8 << 20)

typedef struct {
	UiView *view;
	char *directory;
	void (*taken) (GBytes *text, gpointer data);
	gpointer data;
} Asking;

static void asking_free (gpointer data)
{
	Asking *asking = data;
	g_free (asking->directory);
	g_free (asking);
}

static void accepted (const char *text, gpointer data)
{
	const Asking *asking = data;
	g_autoptr (GError) error = NULL;
	g_autofree char *path = ui_path_resolve (text, asking->directory);
	struct stat status;
	pki_autofd int file = pki_file_open (AT_FDCWD, path, &status, &error);
	g_autoptr (GBytes) bytes =
		file < 0 ? NULL : pki_file_read (file, &status, TABLE_MOST, &error);
	if (bytes)
		asking->taken (bytes, asking->data);
	else
		ui_app_error (ui_view_app (asking->view), error);
}

static char **complete (const char *text, gpointer data)
{
	const Asking *asking = data;
	g_autoptr (GPtrArray) names = ui_path_complete (text, asking->directory);
	g_ptr_array_add (names, NULL);
	return g_strdupv ((char **)names->pdata);
}

void ui_csv_file_ask (UiView *view, const char *directory,
	void (*taken) (GBytes *text, gpointer data), gpointer data)
{
	Asking asking = { view, g_strdup (directory), taken, data };
	const UiPromptRequest request = {
		.label = _ ("CSV file: "),
		.complete = complete,
		.accepted = accepted,
		.data = g_memdup2 (&asking, sizeof asking),
		.free_data = asking_free,
	};
	ui_prompt_open (ui_view_app (view), &request);
}
