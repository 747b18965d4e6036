#include "config.h"

#include "src/base/time.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"

#define MINUTE G_GINT64_CONSTANT (60)
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

gint64 pki_time_now (void)
{
	const char *fixed = g_getenv ("PKITTY_TEST_NOW");
	if (fixed)
		return g_ascii_strtoll (fixed, NULL, 10);
	return g_get_real_time () / G_USEC_PER_SEC;
}

/* Days since 1970-01-01 in the proleptic Gregorian calendar; March is the first month of a
 * computing year. */
static gint64 days_from_civil (gint64 year, int month, int day)
{
	year -= month <= 2;
	gint64 era = (year >= 0 ? year : year - 399) / 400;
	gint64 year_of_era = year - era * 400;
	gint64 day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
	       day_of_year - 719468;
}

static void civil_from_days (gint64 days, gint64 *year, int *month, int *day)
{
	days += 719468;
	gint64 era = (days >= 0 ? days : days - 146096) / 146097;
	gint64 day_of_era = days - era * 146097;
	gint64 year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	gint64 day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	gint64 shifted = (5 * day_of_year + 2) / 153;
	*day = (int)(day_of_year - (153 * shifted + 2) / 5 + 1);
	*month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
	*year = year_of_era + era * 400 + (*month <= 2);
}

static int days_in_month (int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return month == 2 && leap ? 29 : days[month - 1];
}

gint64 pki_time_from_civil (int year, int month, int day, int hour, int minute, int second)
{
	if (year < 0 || year > 9999 || month < 1 || month > 12 || day < 1 ||
		day > days_in_month (year, month))
		return PKI_TIME_NONE;
	if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
		return PKI_TIME_NONE;
	return days_from_civil (year, month, day) * DAY + hour * HOUR + minute * MINUTE +
	       MIN (second, 59);
}

gint64 pki_time_days_between (gint64 now, gint64 time)
{
	gint64 seconds = time - now;
	return seconds >= 0 ? seconds / DAY : -((-seconds + DAY - 1) / DAY);
}

char *pki_time_format_date (gint64 time)
{
	if (time == PKI_TIME_NONE)
		return g_strdup ("");
	gint64 year;
	int month, day;
	civil_from_days (pki_time_days_between (0, time), &year, &month, &day);
	return g_strdup_printf ("%04" G_GINT64_FORMAT "-%02d-%02d", year, month, day);
}

char *pki_time_format (gint64 time)
{
	if (time == PKI_TIME_NONE)
		return g_strdup ("");
	g_autofree char *date = pki_time_format_date (time);
	int seconds = (int)(time - pki_time_days_between (0, time) * DAY);
	return g_strdup_printf (
		"%sT%02d:%02d:%02dZ", date, seconds / 3600, seconds / 60 % 60, seconds % 60);
}

/* From here on years are counted. */
#define LONG (731 * DAY)

static int years_of (gint64 seconds)
{
	return (int)(seconds / (DAY * 36525 / 100));
}

char *pki_time_left_short (gint64 now, gint64 time)
{
	if (time == PKI_TIME_NONE)
		return g_strdup ("");
	gint64 left = time - now;
	if (left < 0)
		return g_strdup (pki_text_locale_is_utf8 () ? "–" : "-");
	/* TRANSLATORS: the time left, in as few columns as possible: hours, days, years. */
	if (left < 2 * DAY)
		return g_strdup_printf (_ ("%d h"), (int)(left / HOUR));
	if (left < LONG)
		return g_strdup_printf (_ ("%d d"), (int)(left / DAY));
	return g_strdup_printf (_ ("%d y"), years_of (left));
}

static char *words_left (gint64 left)
{
	if (left < HOUR)
		return g_strdup (_ ("less than an hour left"));
	if (left < 2 * DAY) {
		int hours = (int)(left / HOUR);
		return g_strdup_printf (
			ngettext ("%d hour left", "%d hours left", (gulong)hours), hours);
	}
	if (left < LONG) {
		int days = (int)(left / DAY);
		return g_strdup_printf (
			ngettext ("%d day left", "%d days left", (gulong)days), days);
	}
	int years = years_of (left);
	return g_strdup_printf (ngettext ("%d year left", "%d years left", (gulong)years), years);
}

char *pki_time_left_words (gint64 now, gint64 time)
{
	if (time == PKI_TIME_NONE)
		return g_strdup ("");
	gint64 left = time - now;
	if (left >= 0)
		return words_left (left);
	if (left > -DAY)
		return g_strdup (_ ("expired less than a day ago"));
	if (left <= -LONG) {
		int years = years_of (-left);
		return g_strdup_printf (
			ngettext ("expired %d year ago", "expired %d years ago", (gulong)years),
			years);
	}
	int days = (int)(-left / DAY);
	return g_strdup_printf (
		ngettext ("expired %d day ago", "expired %d days ago", (gulong)days), days);
}

static GDateTime *read_time (const char *text)
{
	g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
	g_autofree char *whole = strlen (text) == strlen ("2027-11-20")
					 ? g_strconcat (text, "T00:00:00Z", NULL)
					 : g_ascii_strup (text, -1);
	g_autoptr (GRegex) form =
		g_regex_new ("^\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?"
			     "(Z|[+-]\\d\\d:\\d\\d)$",
			G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
	if (!g_regex_match (form, whole, G_REGEX_MATCH_DEFAULT, NULL))
		return NULL;
	return g_date_time_new_from_iso8601 (whole, utc);
}

gboolean pki_time_parse (const char *text, gint64 *time, GError **error)
{
	g_autoptr (GDateTime) read = read_time (text);
	if (!read) {
		g_autofree char *shown = pki_text_printable (text, -1);
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("“%s” is no time: type a day such as 2027-11-20, or "
			   "2027-11-20T12:00:00Z"),
			shown);
	}
	*time = g_date_time_to_unix (read);
	return TRUE;
}
