/*
 * The table of a whole cluster: a row for each machine or user, a column for each role that the
 * system has. Each role of a row is a certificate. Works without a screen.
 */
#pragma once

#include "src/store/plan.h"

typedef enum {
	UI_CLUSTER_NAME,
	UI_CLUSTER_DNS,
	UI_CLUSTER_IP,
	UI_CLUSTER_TEXTS, /* how many columns hold text; roles come behind */
} UiClusterColumn;

typedef struct _UiCluster UiCluster;

/* GROUP of profiles; PROFILES (PkiProfile) is all there are. Begins with one empty row. */
UiCluster *ui_cluster_new (const char *group, const GPtrArray *profiles);
void ui_cluster_free (UiCluster *cluster);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UiCluster, ui_cluster_free)

guint ui_cluster_rows (const UiCluster *cluster);
guint ui_cluster_roles (const UiCluster *cluster);
/* A short heading: "server" of the profile etcd-server in the group etcd. */
const char *ui_cluster_role_title (const UiCluster *cluster, guint role);
const PkiProfile *ui_cluster_role (const UiCluster *cluster, guint role);

/* How many certificates it comes to. */
guint ui_cluster_certificates (const UiCluster *cluster);

const char *ui_cluster_text (const UiCluster *cluster, guint row, UiClusterColumn column);
/* What is wrong with a cell, printable; NULL for nothing. */
const char *ui_cluster_mistake (const UiCluster *cluster, guint row, UiClusterColumn column);
/* Checks TEXT, and keeps it, right or wrong. */
void ui_cluster_set_text (UiCluster *cluster, guint row, UiClusterColumn column, const char *text);

gboolean ui_cluster_has_role (const UiCluster *cluster, guint row, guint role);
void ui_cluster_toggle_role (UiCluster *cluster, guint row, guint role);

/* Whether nothing stands in ROW. */
gboolean ui_cluster_is_blank (const UiCluster *cluster, guint row);

/* An empty row below ROW with the same roles; a copy of it, in which numbers count on; without it.
 * Where the cursor goes. The last row stays, emptied. */
guint ui_cluster_add (UiCluster *cluster, guint row);
guint ui_cluster_copy (UiCluster *cluster, guint row);
guint ui_cluster_remove (UiCluster *cluster, guint row);

/* Appends the rows of a CSV table, as batches have it; of the rows for one machine one is made. An
 * empty table is replaced. How many rows came; 0 with an error, and nothing has changed. */
guint ui_cluster_add_csv (UiCluster *cluster, PkiSite *site, GBytes *text, GError **error);

/* Whether all is right; else where the first mistake is. Empty rows do not count. */
gboolean ui_cluster_check (UiCluster *cluster, guint *row, UiClusterColumn *column, char **what);

/* PkiWish for each certificate, issued by AUTHORITY; for the caller to unref. */
GPtrArray *ui_cluster_wishes (const UiCluster *cluster, const char *authority, gboolean suggested);
