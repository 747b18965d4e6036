#include "config.h"

#include "src/git/date-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "+0200" to minutes. */
static gboolean parse_zone (const char *text, int *offset)
{
	int sign = *text == '+' ? 1 : *text == '-' ? -1 : 0;
	if (sign == 0 || strlen (text) != 5 || strspn (text + 1, "0123456789") != 4)
		return FALSE;
	int number = atoi (text + 1);
	*offset = sign * (number / 100 * 60 + number % 100);
	return number / 100 < 24 && number % 100 < 60;
}

static gboolean parse_raw (const char *text, gint64 *time, int *offset)
{
	char *end;
	gboolean marked = *text == '@';
	text += marked;
	if (!g_ascii_isdigit (*text))
		return FALSE;
	guint64 seconds = g_ascii_strtoull (text, &end, 10);
	if (seconds > G_MAXINT32 * G_GINT64_CONSTANT (100))
		return FALSE;
	*time = (gint64)seconds;
	*offset = 0;
	/* git takes shorter numbers for something else. */
	return *end == '\0' ? marked || end - text >= 9
			    : *end == ' ' && parse_zone (end + 1, offset);
}

static gboolean take (GDateTime *moment, gint64 *time, int *offset)
{
	if (!moment)
		return FALSE;
	*time = g_date_time_to_unix (moment);
	*offset = (int)(g_date_time_get_utc_offset (moment) / G_TIME_SPAN_MINUTE);
	return TRUE;
}

static gboolean parse_iso (const char *text, gint64 *time, int *offset)
{
	g_autofree char *joined = g_strdup (text);
	/* "2005-04-07 22:13:13 +0200": no blank before the zone. */
	char *blank = strrchr (joined, ' ');
	if (blank && (blank[1] == '+' || blank[1] == '-'))
		memmove (blank, blank + 1, strlen (blank));
	g_autoptr (GTimeZone) here = g_time_zone_new_local ();
	g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (joined, here);
	return take (moment, time, offset);
}

static int month_of (const char *name)
{
	static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	const char *found = strlen (name) == 3 ? strstr (names, name) : NULL;
	return found && (found - names) % 3 == 0 ? (int)(found - names) / 3 + 1 : 0;
}

static gboolean parse_mail (const char *text, gint64 *time, int *offset)
{
	const char *comma = strchr (text, ',');
	int day, year, hour, minute, second, size = 0;
	char month[4], zone[6];
	const char *rest = comma ? comma + 1 : text;
	if (sscanf (rest, " %2d %3s %4d %2d:%2d:%2d %5s%n", &day, month, &year, &hour, &minute,
		    &second, zone, &size) != 7 ||
		rest[size] != '\0' || !month_of (month) || !parse_zone (zone, offset))
		return FALSE;
	g_autoptr (GTimeZone) there = g_time_zone_new_offset (*offset * 60);
	g_autoptr (GDateTime) moment =
		g_date_time_new (there, year, month_of (month), day, hour, minute, second);
	return take (moment, time, offset);
}

gboolean pki_git_date_parse (const char *text, gint64 *time, int *offset)
{
	return parse_raw (text, time, offset) || parse_iso (text, time, offset) ||
	       parse_mail (text, time, offset);
}
