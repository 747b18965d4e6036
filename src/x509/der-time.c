#include "config.h"

#include "src/x509/der.h"

#include "src/base/time.h"

/* 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z */
#define FIRST G_GINT64_CONSTANT (-62167219200)
#define LAST  G_GINT64_CONSTANT (253402300799)

typedef struct {
	const guint8 *at;
	const guint8 *end;
} Text;

/* COUNT digits as a number, or -1. */
static int take_digits (Text *text, int count)
{
	int value = 0;
	if (text->end - text->at < count)
		return -1;
	for (int i = 0; i < count; i++) {
		if (!g_ascii_isdigit (text->at[i]))
			return -1;
		value = value * 10 + text->at[i] - '0';
	}
	text->at += count;
	return value;
}

static gboolean take (Text *text, char character)
{
	if (text->at == text->end || *text->at != (guint8)character)
		return FALSE;
	text->at++;
	return TRUE;
}

static gboolean skip_fraction (Text *text)
{
	if (!take (text, '.') && !take (text, ','))
		return FALSE;
	while (text->at < text->end && g_ascii_isdigit (*text->at))
		text->at++;
	return TRUE;
}

/* What stands behind the digits: Z, an offset, or nothing. FALSE where it is something else. */
static gboolean take_zone (Text *text, gint64 *offset, gboolean *odd)
{
	*offset = 0;
	if (take (text, 'Z'))
		return text->at == text->end;
	*odd = TRUE;
	if (text->at == text->end)
		return TRUE;
	int sign = *text->at++;
	if (sign != '+' && sign != '-')
		return FALSE;
	int hours = take_digits (text, 2);
	int minutes = text->at == text->end ? 0 : take_digits (text, 2);
	if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || text->at != text->end)
		return FALSE;
	*offset = (sign == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
	return TRUE;
}

static gint64 read_time (Text text, int year_digits, gboolean *odd)
{
	int year = take_digits (&text, year_digits);
	if (year_digits == 2 && year >= 0)
		year += year < 50 ? 2000 : 1900;
	int month = take_digits (&text, 2);
	int day = take_digits (&text, 2);
	int hour = take_digits (&text, 2);
	int minute = take_digits (&text, 2);
	int second = 0;
	gint64 offset;
	if (year < 0 || month < 0 || day < 0 || hour < 0)
		return PKI_TIME_NONE;
	if (minute < 0) {
		minute = 0;
		*odd = TRUE;
	} else if (text.at < text.end && g_ascii_isdigit (*text.at)) {
		second = take_digits (&text, 2);
	} else {
		*odd = TRUE;
	}
	if (skip_fraction (&text))
		*odd = TRUE;
	if (!take_zone (&text, &offset, odd))
		return PKI_TIME_NONE;
	gint64 time = pki_time_from_civil (year, month, day, hour, minute, second);
	if (time == PKI_TIME_NONE)
		return time;
	time -= offset;
	return time < FIRST || time > LAST ? PKI_TIME_NONE : time;
}

gint64 pki_der_time (const PkiElement *element, guint32 *sins)
{
	Text text = { element->content.data, element->content.data + element->content.size };
	gboolean odd = FALSE;
	gint64 time = PKI_TIME_NONE;
	if (element->tag == PKI_TAG_UTC_TIME) {
		time = read_time (text, 2, &odd);
	} else if (element->tag == PKI_TAG_GENERALIZED_TIME) {
		time = read_time (text, 4, &odd);
		/* RFC 5280 §4.1.2.5: dates through 2049 are UTCTime. */
		odd |= text.end - text.at >= 4 && memcmp (text.at, "1950", 4) >= 0 &&
		       memcmp (text.at, "2050", 4) < 0;
	}
	if (sins && (odd || time == PKI_TIME_NONE))
		*sins |= PKI_SIN_BAD_TIME;
	return time;
}
