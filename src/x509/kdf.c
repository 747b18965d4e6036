#include "config.h"

#include "src/x509/kdf.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/x509/gnutls-error.h"

#define BLOCK_MOST  144 /* bytes, of SHA3-224 */
#define DIGEST_MOST 64

typedef struct hash_hd_st Hash;

/* GnuTLS frees what it buffered as it is: the passphrase, where that was hashed last. Octet by
 * octet all of the buffer is overwritten, whatever its size. */
static void free_hash (Hash *hash)
{
	guint8 value[DIGEST_MOST];
	for (guint i = 0; i < BLOCK_MOST; i++)
		(void)gnutls_hash (hash, "", 1);
	gnutls_hash_deinit (hash, value);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Hash, free_hash)

static Hash *new_hash (gnutls_digest_algorithm_t digest, GError **error)
{
	Hash *hash = NULL;
	int code = gnutls_hash_init (&hash, digest);
	if (code < 0) {
		pki_throw_gnutls (
			error, code, _ ("The digest of the key derivation can't be used"));
		return NULL;
	}
	return hash;
}

static PkiSlice passphrase_bytes (const PkiSecret *passphrase)
{
	return passphrase ? pki_secret_bytes (passphrase) : pki_slice ("", 0);
}

/* What RFC 7292 calls v. */
static gsize block_size (gnutls_digest_algorithm_t digest)
{
	switch (digest) {
	case GNUTLS_DIG_MD2:
		return 16;
	case GNUTLS_DIG_SHA384:
	case GNUTLS_DIG_SHA512:
		return 128;
	case GNUTLS_DIG_SHA3_224:
		return BLOCK_MOST;
	case GNUTLS_DIG_SHA3_256:
		return 136;
	case GNUTLS_DIG_SHA3_384:
		return 104;
	case GNUTLS_DIG_SHA3_512:
		return 72;
	default:
		return 64;
	}
}

static guint8 *put_utf16_unit (guint8 *out, guint unit)
{
	*out++ = (guint8)(unit >> 8);
	*out++ = (guint8)unit;
	return out;
}

/* The passphrase as a BMPString with its two zero octets (RFC 7292 §B.1) into OUT, which has room
 * for twice its size and two more; nothing at all for none. Returns the size. */
static gsize put_bmp (const PkiSecret *passphrase, guint8 *out)
{
	if (!passphrase)
		return 0;
	guint8 *start = out;
	PkiSlice bytes = pki_secret_bytes (passphrase);
	const char *text = (const char *)bytes.data, *end = text + bytes.size;
	gboolean utf8 = g_utf8_validate_len (text, bytes.size, NULL);
	while (text < end) {
		gunichar c = utf8 ? g_utf8_get_char (text) : (guint8)*text;
		if (c >= 0x10000) {
			out = put_utf16_unit (out, 0xd800 + ((c - 0x10000) >> 10));
			out = put_utf16_unit (out, 0xdc00 + ((c - 0x10000) & 0x3ff));
		} else {
			out = put_utf16_unit (out, c);
		}
		text = utf8 ? g_utf8_next_char (text) : text + 1;
	}
	return (gsize)(put_utf16_unit (out, 0) - start);
}

static gsize round_up (gsize size, gsize block)
{
	return (size + block - 1) / block * block;
}

/* Repeats the SIZE bytes at START until they fill whole blocks; returns how many there are then. */
static gsize fill_blocks (guint8 *start, gsize size, gsize block)
{
	gsize full = round_up (size, block);
	for (gsize i = size; i < full; i++)
		start[i] = start[i - size];
	return full;
}

/* NUMBER += ADDEND + 1, both SIZE octets, big-endian. */
static void add_block (guint8 *number, const guint8 *addend, gsize size)
{
	guint carry = 1;
	for (gsize i = size; i-- > 0;) {
		carry += number[i] + addend[i];
		number[i] = (guint8)carry;
		carry >>= 8;
	}
}

typedef struct {
	gsize allocated;
	gsize size;
	guint8 *data;
} Input;

static void clear_input (Input *input)
{
	pki_wipe (input->data, input->allocated);
	g_free (input->data);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Input, clear_input)

/* Salt and passphrase in whole blocks: I of RFC 7292. */
static Input make_input (const PkiSecret *passphrase, PkiSlice salt, gsize block)
{
	gsize salt_room = round_up (salt.size, block);
	gsize room = salt_room + round_up (2 * passphrase_bytes (passphrase).size + 2, block);
	Input input = { .allocated = room, .data = g_malloc0 (room) };
	if (salt.size > 0)
		memcpy (input.data, salt.data, salt.size);
	input.size = fill_blocks (input.data, salt.size, block);
	gsize used = put_bmp (passphrase, input.data + salt_room);
	input.size += fill_blocks (input.data + salt_room, used, block);
	return input;
}

