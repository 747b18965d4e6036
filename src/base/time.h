/* Times of certificates: seconds since 1970-01-01T00:00:00Z, UTC, years 0 to 9999, in 64 bits
 * everywhere. */
#pragma once

#include <glib.h>

#define PKI_TIME_NONE G_MININT64 /* no time: absent or unreadable */

/* Seconds now; where PKITTY_TEST_NOW is set (seconds, in tests), that. */
gint64 pki_time_now (void);

/* Civil time to seconds; PKI_TIME_NONE when a part is out of range (60 seconds are taken as 59). */
gint64 pki_time_from_civil (int year, int month, int day, int hour, int minute, int second);

/* "2027-11-20T00:00:00Z", or "" for PKI_TIME_NONE. The caller frees. */
char *pki_time_format (gint64 time);

/* "2027-11-20T00:00:00Z", also with an offset ("+08:00", RFC 3339), or "2027-11-20", the start of
 * that day in UTC. PKI_ERROR_INVALID_INPUT says what to type. */
gboolean pki_time_parse (const char *text, gint64 *time, GError **error);

/* "2027-11-20". The caller frees. */
char *pki_time_format_date (gint64 time);

/* Whole days from NOW to TIME, negative once TIME has passed (rounded down). */
gint64 pki_time_days_between (gint64 now, gint64 time);

/* The time left in few columns for lists: "9 y", "312 d", "5 h", "–" when it has passed.
 * Translated; the caller frees. */
char *pki_time_left_short (gint64 now, gint64 time);

/* In words for details: "312 days left", "expired 19 days ago", "less than an hour left". The
 * caller frees. */
char *pki_time_left_words (gint64 now, gint64 time);
