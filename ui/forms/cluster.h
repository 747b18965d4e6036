/* A whole cluster at once: which system and which CA, then a table to fill. */
#pragma once

#include "ui/forms/materials.h"

/* SIGNER as in certificate.h. */
void ui_cluster_open (UiDesk *desk, UiMaterials *materials, const char *signer);

/* For the same system and CA as the last one. */
void ui_cluster_open_again (UiDesk *desk, UiMaterials *materials);
