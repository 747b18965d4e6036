/*
 * What a change is about to do, kept in the git directory while it is done, so that the next change
 * can finish or drop it. Written anew as a whole; one that is damaged is none (it was never
 * followed by a deed).
 */
#pragma once

#include "src/git/work-private.h"

/* Without paths before they are decided: then it stands for the locks alone. */
gboolean pki_journal_write (const PkiWork *work, GError **error);

/* Fills WORK (with its repository and staging folder) from the journal. FALSE where there is none
 * that can be read. */
gboolean pki_journal_read (PkiWork *work);

/* Whether there is one, readable or not. */
gboolean pki_journal_exists (int staging);

/* Removes everything of a change in the staging folder, and it. */
void pki_journal_drop (int staging);
