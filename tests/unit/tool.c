#include "config.h"

#include "tests/unit/tool.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/unit/unit.h"

static char folder[] = "/tmp/pkitty-unit-XXXXXX";
static pid_t maker;

static void remove_folder (void)
{
	const char *arguments[] = { "rm", "-rf", folder, NULL };
	if (getpid () == maker)
		g_spawn_sync (NULL, (char **)arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
			NULL, NULL, NULL);
}

const char *tool_folder (void)
{
	if (maker == 0) {
		ck_assert_ptr_nonnull (mkdtemp (folder));
		maker = getpid ();
		atexit (remove_folder);
	}
	return folder;
}

static GBytes *take (FILE *file)
{
	ck_assert_int_eq (fseek (file, 0, SEEK_END), 0);
	gsize size = (gsize)ftell (file);
	guint8 *data = g_malloc (size + 1);
	rewind (file);
	ck_assert_uint_eq (fread (data, 1, size, file), size);
	fclose (file);
	return g_bytes_new_take (data, size);
}

/* Not GSubprocess: it needs a thread of GLib's, which a test forked from its fixture has not. */
static gboolean run (const char *command, GBytes **output, GBytes **complaint)
{
	const char *arguments[] = { "sh", "-ec", command, NULL };
	g_autoptr (GError) error = NULL;
	FILE *told = tmpfile (), *complained = tmpfile ();
	ck_assert (told && complained);
	GPid process;
	int status;
	g_spawn_async_with_fds (tool_folder (), (char **)arguments, NULL,
		G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &process, -1,
		fileno (told), fileno (complained), &error);
	assert_no_error (error);
	while (waitpid (process, &status, 0) < 0)
		ck_assert_int_eq (errno, EINTR);
	*output = take (told);
	*complaint = take (complained);
	return status == 0;
}

GBytes *tool_run (const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	g_autofree char *command = g_strdup_vprintf (format, arguments);
	va_end (arguments);
	GBytes *output = NULL;
	g_autoptr (GBytes) complaint = NULL;
	gboolean good = run (command, &output, &complaint);
	ck_assert_msg (good, "%s\n%.*s%.*s", command, (int)g_bytes_get_size (output),
		(const char *)g_bytes_get_data (output, NULL), (int)g_bytes_get_size (complaint),
		(const char *)g_bytes_get_data (complaint, NULL));
	return output;
}

void tool_do (const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	g_autofree char *command = g_strdup_vprintf (format, arguments);
	va_end (arguments);
	g_autoptr (GBytes) output = tool_run ("%s", command);
}

gboolean tool_try (const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	g_autofree char *command = g_strdup_vprintf (format, arguments);
	va_end (arguments);
	g_autoptr (GBytes) output = NULL, complaint = NULL;
	return run (command, &output, &complaint);
}

GBytes *tool_read (const char *name)
{
	g_autofree char *path = g_build_filename (tool_folder (), name, NULL);
	g_autoptr (GError) error = NULL;
	char *data = NULL;
	gsize size = 0;
	g_file_get_contents (path, &data, &size, &error);
	assert_no_error (error);
	return g_bytes_new_take (data, size);
}

void tool_write (const char *name, const void *data, gsize size)
{
	g_autofree char *path = g_build_filename (tool_folder (), name, NULL);
	g_autoptr (GError) error = NULL;
	g_file_set_contents (path, data, (gssize)size, &error);
	assert_no_error (error);
}

PkiSlice tool_slice (GBytes *bytes)
{
	gsize size;
	const void *data = g_bytes_get_data (bytes, &size);
	return pki_slice (data, size);
}

char *tool_text (const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	g_autofree char *command = g_strdup_vprintf (format, arguments);
	va_end (arguments);
	g_autoptr (GBytes) output = tool_run ("%s", command);
	const char *data = g_bytes_get_data (output, NULL);
	char *text = g_strndup (data ? data : "", g_bytes_get_size (output));
	gsize size = strlen (text);
	if (size > 0 && text[size - 1] == '\n')
		text[size - 1] = '\0';
	return text;
}
