#include "config.h"

#include "src/store/folder-template.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/ca/template.h"
#include "src/store/file-name.h"

#define MOST_FOLDERS 8

static gboolean check_places (const char *template, GError **error)
{
	static const char *const known[] = { "profile", "name", NULL };
	g_autofree char *unknown = NULL;
	if (pki_template_check (template, known, &unknown))
		return TRUE;
	return pki_throw (error, PKI_ERROR_INVALID_INPUT,
		_ ("{%s} is not known here: type {profile} or {name}"), unknown);
}

/* What lies in the folder of a CA beside its certificates. */
static gboolean check_first (const char *folder, GError **error)
{
	g_autofree char *folded = pki_file_name_fold (folder);
	if (!g_str_equal (folded, "archive") && !g_str_equal (folded, "revoked") &&
		!g_str_has_prefix (folded, "ca."))
		return TRUE;
	g_autofree char *shown = pki_text_printable (folder, -1);
	return pki_throw (error, PKI_ERROR_INVALID_INPUT,
		_ ("\"%s\" in the folder of a CA is for other things: type another name, such as "
		   "certs"),
		shown);
}

/* One part as the name of a folder. */
static char *fill_part (const char *part, const char *profile, const char *name, GError **error)
{
	g_autofree char *filled = pki_template_fill (part, "profile", profile, "name", name, NULL);
	g_autofree char *plain = pki_template_fill (part, "profile", "", "name", "", NULL);
	if (*filled && !strpbrk (plain, "{}"))
		return pki_file_name (filled, FALSE, error);
	pki_throw (error, PKI_ERROR_INVALID_INPUT,
		*filled ? _ ("a brace is left over: type {profile} or {name}")
			: _ ("type a folder inside that of the CA, such as certs or "
			     "{profile}/{name}: without \"/\" in front, at the end or twice"));
	return NULL;
}

char *pki_folder_template_fill (
	const char *template, const char *profile, const char *name, GError **error)
{
	g_auto (GStrv) parts = g_strsplit (template ? template : PKI_FOLDER_USUAL, "/", -1);
	if (template && !check_places (template, error))
		return NULL;
	if (g_strv_length (parts) > MOST_FOLDERS) {
		pki_throw (error, PKI_ERROR_INVALID_INPUT, _ ("it goes down more than %d folders"),
			MOST_FOLDERS);
		return NULL;
	}
	for (char **part = parts; *part; part++) {
		char *filled = fill_part (*part, profile, name, error);
		if (!filled)
			return NULL;
		g_free (*part);
		*part = filled;
	}
	return !*parts || check_first (*parts, error) ? g_strjoinv ("/", parts) : NULL;
}

gboolean pki_folder_template_check (const char *template, GError **error)
{
	g_autofree char *folder = pki_folder_template_fill (template, "x", "x", error);
	return folder != NULL;
}

const char *pki_folder_template_private (const char *folder)
{
	gsize size = strlen (PKI_FOLDER_USUAL);
	if (strncmp (folder, PKI_FOLDER_USUAL, size) != 0)
		return folder;
	return folder[size] == '/' ? folder + size + 1 : folder[size] == '\0' ? "" : folder;
}
