/* Dates as git's environment has them. */
#pragma once

#include <glib.h>

/* "1112926393 +0200" (also with '@'), RFC 2822 ("Thu, 07 Apr 2005 22:13:13 +0200"), or ISO 8601
 * ("2005-04-07T22:13:13+02:00", a blank for the T, without a zone local time). Seconds since 1970
 * and minutes east of UTC. FALSE for anything else. */
gboolean pki_git_date_parse (const char *text, gint64 *time, int *offset);
