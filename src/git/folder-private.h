/*
 * Files and folders below an opened folder, never through a link: each part of a path is opened
 * within the one before. Paths are relative, without "." and ".."; "" is the root itself. Numbers
 * of errors are left in errno.
 */
#pragma once

#include <glib.h>
#include <sys/stat.h>

/* A folder for reading and for naming what is in it. -1 on failure; the caller closes. */
int pki_folder_open (int root, const char *path);

/* The same, making what is missing with MODE. */
int pki_folder_make (int root, const char *path, mode_t mode);

/* The folder above PATH; *NAME points to the last part within PATH. -1 on failure. */
int pki_folder_above (int root, const char *path, const char **name);
int pki_folder_make_above (int root, const char *path, mode_t mode, const char **name);

/* What stands at PATH. FALSE and errno, ENOENT also where a folder above it is missing. */
gboolean pki_folder_look (int root, const char *path, struct stat *status);

/* The bytes of a regular file; NULL and an error (PKI_ERROR_NOT_FOUND where nothing is there). */
GBytes *pki_folder_read (int root, const char *path, gsize limit, GError **error);

/* A new file in the opened FOLDER. On failure nothing is left of it. */
gboolean pki_folder_write_new (
	int folder, const char *name, mode_t mode, const void *data, gsize size);

/* Renames, but never over something: EEXIST. */
gboolean pki_folder_rename_new (int from, const char *name, int to, const char *new_name);

/* Removes a file, or a folder with all that is in it; links are not followed. NAME is one part. */
gboolean pki_folder_remove (int folder, const char *name);

/* Removes the folders above PATH that are empty, up to STOP ("" or "a/b/") exclusive. */
void pki_folder_prune_above (int root, const char *path, const char *stop);

/* Flushes the disks that two opened folders are on: one call instead of one for each file. */
gboolean pki_folder_flush (int one, int other);
