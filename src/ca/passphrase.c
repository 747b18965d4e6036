#include "config.h"

#include "src/ca/passphrase.h"

#include "src/base/error.h"
#include "src/base/intl.h"

#define SHORTEST 10 /* characters */
#define DISTINCT 5 /* different ones among them */

static const char *const known[] = { "password", "passphrase", "passw0rd", "changeme", "changeit",
	"letmein", "qwerty", "123456", "abc123", "iloveyou", "admin", "secret", "welcome" };

gboolean pki_passphrase_check (const PkiSecret *passphrase, GError **error)
{
	PkiSlice bytes = pki_secret_bytes (passphrase);
	if (bytes.size == 0)
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("The passphrase is empty: the key would be open to everybody."));
	for (gsize i = 0; i < bytes.size; i++)
		if (bytes.data[i] == '\0' || bytes.data[i] == '\n' || bytes.data[i] == '\r')
			return pki_throw (error, PKI_ERROR_INVALID_INPUT,
				_ ("The passphrase has a line end or a NUL inside, where other "
				   "programs would cut it off: use one line of text."));
	return TRUE;
}

static gsize count_characters (PkiSlice bytes)
{
	gsize count = 0;
	for (gsize i = 0; i < bytes.size; i++)
		count += (bytes.data[i] & 0xc0) != 0x80;
	return count;
}

static guint count_distinct (PkiSlice bytes)
{
	gboolean seen[256] = { FALSE };
	guint count = 0;
	for (gsize i = 0; i < bytes.size; i++)
		if (!seen[bytes.data[i]]) {
			seen[bytes.data[i]] = TRUE;
			count++;
		}
	return count;
}

static gboolean holds (PkiSlice bytes, const char *word)
{
	gsize size = strlen (word);
	for (gsize i = 0; i + size <= bytes.size; i++)
		if (g_ascii_strncasecmp ((const char *)bytes.data + i, word, size) == 0)
			return TRUE;
	return FALSE;
}

/* "abcdefgh…" and "987654…": every step the same. */
static gboolean is_series (PkiSlice bytes)
{
	for (gsize i = 2; i < bytes.size; i++)
		if (bytes.data[i] - bytes.data[i - 1] != bytes.data[1] - bytes.data[0])
			return FALSE;
	return bytes.size > 2;
}

char *pki_passphrase_weakness (const PkiSecret *passphrase)
{
	PkiSlice bytes = pki_secret_bytes (passphrase);
	if (count_characters (bytes) < SHORTEST)
		return g_strdup_printf (
			ngettext ("The passphrase is weak: it has less than %d character. Four or "
				  "five words that do not belong together are strong and can be "
				  "remembered.",
				"The passphrase is weak: it has less than %d characters. Four or "
				"five words that do not belong together are strong and can be "
				"remembered.",
				SHORTEST),
			SHORTEST);
	if (count_distinct (bytes) < DISTINCT || is_series (bytes))
		return g_strdup (_ ("The passphrase is weak: it repeats itself."));
	for (guint i = 0; i < G_N_ELEMENTS (known); i++)
		if (holds (bytes, known[i]) &&
			count_characters (bytes) < strlen (known[i]) + SHORTEST)
			return g_strdup_printf (
				_ ("The passphrase is weak: it is little more than “%s”, which is "
				   "tried first."),
				known[i]);
	return NULL;
}
