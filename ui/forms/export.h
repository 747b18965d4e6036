/* Copies of a certificate, its chain and its key in a folder of one's choice, for deployment. */
#pragma once

#include "ui/forms/desk.h"

/* PATH of the certificate, below the directory. */
void ui_export_open (UiDesk *desk, const char *path);
