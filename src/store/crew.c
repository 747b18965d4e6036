#include "config.h"

#include "src/store/crew.h"

/* FALSE where not one of them has a thread that will come to it. */
static gboolean push_all (GThreadPool *crew, const GPtrArray *items)
{
	gboolean any = FALSE;
	for (guint i = 0; i < items->len; i++)
		any = g_thread_pool_push (crew, g_ptr_array_index (items, i), NULL) || any;
	return any;
}

GThreadPool *pki_crew_start (const GPtrArray *items, GFunc each, gpointer data)
{
	GThreadPool *crew = items->len > 1 ? g_thread_pool_new (each, data,
						     (int)g_get_num_processors (), FALSE, NULL)
					   : NULL;
	if (crew && push_all (crew, items))
		return crew;
	if (crew)
		g_thread_pool_free (crew, TRUE, FALSE);
	for (guint i = 0; i < items->len; i++)
		each (g_ptr_array_index (items, i), data);
	return NULL;
}
