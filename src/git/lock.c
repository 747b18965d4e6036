#include "config.h"

#include "src/git/lock-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "src/base/error.h"
#include "src/base/file.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/git/folder-private.h"

#define WAIT_LONGEST (30 * G_USEC_PER_SEC)
#define WAIT_STEP    (10 * G_TIME_SPAN_MILLISECOND)
#define HOLDER_SIZE  256

/* "PID HOST TIME": for the message alone, so a failure here is none. */
static void say_who (int file)
{
	g_autofree char *time = pki_time_format (g_get_real_time () / G_USEC_PER_SEC);
	g_autofree char *who =
		g_strdup_printf ("%d %s %s\n", (int)getpid (), g_get_host_name (), time);
	if (ftruncate (file, 0) == 0)
		(void)!pwrite (file, who, strlen (who), 0);
}

static gboolean busy (int file, GError **error)
{
	char text[HOLDER_SIZE] = "";
	ssize_t size = pread (file, text, sizeof text - 1, 0);
	g_autofree char *clean = pki_text_printable (g_strchomp (text), size > 0 ? -1 : 0);
	g_auto (GStrv) part = g_strsplit (clean, " ", 3);
	if (g_strv_length (part) != 3)
		return pki_throw (error, PKI_ERROR_LOCKED,
			_ ("the git repository: another pkitty has been changing it for more than "
			   "30 seconds\nTry again when it has finished."));
	return pki_throw (error, PKI_ERROR_LOCKED,
		_ ("the git repository: another pkitty has been changing it for more than 30 "
		   "seconds: process %s on %s, since %s\nTry again when it has finished."),
		part[0], part[1], part[2]);
}

/* HOLDER: the file that names who holds the lock. */
static gboolean wait_for (
	int file, int holder, gint64 end, gulong step, GCancellable *cancellable, GError **error)
{
	while (flock (file, LOCK_EX | LOCK_NB) < 0) {
		if (errno == EINTR)
			continue;
		if (errno != EWOULDBLOCK)
			return pki_throw_errno (
				error, errno, _ ("the git repository can't be locked"));
		if (g_cancellable_is_cancelled (cancellable))
			return pki_throw (error, PKI_ERROR_CANCELLED, _ ("cancelled"));
		if (g_get_monotonic_time () > end)
			return busy (holder, error);
		g_usleep (step);
	}
	return TRUE;
}

static int open_file (int git_dir, const char *name, GError **error)
{
	const int flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
	pki_autofd int folder = pki_folder_make (git_dir, PKI_STAGING, 0777);
	int file = folder < 0 ? -1 : openat (folder, name, flags, 0666);
	if (file < 0)
		pki_throw_errno (error, errno, _ ("the git directory can't be written"));
	return file;
}

/* Who waits stands at the door: one at a time waits for the lock itself, so that the one before,
 * when it comes again at once, waits behind it. */
int pki_lock_take (int git_dir, GCancellable *cancellable, GError **error)
{
	gint64 end = g_get_monotonic_time () + WAIT_LONGEST;
	pki_autofd int file = open_file (git_dir, PKI_LOCK, error);
	pki_autofd int door = file < 0 ? -1 : open_file (git_dir, PKI_DOOR, error);
	if (door < 0 || !wait_for (door, file, end, WAIT_STEP, cancellable, error) ||
		!wait_for (file, file, end, WAIT_STEP / 5, cancellable, error))
		return -1;
	say_who (file);
	int result = file;
	file = -1;
	return result;
}

gboolean pki_lock_is_held (int git_dir)
{
	pki_autofd int folder = pki_folder_open (git_dir, PKI_STAGING);
	pki_autofd int file =
		folder < 0 ? -1 : openat (folder, PKI_LOCK, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	return file >= 0 && flock (file, LOCK_SH | LOCK_NB) < 0 && errno == EWOULDBLOCK;
}
