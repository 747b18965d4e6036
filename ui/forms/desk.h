/*
 * What the forms of one directory share: the application, the keys that were opened, and the way
 * back to the views. Passphrases are typed into forms; the keyring asks the desk for them from the
 * thread that needs them.
 */
#pragma once

#include "src/store/keyring.h"
#include "ui/core/app.h"

typedef struct _UiDesk UiDesk;

typedef struct {
	UiApp *app;
	const char *directory; /* absolute; outlives the desk */
	void (*changed) (gpointer data); /* files were written: the views are to follow */
	void (*show) (const char *path, gpointer data); /* the object of a file, in the tree */
	gpointer data;
} UiDeskSetup;

UiDesk *ui_desk_new (const UiDeskSetup *setup);
void ui_desk_free (UiDesk *desk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UiDesk, ui_desk_free)

UiApp *ui_desk_app (UiDesk *desk);
const char *ui_desk_directory (UiDesk *desk);
PkiKeyring *ui_desk_keyring (UiDesk *desk);
void ui_desk_changed (UiDesk *desk);
void ui_desk_show (UiDesk *desk, const char *path);

/* Whether a form is about to open: another one does not then. */
void ui_desk_set_gathering (UiDesk *desk, gboolean gathering);
gboolean ui_desk_is_gathering (UiDesk *desk);

/* What was issued by last (path of the authority's certificate), and for what; NULL: nothing yet.
 * Borrowed. */
void ui_desk_remember (UiDesk *desk, const char *authority, const char *profile);
const char *ui_desk_last_authority (UiDesk *desk);
const char *ui_desk_last_profile (UiDesk *desk);

/* What the keyring is answered from now on: the passphrase of a key that is there, and the one
 * chosen for new keys; NULL: none. */
void ui_desk_answer (UiDesk *desk, PkiSecret *known, PkiSecret *chosen);

/* Forgets keys and passphrases. How many there were. */
guint ui_desk_forget (UiDesk *desk);
