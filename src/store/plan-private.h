/* What the files of the plan share. */
#pragma once

#include "src/store/layout.h"
#include "src/store/plan.h"

/* A certificate or request to be made. */
typedef struct {
	PkiProfile *profile;
	char *action; /* its trailer */
	char *name; /* of its files; of an authority its folder */
	PkiTerms *terms; /* of the plan */
	PkiAuthority *issuer; /* NULL: it signs itself, or it is a request */
	gboolean is_request;
	PkiObject *request; /* to be signed; NULL: a key is made */
	char *token; /* URI of a key that exists; NULL */
	gboolean encrypt;
	char *path;
	char *key_path; /* where the key is in the end; NULL: not here */
	gboolean writes_key;
	/* while it is carried out */
	PkiPrivateKey *key;
	GBytes *der;
	PkiSecret *key_file;
} PkiPlanItem;

/* A file that is known already. */
typedef struct {
	char *path;
	GBytes *bytes; /* NULL: it is removed */
	GBytes *before; /* what is there now; NULL: nothing is */
	gboolean in_git;
} PkiPlanWrite;

/* An encrypted key that gets another passphrase. */
typedef struct {
	char *path;
	GBytes *file;
	gboolean has_id;
	guint8 id[32];
	char *what; /* "the key of etcd-ca" */
} PkiPlanKey;

struct _PkiPlanWork {
	PkiLayout *layout;
	GPtrArray *items; /* PkiPlanItem */
	GPtrArray *writes; /* PkiPlanWrite */
	PkiPlanKey *key;
	char *directory; /* of a store to be made; NULL: the site's */
	char *make_repository; /* the directory in which one is made first; NULL: there is one */
	gboolean carried_out;
};

PkiPlan *pki_plan_new (PkiSite *site, const char *action);

void pki_plan_add_file (
	PkiPlan *plan, const char *path, PkiFileChange change, gboolean in_git, const char *what);
void pki_plan_add_note (PkiPlan *plan, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* A write or (BYTES NULL) a removal, with the file told of. */
void pki_plan_add_write (PkiPlan *plan, const char *path, GBytes *bytes, GBytes *before,
	gboolean in_git, const char *what);

/* What stands in the files of a store for an item of this name: checks and takes the places, and
 * tells of them. */
PkiPlanItem *pki_plan_add_item (PkiPlan *plan, PkiProfile *profile, const char *action,
	const char *name, gboolean authority, GError **error);

/* Takes the path for the key of an item in FOLDER, or encrypted beside it. */
gboolean pki_plan_claim_key (
	PkiPlan *plan, PkiPlanItem *item, const char *private_folder, GError **error);

/* The wish's order with what the settings say of lifetimes, keys, subjects, and what the issuer
 * puts into certificates (ISSUER may be NULL). The result borrows from all of them: only
 * pki_plan_order_clear() is for it. */
void pki_plan_fill_order (
	const PkiSite *site, const PkiWish *wish, const PkiAuthority *issuer, PkiOrder *order);
void pki_plan_order_clear (PkiOrder *order);

/* Decides the terms of an item, with its issuer and request; of a request also what becomes of each
 * thing asked for. */
gboolean pki_plan_decide (PkiPlan *plan, PkiPlanItem *item, const PkiWish *wish, GError **error);

/* One certificate, of a new key or of the wish's request. */
gboolean pki_plan_add_certificate (
	PkiPlan *plan, const PkiWish *wish, PkiAuthority *issuer, GError **error);

/* Sets subject line and message from the items, or from what else is done. With fingerprints as far
 * as certificates are made. */
void pki_plan_describe (PkiPlan *plan);

/* The same of what makes nothing: a line, and trailers (key, value, ..., NULL) behind that of the
 * action. */
void pki_plan_describe_as (
	PkiPlan *plan, const char *subject_line, const char *key, ...) G_GNUC_NULL_TERMINATED;

/* Sets the script: of settings, whose file this is; of wishes as they stand in a table. Left alone
 * where no script does the same. */
void pki_plan_set_settings_script (PkiPlan *plan, GBytes *settings);
void pki_plan_set_batch_script (PkiPlan *plan, const GPtrArray *wishes);

/* Sets the command. */
void pki_plan_set_command (PkiPlan *plan, const char *command, const PkiWish *wish);

/* Sees to it that git ignores a folder of plain keys: by the .gitignore of the store, else by one
 * in the folder itself. FALSE where the user's own one there does not do it. */
gboolean pki_plan_keep_private (PkiPlan *plan, const char *folder, GError **error);

/* Whether a store's .gitignore has the line for its folder of plain keys. */
gboolean pki_plan_ignores_private (GBytes *ignore);

/* ── carrying out ── */

/* Opens the issuers' keys, makes and signs what the items say; NOTES gets translated sentences. */
gboolean pki_plan_make (PkiPlan *plan, PkiKeyring *keyring, GPtrArray *notes,
	PkiPlanProgress progress, gpointer data, GCancellable *cancellable, GError **error);

/* A passphrase for a new key, with a note where it is weak. */
PkiSecret *pki_plan_choose (
	PkiKeyring *keyring, const char *what, GPtrArray *notes, GError **error);

/* What an item's files hold. */
GBytes *pki_plan_item_file (const PkiPlanItem *item);
