/*
 * Names (RFC 5280 §4.1.2.4) walked where they lie. A part that is empty or broken costs only
 * itself. All slices called NAME are a whole Name, header included.
 */
#pragma once

#include "src/x509/der.h"

/* A Name with more parts is a joke on us: what is behind them is neither shown nor compared. */
#define PKI_NAME_MOST_PARTS 4096

/* One AttributeTypeAndValue. */
typedef struct {
	PkiSlice type; /* content octets of the OID */
	PkiElement value;
	guint rdn; /* which RDN it belongs to, counted from 0 in encoded order */
} PkiNamePart;

typedef struct {
	PkiDer names;
	PkiDer parts;
	guint rdn;
} PkiNameWalk;

/* A walk over the parts in encoded order (most general first); PKI_SIN_BAD_NAME and _BAD_TEXT are
 * noted in *sins (may be NULL). */
PkiNameWalk pki_name_walk (PkiSlice name, guint32 *sins);
gboolean pki_name_next (PkiNameWalk *walk, PkiNamePart *out);

/* Everything odd about a Name; its text is not made. */
guint32 pki_name_sins (PkiSlice name);

/* RFC 4514, most specific RDN first, UTF-8; unknown attribute types as OID=#hex, control characters
 * as \0A, bytes that are not what the string type says as \xHH. "" for an empty Name; never NULL.
 * The caller frees. */
char *pki_name_to_text (PkiSlice name);

/* A value of any string type as UTF-8 without escapes, except \xHH for bytes that are not what the
 * type says (PKI_SIN_BAD_TEXT in *sins, which may be NULL); other types as "#" and the hex of the
 * element. Hostile, and may hold NUL. The caller frees. */
GString *pki_string_to_utf8 (const PkiElement *value, guint32 *sins);

/* The text of the last (most specific) part of this type (an octet string, see oid.h) that is not
 * empty, as pki_string_to_utf8() gives it; NUL in it become \x00. NULL when there is none. The
 * caller frees. */
char *pki_name_find (PkiSlice name, PkiSlice type);

/* The last part of the Name that has a text, whatever its type; NULL when there is none. The caller
 * frees. */
char *pki_name_last (PkiSlice name);

/* Whether the Names are equal as RFC 5280 §7.1 compares: string types, case and inner blanks do not
 * count. */
gboolean pki_name_equal (PkiSlice a, PkiSlice b);
