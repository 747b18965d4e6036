/* Threads that work off a list. */
#pragma once

#include <glib.h>

/* Begins to call EACH (item, DATA) for all ITEMS, which stay the caller's, by threads: one for each
 * processor, or as many as the system gives. To be waited for, and freed, with
 * g_thread_pool_free (crew, FALSE, TRUE). NULL: there are no threads to be had, and all is done. */
GThreadPool *pki_crew_start (const GPtrArray *items, GFunc each, gpointer data);
