#include "config.h"

#include "ui/views/state.h"

#include "src/base/intl.h"
#include "src/x509/signature.h"

static UiState state_new (UiRole role, UiGlyph glyph, const char *word)
{
	return (UiState){ role, glyph, g_strdup (word) };
}

void ui_state_clear (UiState *state)
{
	g_clear_pointer (&state->word, g_free);
}

static UiState state_of_status (PkiStatus status)
{
	switch (status) {
	case PKI_STATUS_VALID:
		return state_new (UI_ROLE_GOOD, UI_GLYPH_GOOD, "");
	case PKI_STATUS_EXPIRING:
		return state_new (UI_ROLE_SOON, UI_GLYPH_SOON, pki_status_word (status));
	case PKI_STATUS_NOT_YET_VALID:
		return state_new (UI_ROLE_SOON, UI_GLYPH_SOON, _ ("not yet"));
	case PKI_STATUS_EXPIRED:
	case PKI_STATUS_REVOKED:
		return state_new (UI_ROLE_BAD, UI_GLYPH_BAD, pki_status_word (status));
	case PKI_STATUS_NONE:
		break;
	}
	return state_new (UI_ROLE_MUTED, UI_GLYPH_N, "");
}

UiState ui_state_of (const PkiItem *item)
{
	if (item->type == PKI_OBJECT_UNREADABLE)
		return state_new (UI_ROLE_BAD, UI_GLYPH_BAD, _ ("unreadable"));
	if (item->type == PKI_OBJECT_LOCKED)
		return state_new (UI_ROLE_MUTED, UI_GLYPH_LOCKED, _ ("locked"));
	if (item->issuer_verdict == PKI_VERDICT_BAD)
		/* TRANSLATORS: one short word for the column of states: the signature is wrong. */
		return state_new (UI_ROLE_BAD, UI_GLYPH_BAD, _ ("signature"));
	return state_of_status (item->status);
}

/* How much a state asks for attention. */
static int weight (PkiStatus status)
{
	switch (status) {
	case PKI_STATUS_EXPIRED:
		return 3;
	case PKI_STATUS_EXPIRING:
		return 2;
	case PKI_STATUS_NOT_YET_VALID:
		return 1;
	case PKI_STATUS_REVOKED: /* done with: nothing is left to do */
	case PKI_STATUS_VALID:
	case PKI_STATUS_NONE:
		break;
	}
	return 0;
}

UiState ui_state_of_closed (const PkiItem *item)
{
	if (item->issuer_verdict == PKI_VERDICT_BAD ||
		weight (item->worst_below) <= weight (item->status))
		return ui_state_of (item);
	UiState state = state_of_status (item->worst_below);
	g_free (state.word);
	guint count = item->soon_below;
	if (count > 0 && item->worst_below == PKI_STATUS_EXPIRING)
		state.word = g_strdup_printf (ngettext ("%u soon", "%u soon", count), count);
	else if (count > 0)
		/* TRANSLATORS: so many certificates below a closed row are expired or soon will be.
		 */
		state.word = g_strdup_printf (ngettext ("%u below", "%u below", count), count);
	else
		/* TRANSLATORS: the state is that of something further below a closed row. */
		state.word = g_strdup (_ ("below"));
	return state;
}
