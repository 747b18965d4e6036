#include "config.h"

#include "tests/unit/memory.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "tests/unit/unit.h"

#define CHUNK (1 << 20)

/* Whether the memory from START to END of this process holds the NEEDLE. */
static gboolean holds (int memory, guint8 *buffer, gsize start, gsize end, PkiSlice needle)
{
	for (gsize at = start; at < end; at += CHUNK - needle.size) {
		gssize size = pread (memory, buffer, MIN (CHUNK, end - at), (off_t)at);
		if (size > 0 && memmem (buffer, (gsize)size, needle.data, needle.size))
			return TRUE;
	}
	return FALSE;
}

/* "dd" among the flags: not for core dumps. */
gboolean memory_is_dumped (PkiSlice needle)
{
	char line[512];
	gsize start = 0, end = 0;
	gboolean found = FALSE;
	FILE *maps = fopen ("/proc/self/smaps", "r");
	int memory = open ("/proc/self/mem", O_RDONLY | O_CLOEXEC);
	guint8 *buffer =
		mmap (NULL, CHUNK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	madvise (buffer, CHUNK, MADV_DONTDUMP);
	ck_assert (maps && memory >= 0);
	while (fgets (line, sizeof line, maps)) {
		gsize first, behind;
		char mode[5];
		if (sscanf (line, "%zx-%zx %4s", &first, &behind, mode) == 3) {
			start = strncmp (mode, "rw", 2) == 0 ? first : 0;
			end = behind;
		} else if (start && g_str_has_prefix (line, "VmFlags:") && !strstr (line, " dd")) {
			found = found || holds (memory, buffer, start, end, needle);
		}
	}
	munmap (buffer, CHUNK);
	fclose (maps);
	close (memory);
	return found;
}
