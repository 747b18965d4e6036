/* Which authority suits a draft: what a form begins with, and in which order it offers the others.
 */
#include "config.h"

#include <string.h>

#include "ui/forms/draft.h"

/* How badly an authority suits; what is none of these suits best. */
enum {
	OF_NO_SYSTEM = 1, /* it is named after none */
	OF_ANOTHER = 2, /* it is named after another system */
	ROOT = 4, /* its key is for CAs */
	ELSEWHERE = 8, /* not below the root that the user looked at */
};

static char *folded_name (const PkiAuthority *authority)
{
	return g_utf8_casefold (authority->name, -1);
}

/* The system that an authority is named after: a group of profiles, the one called WANTED before
 * others. Borrowed from WANTED or the profiles; NULL where there is none. */
static const char *system_of (
	const PkiAuthority *authority, const GPtrArray *profiles, const char *wanted)
{
	g_autofree char *name = folded_name (authority);
	if (wanted && strstr (name, wanted))
		return wanted;
	for (guint i = 0; i < profiles->len; i++) {
		const char *group = ((const PkiProfile *)g_ptr_array_index (profiles, i))->group;
		if (!g_str_equal (group, "general") && strstr (name, group))
			return group;
	}
	return NULL;
}

/* In the form of a cluster the group itself is chosen. */
static const char *wanted_system (const UiDraft *draft)
{
	const PkiProfile *profile = ui_draft_profile (draft);
	const char *group = profile ? profile->group : draft->profile;
	return group && *group && !g_str_equal (group, "general") ? group : NULL;
}

static const PkiAuthority *authority_at (const UiDraft *draft, const char *path)
{
	const GPtrArray *all = draft->materials->authorities;
	for (guint i = 0; path && i < all->len; i++) {
		const PkiAuthority *authority = g_ptr_array_index (all, i);
		if (g_str_equal (authority->certificate_path, path))
			return authority;
	}
	return NULL;
}

static gboolean is_same (const PkiObject *a, const PkiObject *b)
{
	return memcmp (a->digest, b->digest, sizeof a->digest) == 0;
}

static gboolean is_below (
	const UiDraft *draft, const PkiAuthority *authority, const PkiAuthority *root)
{
	if (is_same (authority->certificate, root->certificate))
		return TRUE;
	g_autoptr (GPtrArray) chain =
		pki_site_chain (draft->materials->site, authority->certificate);
	for (guint i = 0; i < chain->len; i++)
		if (is_same (g_ptr_array_index (chain, i), root->certificate))
			return TRUE;
	return FALSE;
}

static guint misfit (const UiDraft *draft, const PkiAuthority *authority)
{
	const PkiAuthority *root = authority_at (draft, draft->near);
	const char *wanted = wanted_system (draft);
	const char *system = system_of (authority, draft->materials->profiles, wanted);
	guint misfit = !system ? OF_NO_SYSTEM : system != wanted ? OF_ANOTHER : 0;
	if (pki_object_is_self_issued (authority->certificate))
		misfit |= ROOT;
	if (root && !is_below (draft, authority, root))
		misfit |= ELSEWHERE;
	return misfit;
}

typedef struct {
	PkiAuthority *authority;
	guint misfit, place;
} Candidate;

static int by_fit (gconstpointer a, gconstpointer b)
{
	const Candidate *one = a, *other = b;
	if (one->misfit != other->misfit)
		return one->misfit < other->misfit ? -1 : 1;
	return one->place < other->place ? -1 : one->place > other->place;
}

GPtrArray *ui_draft_signers (const UiDraft *draft)
{
	const GPtrArray *all = draft->materials->authorities;
	g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
	for (guint i = 0; i < all->len; i++) {
		PkiAuthority *authority = g_ptr_array_index (all, i);
		gboolean above = draft->kind == UI_DRAFT_INTERMEDIATE;
		if (above && !ui_materials_has_room (draft->materials, authority))
			continue;
		Candidate candidate = { authority, above ? 0 : misfit (draft, authority), i };
		g_array_append_val (candidates, candidate);
	}
	g_array_sort (candidates, by_fit);
	GPtrArray *signers = g_ptr_array_new ();
	for (guint i = 0; i < candidates->len; i++)
		g_ptr_array_add (signers, g_array_index (candidates, Candidate, i).authority);
	return signers;
}

void ui_draft_begin_near (UiDraft *draft, const char *authority)
{
	const PkiAuthority *at = authority_at (draft, authority);
	if (draft->kind != UI_DRAFT_INTERMEDIATE && at &&
		pki_object_is_self_issued (at->certificate))
		draft->near = g_strdup (authority);
	else
		draft->authority = g_strdup (authority);
}

void ui_draft_remember (const UiDraft *draft)
{
	ui_desk_remember (draft->desk, draft->authority, draft->profile);
}

void ui_draft_begin_again (UiDraft *draft)
{
	draft->authority = g_strdup (ui_desk_last_authority (draft->desk));
	draft->profile = g_strdup (ui_desk_last_profile (draft->desk));
}
