/* Copying out to the clipboard of the terminal's user: by tmux where we run in it, else by the
 * escape sequence OSC 52. */
#pragma once

#include <glib.h>

/* PKI_ERROR_LIMIT for more than terminals take (74,994 bytes). That the terminal obeyed is never
 * known. */
gboolean ui_clipboard_copy (const char *text, gsize size, GError **error);
