#include "config.h"

#include "src/x509/oid.h"

#include "src/base/hex.h"
#include "src/base/intl.h"

#define MOST_OCTETS 256

typedef struct {
	const char *octets;
	guint8 size;
	guint16 bits;
	const char *name;
	const char *text;
} Known;

static const Known known[] = {
	[PKI_OID_UNKNOWN] = { "", 0, 0, NULL, NULL },
#define OID(symbol, octets, name, text)                                                            \
	[PKI_OID_##symbol] = { octets, sizeof octets - 1, 0, name, text },
#define CURVE(symbol, octets, name, bits)                                                          \
	[PKI_OID_##symbol] = { octets, sizeof octets - 1, bits, name, NULL },
#include "src/x509/oid-names.def"
#undef OID
#undef CURVE
};

static int compare (PkiSlice octets, const Known *to)
{
	gsize common = MIN (octets.size, to->size);
	for (gsize i = 0; i < common; i++) {
		int order = (int)octets.data[i] - (int)(guint8)to->octets[i];
		if (order != 0)
			return order;
	}
	return (int)octets.size - (int)to->size;
}

PkiOid pki_oid_find (PkiSlice octets)
{
	if (octets.size == 0 || octets.size > MOST_OCTETS)
		return PKI_OID_UNKNOWN;
	guint low = PKI_OID_UNKNOWN + 1, high = PKI_OID_N;
	while (low < high) {
		guint middle = (low + high) / 2;
		int order = compare (octets, &known[middle]);
		if (order == 0)
			return (PkiOid)middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return PKI_OID_UNKNOWN;
}

PkiSlice pki_oid_octets (PkiOid oid)
{
	return pki_slice (known[oid].octets, known[oid].size);
}

gboolean pki_oid_is (PkiSlice octets, PkiOid oid)
{
	return pki_slice_equal (octets, pki_oid_octets (oid));
}

const char *pki_oid_name (PkiOid oid)
{
	return known[oid].name;
}

const char *pki_oid_text (PkiOid oid)
{
	return known[oid].text ? _ (known[oid].text) : NULL;
}

guint pki_oid_curve_bits (PkiOid oid)
{
	return known[oid].bits;
}

/* An OID ends with its last arc, and no arc starts with a padding octet. */
static gboolean is_well_formed (PkiSlice octets)
{
	if (octets.size == 0 || octets.size > MOST_OCTETS || octets.data[octets.size - 1] & 0x80)
		return FALSE;
	for (gsize i = 0; i < octets.size; i++) {
		if (octets.data[i] == 0x80 && (i == 0 || !(octets.data[i - 1] & 0x80)))
			return FALSE;
	}
	return TRUE;
}

/* The digits of a number of any size: NUMBER (big-endian groups of 7 bits) is divided by ten again
 * and again. LESS is taken off first. */
static void append_big_arc (GString *out, const guint8 *groups, gsize count, guint less)
{
	guint8 number[MOST_OCTETS];
	char digits[MOST_OCTETS * 3];
	gsize length = 0;
	for (gsize i = 0; i < count; i++)
		number[i] = groups[i] & 0x7f;
	for (gsize i = count; less > 0 && i-- > 0;) {
		int difference = number[i] - (int)less;
		number[i] = (guint8)(difference & 0x7f);
		less = difference < 0 ? 1 : 0;
	}
	for (gsize first = 0; first < count;) {
		guint rest = 0;
		for (gsize i = first; i < count; i++) {
			guint value = rest << 7 | number[i];
			number[i] = (guint8)(value / 10);
			rest = value % 10;
		}
		digits[length++] = (char)('0' + rest);
		while (first < count && number[first] == 0)
			first++;
	}
	while (length > 0)
		g_string_append_c (out, digits[--length]);
}

char *pki_oid_dots (PkiSlice octets)
{
	if (!is_well_formed (octets)) {
		PkiSlice shown = pki_slice (octets.data, MIN (octets.size, MOST_OCTETS));
		g_autofree char *hex = pki_hex_encode (shown);
		return g_strconcat ("#", hex, NULL);
	}
	GString *out = g_string_sized_new (octets.size * 4);
	for (gsize start = 0, i = 0; i < octets.size; i++) {
		if (octets.data[i] & 0x80)
			continue;
		guint less = 0;
		if (start == 0) {
			guint root = i > 0 ? 2 : MIN (octets.data[0] / 40u, 2u);
			less = root * 40;
			g_string_append_printf (out, "%u", root);
		}
		g_string_append_c (out, '.');
		append_big_arc (out, octets.data + start, i + 1 - start, less);
		start = i + 1;
	}
	return g_string_free (out, FALSE);
}

char *pki_oid_label (PkiSlice octets)
{
	const char *name = pki_oid_name (pki_oid_find (octets));
	return name ? g_strdup (name) : pki_oid_dots (octets);
}
