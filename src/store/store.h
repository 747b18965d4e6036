/*
 * A directory opened: any directory, a store with pkitty.conf or not. Reading never writes into it.
 * The handle ties the directory to its catalog (a cache) and hands out what views and commands
 * need. One handle belongs to one thread at a time; a job opens its own (pki_store_open() on the
 * same directory costs a millisecond, and all handles share the catalog file).
 */
#pragma once

#include <gio/gio.h>

#include "src/store/filter.h"
#include "src/store/item.h"
#include "src/base/secret.h"
#include "src/x509/object.h"

typedef struct _PkiStore PkiStore;

typedef enum {
	PKI_STORE_DEFAULT = 0,
	PKI_STORE_IN_MEMORY =
		1 << 0, /* no catalog file: what is scanned is forgotten with the last handle */
	PKI_STORE_EXISTING_CATALOG =
		1 << 1, /* fail with PKI_ERROR_NOT_FOUND where no catalog exists yet (show FILE) */
} PkiStoreFlags;

/* Opens DIRECTORY (a link to it is followed). PKI_ERROR_NOT_FOUND, _PERMISSION, _UNSUPPORTED when
 * it is no directory. A catalog that is damaged or from another version is thrown away; where none
 * can be kept, pki_store_note() tells. */
PkiStore *pki_store_open (const char *directory, PkiStoreFlags flags, GError **error);
void pki_store_free (PkiStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiStore, pki_store_free)

/* Another handle on the same directory and catalog (also one in memory), for another thread. */
PkiStore *pki_store_dup (PkiStore *store, GError **error);

const char *pki_store_directory (
	const PkiStore *store); /* absolute, as opened; bytes of a file name */
const char *pki_store_name (
	const PkiStore *store); /* `name` of pkitty.conf, else the last part of the path */
const char *pki_store_note (
	const PkiStore *store); /* a translated sentence for the status line, or NULL */

/* Finds the store that a command means: DIRECTORY if given, else $PKITTY_STORE, else the current
 * directory or its nearest parent with a pkitty.conf. The caller frees. */
char *pki_store_find (const char *directory);

/* DIRECTORY, or its nearest parent with a pkitty.conf. The caller frees. */
char *pki_store_find_above (const char *directory);

/* Grows whenever what the catalog holds has changed, by this handle or another: views compare and
 * ask again. Cheap. */
guint64 pki_store_generation (PkiStore *store);

/* Whether the directory has ever been scanned to the end (else a first view says that reading is
 * under way). */
gboolean pki_store_is_scanned (PkiStore *store);

/* ── what there is
 * ─────────────────────────────────────────────────────────────────────────────────────────── */

/* The issuance tree: ids (gint64) of the objects directly below PARENT, in the order shown (CAs and
 * CRLs first, by name). Certificates and CRLs whose issuer is here stand below it. PARENT is an
 * object's id, or PKI_ROOTS for self-issued certificates. */
#define PKI_ROOTS G_GINT64_CONSTANT (0)
GArray *pki_store_children (PkiStore *store, gint64 parent, GError **error);

/* The sections under the trees. */
typedef enum {
	PKI_SECTION_ORPHANS, /* certificates and CRLs whose issuer is not here; what stands below
				them is below them */
	PKI_SECTION_REQUESTS,
	PKI_SECTION_KEYS, /* private and public keys that belong to no certificate and no request
			     here */
	PKI_SECTION_LOCKED,
	PKI_SECTION_UNREADABLE,
	PKI_SECTION_N,
} PkiSection;
GArray *pki_store_section (PkiStore *store, PkiSection section, GError **error);
const char *pki_section_title (PkiSection section); /* translated */

/* What stands directly above ID: *parent is an object, or PKI_ROOTS with *section set
 * (PKI_SECTION_N: at the top of the trees). FALSE when ID has no row of its own: a key shown at its
 * certificate, or what is gone. A microsecond each. */
