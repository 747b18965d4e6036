/* Repositories for tests, made and judged by git itself. */
#pragma once

#include "src/git/commit.h"

/* A repository in the folder "work" with two commits of a user's own, on the branch trunk; HOME and
 * git's configuration are the test's. */
void made_repository (void);

/* The path of NAME in the test's folder. The caller frees. */
char *made_path (const char *name);

PkiRepository *made_open (const char *name);

/* Writes TEXT to PATH in one commit and asserts that it worked. The caller frees the id. */
char *made_commit (PkiRepository *repository, const char *path, const char *text);

/* The same without an assertion: the error of it, NULL when it worked. */
GError *made_try (PkiRepository *repository, PkiChange *change);

void made_put (PkiChange *change, const char *path, const char *text);
void made_put_private (PkiChange *change, const char *path, const char *text);

gboolean made_allow (const char *path, GBytes *bytes, gpointer data, GError **error);

/* git fsck, git status and the staging folder find nothing wrong or left. */
void made_assert_sound (const char *name);

/* What `git status --porcelain` says, and what a command prints, equals TEXT. */
void made_assert_status (const char *name, const char *text);
void made_assert_prints (const char *text, const char *format, ...) G_GNUC_PRINTF (2, 3);
