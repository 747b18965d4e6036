/* Paths of files as people type them: ~ is the home folder, what is not absolute lies below a
 * directory, and Tab completes. */
#pragma once

#include <glib.h>

/* The caller frees. */
char *ui_path_resolve (const char *typed, const char *directory);

/* What TYPED can go on to (char *, whole texts, folders with a slash behind), by name; at most
 * 10,000 names of a folder are looked at. Never NULL; the caller unrefs. */
GPtrArray *ui_path_complete (const char *typed, const char *directory);

/* The text that all of them begin with; NULL where there is none. The caller frees. */
char *ui_path_common (const GPtrArray *candidates);
