#include "config.h"

#include "ui/forms/materials.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/ca/terms.h"
#include "src/git/identity.h"
#include "src/store/layout.h"
#include "src/store/profiles.h"
#include "ui/core/job.h"

/* A list to choose from is not longer. */
#define REQUESTS_MOST 1000

UiMaterials *ui_materials_ref (UiMaterials *materials)
{
	g_atomic_ref_count_inc (&materials->references);
	return materials;
}

void ui_materials_unref (UiMaterials *materials)
{
	if (!materials || !g_atomic_ref_count_dec (&materials->references))
		return;
	g_clear_pointer (&materials->site, pki_site_unref);
	g_free (materials->why_no_site);
	g_ptr_array_unref (materials->authorities);
	g_free (materials->why_no_authority);
	g_ptr_array_unref (materials->profiles);
	g_ptr_array_unref (materials->requests);
	g_free (materials);
}

static UiMaterials *materials_new (void)
{
	UiMaterials *materials = g_new0 (UiMaterials, 1);
	g_atomic_ref_count_init (&materials->references);
	materials->authorities =
		g_ptr_array_new_with_free_func ((GDestroyNotify)pki_authority_unref);
	materials->profiles = g_ptr_array_new_with_free_func ((GDestroyNotify)pki_profile_unref);
	materials->requests = g_ptr_array_new_with_free_func (g_free);
	return materials;
}

gboolean ui_materials_has_room (const UiMaterials *materials, const PkiAuthority *authority)
{
	g_autoptr (GPtrArray) chain = pki_site_chain (materials->site, authority->certificate);
	return pki_terms_has_room (authority->certificate, chain);
}

gboolean ui_materials_any_has_room (const UiMaterials *materials)
{
	for (guint i = 0; i < materials->authorities->len; i++)
		if (ui_materials_has_room (
			    materials, g_ptr_array_index (materials->authorities, i)))
			return TRUE;
	return FALSE;
}

/* ── in the thread ───────────────────────────────────────────────────────── */

static char *first_line (const char *text)
{
	const char *end = strchrnul (text, '\n');
	return pki_text_printable (text, end - text);
}

/* Of several the first stands for all. */
static char *why_it_can_not (const PkiAuthority *authority, const char *why)
{
	g_autofree char *name = pki_text_printable (authority->name, -1);
	g_autofree char *reason = first_line (why);
	return g_strdup_printf (_ ("%s: %s"), name, reason);
}

static void add_authorities (UiMaterials *materials)
{
	g_autoptr (GError) error = NULL;
	GPtrArray *all = pki_site_authorities (materials->site, TRUE, &error);
	if (!all)
		materials->why_no_authority = first_line (error->message);
	for (guint i = 0; all && i < all->len; i++) {
		PkiAuthority *authority = g_ptr_array_index (all, i);
		g_autofree char *why = NULL;
		if (pki_authority_can_sign (authority, pki_time_now (), &why))
			g_ptr_array_add (materials->authorities, pki_authority_ref (authority));
		else if (!materials->why_no_authority)
			materials->why_no_authority = why_it_can_not (authority, why);
	}
	if (!materials->why_no_authority)
		materials->why_no_authority =
			g_strdup (_ ("There is no CA here: make a root CA first."));
}

