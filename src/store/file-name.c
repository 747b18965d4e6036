#include "config.h"

#include "src/store/file-name.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"

#define MOST_BYTES 100

static const char *const taken[] = { "private", "profiles", "requests" };

static gboolean throw_name (const char *name, const char *why, GError **error)
{
	g_autofree char *shown = pki_text_printable (name, -1);
	return pki_throw (error, PKI_ERROR_INVALID_INPUT,
		_ ("the name \"%s\" can't be that of a file: %s"), shown, why);
}

static gboolean check_characters (const char *name, GError **error)
{
	for (const char *at = name; *at; at = g_utf8_next_char (at)) {
		gunichar c = g_utf8_get_char (at);
		if (c == '/')
			return throw_name (name, _ ("it holds a \"/\""), error);
		if (c == '\\')
			return throw_name (name,
				_ ("it holds a \"\\\", which parts folders on some systems"),
				error);
		if (c < 0x20 || pki_text_is_hidden (c))
			return throw_name (
				name, _ ("it holds a control or an invisible character"), error);
	}
	return TRUE;
}

/* What Windows keeps for devices, in any folder, case and with any ending: a clone there fails. */
static gboolean is_device (const char *name)
{
	static const char *const plain[] = { "con", "prn", "aux", "nul", "conin$", "conout$" };
	g_autofree char *stem = g_ascii_strdown (name, (gssize)strcspn (name, "."));
	g_strchomp (stem);
	for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
		if (g_str_equal (stem, plain[i]))
			return TRUE;
	gboolean port = g_str_has_prefix (stem, "com") || g_str_has_prefix (stem, "lpt");
	return port && strlen (stem) == 4 && g_ascii_isdigit (stem[3]);
}

static gboolean check_ends (const char *name, GError **error)
{
	const char *last = g_utf8_find_prev_char (name, name + strlen (name));
	if (*name == '.' || *name == '-')
		return throw_name (name, _ ("it begins with \".\" or \"-\""), error);
	if (g_unichar_isspace (g_utf8_get_char (name)) ||
		g_unichar_isspace (g_utf8_get_char (last)))
		return throw_name (name, _ ("it begins or ends with a blank"), error);
	return TRUE;
}

static gboolean check_authority (const char *name, GError **error)
{
	g_autofree char *folded = pki_file_name_fold (name);
	for (gsize i = 0; i < G_N_ELEMENTS (taken); i++)
		if (g_str_equal (folded, taken[i]))
			return pki_throw (error, PKI_ERROR_INVALID_INPUT,
				_ ("an authority can't be called \"%s\": a store has a folder of "
				   "that name for other things"),
				taken[i]);
	/* What Windows makes of .git where names are short: git has no folder of that name. */
	if (g_str_has_prefix (folded, "git~1"))
		return throw_name (name, _ ("git keeps such names for itself"), error);
	/* Its settings stand under its name in brackets. */
	if (strpbrk (name, "[]"))
		return throw_name (name, _ ("it holds a bracket"), error);
	return TRUE;
}

char *pki_file_name (const char *name, gboolean authority, GError **error)
{
	if (!*name) {
		pki_throw (error, PKI_ERROR_INVALID_INPUT, _ ("the name is empty"));
		return NULL;
	}
	g_autofree char *composed = g_utf8_normalize (name, -1, G_NORMALIZE_NFC);
	if (!composed) {
		throw_name (name, _ ("it is no UTF-8 text"), error);
		return NULL;
	}
	if (strlen (composed) > MOST_BYTES) {
		pki_throw (error, PKI_ERROR_INVALID_INPUT,
			ngettext ("the name has more than %d byte",
				"the name has more than %d bytes", MOST_BYTES),
			MOST_BYTES);
		return NULL;
	}
	if (is_device (composed)) {
		throw_name (composed, _ ("Windows keeps it for a device"), error);
		return NULL;
	}
	if (!check_characters (composed, error) || !check_ends (composed, error) ||
		(authority && !check_authority (composed, error)))
		return NULL;
	return g_strdelimit (g_steal_pointer (&composed), "*", '_');
}

char *pki_file_name_fold (const char *name)
{
	g_autofree char *folded = g_utf8_casefold (name, -1);
	char *composed = g_utf8_normalize (folded, -1, G_NORMALIZE_NFC);
	return composed ? composed : g_steal_pointer (&folded);
}