/* DIGEST of DIVERSIFIER and INPUT, and then of itself, ITERATIONS in all. */
static void iterate (
	Hash *hash, PkiSlice diversifier, PkiSlice input, guint64 iterations, PkiSlice digest)
{
	guint8 *value = (guint8 *)digest.data;
	gnutls_hash (hash, diversifier.data, diversifier.size);
	gnutls_hash (hash, input.data, input.size);
	gnutls_hash_output (hash, value);
	for (guint64 i = 1; i < iterations; i++) {
		gnutls_hash (hash, value, digest.size);
		gnutls_hash_output (hash, value);
	}
}

gboolean pki_kdf_pkcs12 (gnutls_digest_algorithm_t digest, PkiKdfUse use,
	const PkiSecret *passphrase, PkiSlice salt, guint64 iterations, guint8 *out, gsize size,
	GError **error)
{
	g_autoptr (Hash) hash = new_hash (digest, error);
	if (!hash)
		return FALSE;
	gsize block = block_size (digest), length = gnutls_hash_get_len (digest);
	g_auto (Input) input = make_input (passphrase, salt, block);
	guint8 diversifier[BLOCK_MOST], value[DIGEST_MOST], addend[BLOCK_MOST];
	memset (diversifier, use, block);
	for (gsize done = 0; done < size; done += length) {
		iterate (hash, pki_slice (diversifier, block), pki_slice (input.data, input.size),
			iterations, pki_slice (value, length));
		memcpy (out + done, value, MIN (length, size - done));
		memcpy (addend, value, MIN (length, block));
		fill_blocks (addend, MIN (length, block), block);
		for (gsize i = 0; i < input.size; i += block)
			add_block (input.data + i, addend, block);
	}
	pki_wipe (value, sizeof value);
	pki_wipe (addend, sizeof addend);
	return TRUE;
}

gboolean pki_kdf_pbkdf1 (gnutls_digest_algorithm_t digest, const PkiSecret *passphrase,
	PkiSlice salt, guint64 iterations, guint8 *out, gsize size, GError **error)
{
	g_autoptr (Hash) hash = new_hash (digest, error);
	if (!hash)
		return FALSE;
	guint8 value[DIGEST_MOST];
	iterate (hash, passphrase_bytes (passphrase), salt, iterations,
		pki_slice (value, gnutls_hash_get_len (digest)));
	memcpy (out, value, size);
	pki_wipe (value, sizeof value);
	return TRUE;
}

gboolean pki_kdf_pbkdf2 (gnutls_mac_algorithm_t mac, const PkiSecret *passphrase, PkiSlice salt,
	guint64 iterations, guint8 *out, gsize size, GError **error)
{
	PkiSlice bytes = passphrase_bytes (passphrase);
	gnutls_datum_t key = { .data = (guint8 *)bytes.data, .size = (guint)bytes.size };
	gnutls_datum_t grain = { .data = (guint8 *)salt.data, .size = (guint)salt.size };
	if (iterations > G_MAXUINT || bytes.size > G_MAXUINT || salt.size > G_MAXUINT)
		return pki_throw (error, PKI_ERROR_LIMIT, _ ("The key derivation is too large."));
	int code = gnutls_pbkdf2 (mac, &key, &grain, (guint)iterations, out, size);
	if (code < 0)
		return pki_throw_gnutls (error, code, _ ("PBKDF2 can't be used"));
	return TRUE;
}

gboolean pki_kdf_dek_info (
	const PkiSecret *passphrase, PkiSlice salt, guint8 *out, gsize size, GError **error)
{
	g_autoptr (Hash) hash = new_hash (GNUTLS_DIG_MD5, error);
	if (!hash)
		return FALSE;
	PkiSlice bytes = passphrase_bytes (passphrase);
	guint8 value[16];
	for (gsize done = 0; done < size; done += sizeof value) {
		if (done > 0)
			gnutls_hash (hash, value, sizeof value);
		gnutls_hash (hash, bytes.data, bytes.size);
		gnutls_hash (hash, salt.data, salt.size);
		gnutls_hash_output (hash, value);
		memcpy (out + done, value, MIN (sizeof value, size - done));
	}
	pki_wipe (value, sizeof value);
	return TRUE;
}
