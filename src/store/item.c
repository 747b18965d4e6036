#include "config.h"

#include "src/store/item.h"

#include "src/base/intl.h"
#include "src/base/time.h"
#include "src/store/status-private.h"

enum { MONTH = 30 * 24 * 60 * 60 };

void pki_item_free (PkiItem *item)
{
	if (!item)
		return;
	g_free (item->name);
	g_free (item->use);
	g_free (item->path);
	g_free (item->apart);
	g_free (item->private_key);
	g_free (item->issuer_fingerprint);
	g_clear_pointer (&item->object, pki_object_unref);
	g_free (item);
}

gint64 pki_status_soon_at (gint64 not_before, gint64 not_after)
{
	if (not_after == PKI_TIME_NONE)
		return G_MAXINT64;
	gint64 notice = MONTH;
	if (not_before != PKI_TIME_NONE && not_before <= not_after)
		notice = MIN (notice, (not_after - not_before + 2) / 3);
	return not_after - notice + 1;
}

PkiStatus pki_status_at (gint64 not_before, gint64 not_after, gint64 now)
{
	if (not_before == PKI_TIME_NONE && not_after == PKI_TIME_NONE)
		return PKI_STATUS_NONE;
	if (not_after != PKI_TIME_NONE && now > not_after)
		return PKI_STATUS_EXPIRED;
	if (not_before != PKI_TIME_NONE && now < not_before)
		return PKI_STATUS_NOT_YET_VALID;
	/* Nobody knows how long it holds. */
	if (not_after == PKI_TIME_NONE)
		return PKI_STATUS_NONE;
	return now >= pki_status_soon_at (not_before, not_after) ? PKI_STATUS_EXPIRING
								 : PKI_STATUS_VALID;
}

const char *pki_status_name (PkiStatus status)
{
	switch (status) {
	case PKI_STATUS_NONE:
		return NULL;
	case PKI_STATUS_VALID:
		return "valid";
	case PKI_STATUS_EXPIRING:
		return "expiring";
	case PKI_STATUS_EXPIRED:
		return "expired";
	case PKI_STATUS_NOT_YET_VALID:
		return "not-yet-valid";
	case PKI_STATUS_REVOKED:
		return "revoked";
	}
	return NULL;
}

const char *pki_status_word (PkiStatus status)
{
	switch (status) {
	case PKI_STATUS_NONE:
		return NULL;
	case PKI_STATUS_VALID:
		return _ ("valid");
	case PKI_STATUS_EXPIRING:
		return _ ("soon");
	case PKI_STATUS_EXPIRED:
		return _ ("expired");
	case PKI_STATUS_NOT_YET_VALID:
		return _ ("not yet valid");
	case PKI_STATUS_REVOKED:
		return _ ("revoked");
	}
	return NULL;
}

static int severity (PkiStatus status)
{
	switch (status) {
	case PKI_STATUS_NONE:
		return 0;
	case PKI_STATUS_VALID:
		return 1;
	case PKI_STATUS_NOT_YET_VALID:
		return 2;
	case PKI_STATUS_EXPIRING:
		return 3;
	case PKI_STATUS_REVOKED:
		return 4;
	case PKI_STATUS_EXPIRED:
		return 5;
	}
	return 0;
}

PkiStatus pki_status_worse (PkiStatus a, PkiStatus b)
{
	return severity (b) > severity (a) ? b : a;
}
