#include "config.h"

#include "src/base/memory.h"

#include <glib.h>
#include <malloc.h>

void pki_memory_give_back (void)
{
	/* Where another allocator stands in (that of a sanitizer), this call is the first that
	 * glibc's own sees, and two threads at once make it count wrong and abort. */
	static GMutex mutex;
	g_mutex_lock (&mutex);
	(void)malloc_trim (0);
	g_mutex_unlock (&mutex);
}
