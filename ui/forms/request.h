/* A key and a certificate request (CSR), for a CA elsewhere to sign. */
#pragma once

#include "ui/forms/materials.h"

void ui_request_open (UiDesk *desk, UiMaterials *materials);
