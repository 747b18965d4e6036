/*
 * An action planned: what it will make, write and commit, decided and checked, while nothing is
 * written and no key is made. A dry run and the last page of a form show it; pki_plan_carry_out()
 * does it. Filled by commands and forms alike.
 */
#pragma once

#include "src/ca/grant.h"
#include "src/ca/order.h"
#include "src/ca/terms.h"
#include "src/store/keyring.h"
#include "src/store/outcome.h"
#include "src/store/site.h"

/* What a person wants. Who fills it clears it; unused fields are zero. */
typedef struct {
	PkiOrder *order; /* with its profile and its name */
	char *authority; /* the issuer, as pki_site_authority() takes it; NULL: the only one, and
			    for an authority: it signs itself */
	gboolean encrypt; /* the new key stays encrypted beside its certificate, in git */
	char *token; /* PKCS#11 URI of a key that exists in a token, for an authority; NULL */
	GBytes *request; /* to be signed: any bytes with one request in them */
	char *request_path; /* of that, where it lies below the directory: it is moved then; NULL */
	guint line; /* of the CSV file, for messages; 0 */
	GError *mistake; /* what is wrong with that line already; NULL */
} PkiWish;
PkiWish *pki_wish_new (PkiProfile *profile, const char *name);
void pki_wish_free (PkiWish *wish);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiWish, pki_wish_free)

typedef enum {
	PKI_FILE_NEW,
	PKI_FILE_REPLACED,
	PKI_FILE_REMOVED,
} PkiFileChange;

typedef struct {
	char *path; /* relative to the directory opened */
	PkiFileChange change;
	gboolean in_git;
	char *what; /* translated: "certificate", "private key, not encrypted", ... */
} PkiPlanFile;

/* What a request that is to be signed asks for, and what becomes of it. */
typedef struct {
	char *name; /* of the certificate's files */
	GPtrArray *rows; /* PkiGrantRow */
} PkiPlanGrant;

typedef struct _PkiPlanWork PkiPlanWork;

typedef struct {
	char *action; /* "issue", as the trailer says it */
	char *subject_line; /* of the commit */
	char *message; /* all of it; what is known only in the end (fingerprints) is left out */
	char **command; /* what would do the same in a script; or NULL */
	char *script; /* the same where that takes several lines, for a shell; or NULL */
	GPtrArray *files; /* PkiPlanFile */
	GPtrArray *terms; /* PkiTerms, one for each certificate or request */
	GPtrArray *grants; /* PkiPlanGrant, one for each request that is to be signed */
	GPtrArray *notes; /* char*: translated sentences a user should know before */
	char *token; /* URI of the key that a new authority has in a token; NULL */
	PkiSettings *settings; /* as they will be with a new authority; NULL: they stay */
	const PkiAuthoritySettings *publishes; /* what of them is the new authority's; NULL */
	gboolean needs_passphrase; /* one will be chosen for a new key */
	PkiSite *site;
	PkiPlanWork *work;
} PkiPlan;
void pki_plan_free (PkiPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiPlan, pki_plan_free)

/* Whether the NAME of a new authority is free, to be told before the rest is known. */
gboolean pki_plan_check_authority (const PkiSite *site, const char *name, GError **error);

/* Each checks all that can be checked, and fails with what is wrong and what to do. */
PkiPlan *pki_plan_authority (PkiSite *site, const PkiWish *wish, GError **error);
PkiPlan *pki_plan_issue (PkiSite *site, const PkiWish *wish, GError **error);
PkiPlan *pki_plan_request (PkiSite *site, const PkiWish *wish, GError **error);
PkiPlan *pki_plan_sign (PkiSite *site, const PkiWish *wish, GError **error);

/* Several at once (PkiWish; with a request: signed, else issued), in one commit. The message has
 * every mistake, a line each, with the lines they stand in. */
PkiPlan *pki_plan_batch (PkiSite *site, const GPtrArray *wishes, GError **error);

/* Another passphrase for the encrypted key in the file at PATH. */
PkiPlan *pki_plan_passphrase (PkiSite *site, const char *path, GError **error);

/* Other settings. */
PkiPlan *pki_plan_settings (PkiSite *site, const PkiSettings *settings, GError **error);

/* A new store in DIRECTORY, which may exist; NAME (may be NULL) is what it is called. Inside a
 * larger repository only with IN_REPOSITORY. */
PkiPlan *pki_plan_init (
	const char *directory, const char *name, gboolean in_repository, GError **error);

/* Called now and then, from the thread that carries out. */
typedef void (*PkiPlanProgress) (guint done, guint total, gpointer data);

/* Opens and makes keys, signs, commits, tells the catalog. Blocking: for commands and jobs. A plan
 * is carried out once. PROGRESS and CANCELLABLE may be NULL; what was cancelled has changed
 * nothing. */
PkiOutcome *pki_plan_carry_out (PkiPlan *plan, PkiKeyring *keyring, PkiPlanProgress progress,
	gpointer data, GCancellable *cancellable, GError **error);
