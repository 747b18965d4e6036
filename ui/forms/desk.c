#include "config.h"

#include "ui/forms/desk.h"

struct _UiDesk {
	UiDeskSetup setup;
	PkiKeyring *keyring;
	gboolean gathering;
	char *authority, *profile; /* of what was made last; NULL */
	GMutex mutex; /* of what follows: jobs ask */
	PkiSecret *known, *chosen;
};

/* In the thread of a job. A wrong passphrase is not tried again: the form asks for another. */
static PkiSecret *answer (const char *what, const char *why_again, PkiAsk kind, gpointer data)
{
	(void)what;
	UiDesk *desk = data;
	g_mutex_lock (&desk->mutex);
	PkiSecret *secret = why_again ? NULL : kind == PKI_ASK_NEW ? desk->chosen : desk->known;
	if (secret)
		pki_secret_ref (secret);
	g_mutex_unlock (&desk->mutex);
	return secret;
}

UiDesk *ui_desk_new (const UiDeskSetup *setup)
{
	UiDesk *desk = g_new0 (UiDesk, 1);
	desk->setup = *setup;
	g_mutex_init (&desk->mutex);
	desk->keyring = pki_keyring_new (answer, desk);
	return desk;
}

void ui_desk_free (UiDesk *desk)
{
	if (!desk)
		return;
	pki_keyring_free (desk->keyring);
	ui_desk_answer (desk, NULL, NULL);
	g_free (desk->authority);
	g_free (desk->profile);
	g_mutex_clear (&desk->mutex);
	g_free (desk);
}

UiApp *ui_desk_app (UiDesk *desk)
{
	return desk->setup.app;
}

const char *ui_desk_directory (UiDesk *desk)
{
	return desk->setup.directory;
}

PkiKeyring *ui_desk_keyring (UiDesk *desk)
{
	return desk->keyring;
}

void ui_desk_changed (UiDesk *desk)
{
	desk->setup.changed (desk->setup.data);
}

void ui_desk_show (UiDesk *desk, const char *path)
{
	desk->setup.show (path, desk->setup.data);
}

void ui_desk_set_gathering (UiDesk *desk, gboolean gathering)
{
	desk->gathering = gathering;
}

gboolean ui_desk_is_gathering (UiDesk *desk)
{
	return desk->gathering;
}

void ui_desk_remember (UiDesk *desk, const char *authority, const char *profile)
{
	g_free (desk->authority);
	g_free (desk->profile);
	desk->authority = g_strdup (authority);
	desk->profile = g_strdup (profile);
}

const char *ui_desk_last_authority (UiDesk *desk)
{
	return desk->authority;
}

const char *ui_desk_last_profile (UiDesk *desk)
{
	return desk->profile;
}

static void replace (PkiSecret **place, PkiSecret *secret)
{
	if (secret)
		pki_secret_ref (secret);
	g_clear_pointer (place, pki_secret_unref);
	*place = secret;
}

void ui_desk_answer (UiDesk *desk, PkiSecret *known, PkiSecret *chosen)
{
	g_mutex_lock (&desk->mutex);
	replace (&desk->known, known);
	replace (&desk->chosen, chosen);
	g_mutex_unlock (&desk->mutex);
}

guint ui_desk_forget (UiDesk *desk)
{
	guint count = pki_keyring_count (desk->keyring);
	pki_keyring_forget (desk->keyring);
	ui_desk_answer (desk, NULL, NULL);
	return count;
}
