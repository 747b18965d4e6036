#include "config.h"

#include "ui/term/crash.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

static const int deadly[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS };

/* A signal handler gets no context: this is all it may touch. */
static struct {
	volatile sig_atomic_t armed;
	int terminal, caught, standard_error;
	struct termios state;
	char bytes[256];
	gsize size;
} crash;
static char stack[64 * 1024];

static void write_all (int descriptor, const char *bytes, gsize size)
{
	while (size > 0) {
		ssize_t written = write (descriptor, bytes, size);
		if (written <= 0)
			return;
		bytes += written;
		size -= (gsize)written;
	}
}

static void hand_back (int number)
{
	if (crash.armed) {
		crash.armed = 0;
		write_all (crash.terminal, crash.bytes, crash.size);
		tcsetattr (crash.terminal, TCSANOW, &crash.state);
		char buffer[1024];
		off_t offset = 0;
		ssize_t size;
		while ((size = pread (crash.caught, buffer, sizeof buffer, offset)) > 0) {
			write_all (crash.standard_error, buffer, (gsize)size);
			offset += size;
		}
	}
	raise (number); /* its old disposition is back: SA_RESETHAND */
}

void _ui_crash_arm (int terminal, const struct termios *before, const char *bytes, gsize size,
	int caught, int standard_error)
{
	crash.terminal = terminal;
	crash.caught = caught;
	crash.standard_error = standard_error;
	crash.size = MIN (size, sizeof crash.bytes);
	memcpy (crash.bytes, bytes, crash.size);
	crash.state = *before;
	crash.armed = 1;
	stack_t alternate = { .ss_sp = stack, .ss_size = sizeof stack };
	sigaltstack (&alternate, NULL);
	struct sigaction action = { .sa_handler = hand_back,
		.sa_flags = (int)(SA_RESETHAND | SA_NODEFER | SA_ONSTACK) };
	sigemptyset (&action.sa_mask);
	for (guint i = 0; i < G_N_ELEMENTS (deadly); i++)
		sigaction (deadly[i], &action, NULL);
}

void _ui_crash_set_errors (int caught, int standard_error)
{
	crash.caught = caught;
	crash.standard_error = standard_error;
}

void _ui_crash_disarm (void)
{
	crash.armed = 0;
}