gboolean pki_store_above (PkiStore *store, gint64 id, gint64 *parent, PkiSection *section);

/* How many rows stand directly in a section. */
guint pki_store_section_count (PkiStore *store, PkiSection section);
guint pki_store_count (PkiStore *store); /* all objects */

typedef enum {
	PKI_SORT_PATH, /* path, then index: one row per location, as `list` prints */
	PKI_SORT_END, /* end date; certificates and CRLs only */
	PKI_SORT_NAME,
	PKI_SORT_NONE, /* whichever comes first: the fastest */
} PkiSort;

/* Ids of all objects that FILTER (NULL: all) lets through; each once. Under 50 ms for 100,000. */
GArray *pki_store_query (
	PkiStore *store, const PkiFilter *filter, PkiSort order, gint64 now, GError **error);

/* Calls FUNCTION for every location (one per place where an object is kept) that FILTER lets
 * through, by path, then index; memory does not grow with their number. FUNCTION returns FALSE to
 * stop, and changes nothing through this handle (no scan, no check). Signatures on the way to the
 * root are checked beforehand where they were not yet. */
typedef gboolean (*PkiItemFunction) (const PkiItem *item, gpointer data);
gboolean pki_store_foreach (PkiStore *store, const PkiFilter *filter, gint64 now,
	PkiItemFunction function, gpointer data, GError **error);

/* The same without `object`, `use` and `private_key`: no file is read for it. */
gboolean pki_store_foreach_brief (PkiStore *store, const PkiFilter *filter, gint64 now,
	PkiItemFunction function, gpointer data, GError **error);

/* One row. NULL when the object is gone. The caller frees with pki_item_free(). */
PkiItem *pki_store_item (PkiStore *store, gint64 id, gint64 now, GError **error);

/* The object itself, from the catalog or, where that does not keep it (large, locked), from its
 * file. */
PkiObject *pki_store_object (PkiStore *store, gint64 id, GError **error);

/* Opens what is locked with a passphrase: what stands in its place then (PkiObject), parts that
 * stay locked included. They are for this run only and never come into the catalog.
 * PKI_ERROR_BAD_PASSPHRASE when nothing opened, _STALE when the file is another by now. Blocking:
 * a key derivation may take seconds. */
GPtrArray *pki_store_open_locked (
	PkiStore *store, gint64 id, PkiSecret *passphrase, GError **error);

/* Where an object is kept: GPtrArray of PkiPlace, by path and index. */
typedef struct {
	char *path; /* relative to the directory opened; bytes */
	guint index; /* position within the file, from 0 */
	gsize offset;
} PkiPlace;
void pki_place_free (PkiPlace *place);
GPtrArray *pki_store_places (PkiStore *store, gint64 id, GError **error);

/* All certificates that could have issued the object, the one chosen first: GArray of PkiIssuer. A
 * cross-signed issuer gives several; a wrong signature is told by its verdict. */
typedef struct {
	gint64 id;
	int verdict; /* PkiVerdict */
	const char *doubt; /* what is wrong with it as an issuer, whatever the signature; words for
			      the user, static; NULL where nothing is */
} PkiIssuer;
GArray *pki_store_issuers (PkiStore *store, gint64 id, GError **error);

/* Objects with the same public key: key ↔ certificate ↔ request, ids. For locked keys without a
 * Public-Key: line the candidates by folder and stem, with *certain = FALSE. */
GArray *pki_store_same_key (PkiStore *store, gint64 id, gboolean *certain, GError **error);

/* Checks the signatures of these objects against their candidates and remembers the verdicts.
 * Blocking: for jobs. IDS empty: all that are not checked yet, in slices, until CANCELLABLE says
 * so. */
gboolean pki_store_check_signatures (
	PkiStore *store, const gint64 *ids, gsize count, GCancellable *cancellable, GError **error);

/* The ids of the objects found at a path ("a/b.pem", index -1: all), for TARGETs. */
GArray *pki_store_at_path (PkiStore *store, const char *path, int index, GError **error);
