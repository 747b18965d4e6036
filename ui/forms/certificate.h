/* A new certificate: key and certificate in one step. */
#pragma once

#include "ui/forms/materials.h"

/* SIGNER is the path of the certificate of the CA to begin with; NULL: any. */
void ui_certificate_open (UiDesk *desk, UiMaterials *materials, const char *signer);
