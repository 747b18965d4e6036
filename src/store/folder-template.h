/*
 * Where in the folder of its CA a certificate goes: "certs" unless the settings say otherwise, such
 * as "{profile}/{name}". {profile} and {name} stand for those of the certificate.
 */
#pragma once

#include <glib.h>

#define PKI_FOLDER_USUAL "certs"

/* The folder for a certificate; TEMPLATE may be NULL (as usual). PKI_ERROR_INVALID_INPUT says what
 * to type: for what leads out of the CA's folder, for names that no file can have, for places that
 * a store has for other things, and for unknown places in braces. The caller frees. */
char *pki_folder_template_fill (
	const char *template, const char *profile, const char *name, GError **error);

/* Whether a template is one, whatever fills it. */
gboolean pki_folder_template_check (const char *template, GError **error);

/* The folder of plain keys that goes with FOLDER, below that of all such keys of the CA: "" for
 * "certs", whose name is left out in front. Borrowed from FOLDER. */
const char *pki_folder_template_private (const char *folder);
