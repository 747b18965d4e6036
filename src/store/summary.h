/*
 * What the catalog keeps of an object besides its DER: made in the threads that parse, so that the
 * one writer only writes.
 */
#pragma once

#include "src/store/record.h"
#include "src/x509/object.h"

enum {
	PKI_FLAG_CA = 1 << 0,
	PKI_FLAG_SELF_ISSUED = 1 << 1,
};

typedef struct {
	PkiObject *object;
	guint32 flags;
	gboolean has_key;
	gint64 key; /* start of the key's identity */
	gboolean has_issuer;
	gint64 subject, issuer; /* pki_name_key(); 0 none */
	gint64 serial, ski, aki; /* hashes; 0 none */
	gint64 not_before, not_after, soon_at;
	char *name; /* NULL where only the file names it */
	char *sort; /* of the name, or of the file's */
	GBytes *record;
	gboolean in_file; /* its DER is read from there again: the object has it no longer */
} PkiSummary;

enum { PKI_MEMO_KEYS = 4 };

/* The issuer that came last and the kinds of keys that came lately: files of one folder mostly have
 * the same ones. Zeroed at first; of one thread. */
typedef struct {
	GBytes *name; /* DER */
	gint64 key;
	char *text;
	struct {
		GBytes *algorithm; /* AlgorithmIdentifier */
		guint bits;
		char *text;
	} kinds[PKI_MEMO_KEYS];
	guint oldest; /* of the kinds */
} PkiSummaryMemo;
void pki_summary_memo_clear (PkiSummaryMemo *memo);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PkiSummaryMemo, pki_summary_memo_clear)

/* PATH is where it was found, relative to the directory opened, NAME its last part. */
PkiSummary *pki_summary_new (
	PkiObject *object, const char *path, const char *name, PkiSummaryMemo *memo);
void pki_summary_free (PkiSummary *summary);

/* Lets go of the DER where that costs more to keep than to read again. ALONE: it is all that is in
 * a file of SIZE bytes. */
void pki_summary_leave_in_file (PkiSummary *summary, gboolean alone, gint64 size);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiSummary, pki_summary_free)

/* The order of names in lists: case-folded bytes. The caller frees. */
char *pki_summary_sort_key (const char *name);

/* 64 bits of some bytes, for finding candidates; never 0 for what is not empty. */
gint64 pki_summary_hash (PkiSlice bytes);

/* The first eight octets of a digest as one number. */
gint64 pki_summary_print (const guint8 digest[32]);

/* CAs stand first in lists, then CRLs, then the rest. */
int pki_summary_rank (PkiObjectType type, guint32 flags);