static int by_path (gconstpointer a, gconstpointer b)
{
	return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static void add_requests (UiMaterials *materials, const char *directory)
{
	g_autofree char *folder = g_build_filename (directory, PKI_LAYOUT_REQUESTS, NULL);
	g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
	const char *name;
	while (dir && materials->requests->len < REQUESTS_MOST && (name = g_dir_read_name (dir)))
		if (g_str_has_suffix (name, ".csr"))
			g_ptr_array_add (materials->requests,
				g_build_filename (PKI_LAYOUT_REQUESTS, name, NULL));
	g_ptr_array_sort (materials->requests, by_path);
}

static void add_profiles (UiMaterials *materials, const char *directory)
{
	g_autoptr (GPtrArray) list = pki_profiles_list (directory, NULL);
	for (guint i = 0; list && i < list->len; i++)
		g_ptr_array_add (
			materials->profiles, pki_profile_ref (g_ptr_array_index (list, i)));
}

static UiMaterials *collect (const char *directory)
{
	g_autoptr (GError) why = NULL;
	UiMaterials *materials = materials_new ();
	materials->site = pki_site_open (directory, &why);
	materials->knows_author =
		pki_identity_known (materials->site ? materials->site->repository : NULL, NULL);
	add_profiles (materials, directory);
	if (!materials->site) {
		materials->is_free = g_error_matches (why, PKI_ERROR, PKI_ERROR_NOT_FOUND);
		materials->why_no_site =
			materials->is_free
				? g_strdup (_ ("This directory is not under git: make it a store."))
				: first_line (why->message);
		materials->why_no_authority = g_strdup (materials->why_no_site);
		return materials;
	}
	add_authorities (materials);
	add_requests (materials, directory);
	return materials;
}

gboolean ui_materials_suffice (UiDesk *desk, const UiMaterials *materials, gboolean signs)
{
	const char *why = !materials->site                            ? materials->why_no_site
			  : signs && materials->authorities->len == 0 ? materials->why_no_authority
								      : NULL;
	if (why)
		ui_app_message (ui_desk_app (desk), UI_MESSAGE_WARNING, "%s", why);
	return !why;
}

/* ── in the background ───────────────────────────────────────────────────── */

/* A store is looked through in a moment, and what opens then takes the keys that were typed ahead.
 * So that moment is waited for; only what takes longer becomes a job. */
#define MOMENT (200 * G_TIME_SPAN_MILLISECOND)

typedef struct {
	gatomicrefcount references;
	char *directory;
	GMutex mutex;
	GCond collected;
	UiMaterials *materials; /* NULL until they are there */
} Collecting;

static void collecting_unref (gpointer data)
{
	Collecting *collecting = data;
	if (!g_atomic_ref_count_dec (&collecting->references))
		return;
	g_free (collecting->directory);
	g_mutex_clear (&collecting->mutex);
	g_cond_clear (&collecting->collected);
	ui_materials_unref (collecting->materials);
	g_free (collecting);
}

static gpointer collect_in_thread (gpointer data)
{
	Collecting *collecting = data;
	UiMaterials *materials = collect (collecting->directory);
	g_mutex_lock (&collecting->mutex);
	collecting->materials = materials;
	g_cond_broadcast (&collecting->collected);
	g_mutex_unlock (&collecting->mutex);
	collecting_unref (collecting);
	return NULL;
}

/* NULL where they are not there until END (monotonic; 0: whenever). */
static UiMaterials *wait_until (Collecting *collecting, gint64 end)
{
	UiMaterials *materials = NULL;
	gboolean late = FALSE;
	g_mutex_lock (&collecting->mutex);
	while (!collecting->materials && !late)
		if (end == 0)
			g_cond_wait (&collecting->collected, &collecting->mutex);
		else
			late = !g_cond_wait_until (&collecting->collected, &collecting->mutex, end);
	if (collecting->materials)
		materials = ui_materials_ref (collecting->materials);
	g_mutex_unlock (&collecting->mutex);
	return materials;
}

static Collecting *start_collecting (const char *directory)
{
	Collecting *collecting = g_new0 (Collecting, 1);
	g_atomic_ref_count_init (&collecting->references);
	g_atomic_ref_count_inc (&collecting->references);
	collecting->directory = g_strdup (directory);
	g_mutex_init (&collecting->mutex);
	g_cond_init (&collecting->collected);
	g_autoptr (GThread) thread =
		g_thread_try_new ("materials", collect_in_thread, collecting, NULL);
	/* Where there is no thread to be had, the screen waits. */
	if (!thread)
		(void)collect_in_thread (collecting);
	return collecting;
}

typedef struct {
	UiDesk *desk;
	UiMaterialsDone done;
	gpointer data;
	GDestroyNotify free_data;
} Waiting;

static void waiting_clear (const Waiting *waiting)
{
	if (waiting->free_data)
		waiting->free_data (waiting->data);
}

static void waiting_free (gpointer data)
{
	waiting_clear (data);
	g_free (data);
}

static gpointer wait_for_all (UiJob *job, gpointer data, GError **error)
{
	(void)job;
	(void)error;
	return wait_until (data, 0);
}

static void collected (gpointer result, const GError *error, gpointer data)
{
	(void)error;
	const Waiting *waiting = data;
	g_autoptr (UiMaterials) materials = result;
	ui_desk_set_gathering (waiting->desk, FALSE);
	waiting->done (waiting->desk, materials, waiting->data);
}

static void start_job (const Waiting *waiting, Collecting *collecting)
{
	const UiJobSpec spec = {
		.title = _ ("looking for CAs"),
		.work = wait_for_all,
		.data = collecting,
		.free_data = collecting_unref,
		.free_result = (GDestroyNotify)ui_materials_unref,
		.done = collected,
		.done_data = g_memdup2 (waiting, sizeof *waiting),
		.free_done_data = waiting_free,
		.keep = TRUE,
	};
	ui_desk_set_gathering (waiting->desk, TRUE);
	(void)ui_job_start (ui_desk_app (waiting->desk), &spec);
}

void ui_materials_gather (
	UiDesk *desk, UiMaterialsDone done, gpointer data, GDestroyNotify free_data)
{
	const Waiting waiting = { desk, done, data, free_data };
	if (ui_desk_is_gathering (desk)) {
		waiting_clear (&waiting);
		return;
	}
	Collecting *collecting = start_collecting (ui_desk_directory (desk));
	g_autoptr (UiMaterials) materials =
		wait_until (collecting, g_get_monotonic_time () + MOMENT);
	if (!materials) {
		start_job (&waiting, collecting);
		return;
	}
	collecting_unref (collecting);
	done (desk, materials, data);
	waiting_clear (&waiting);
}
