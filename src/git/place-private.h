/*
 * The files of a change: written in the git directory first, so that a kill leaves nothing in the
 * work tree, then put into their places.
 */
#pragma once

#include "src/git/work-private.h"

/* Writes what every path will hold into the staging folder. */
gboolean pki_place_stage (PkiWork *work, GError **error);

/* Puts the private files into their places, where nothing may stand; not flushed to disk. On
 * failure those that were put are taken back. */
gboolean pki_place_private (PkiWork *work, GError **error);

/* Takes back the private files that this process has placed. */
void pki_place_take_back (PkiWork *work);

/* Puts one file that is in git into its place, or removes it. BYTES NULL: it was staged. STATUS: of
 * what was placed. */
gboolean pki_place_file (
	PkiWork *work, const PkiWorkPath *path, GBytes *bytes, struct stat *status, GError **error);

/* Whether the file at a private path is the staged one, whole or in part. */
gboolean pki_place_is_ours (PkiWork *work, const PkiWorkPath *path);
