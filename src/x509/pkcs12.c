#include "config.h"

#include "src/x509/unlock.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/x509/der.h"
#include "src/x509/oid.h"
#include "src/x509/pbe.h"
#include "src/x509/pkcs12-bag.h"
#include "src/x509/pkcs12-mac.h"

#define NESTED_MOST 8 /* safes within safes */
#define CONSTRUCTED 0x20 /* in a tag */

/* One file being opened. */
typedef struct {
	gboolean keep_private;
	guint64 *iterations;
	gsize offset;
	GPtrArray *out;
	const PkiSecret *passphrases[3]; /* still worth a try, the best first; NULL is "none" */
	guint n_passphrases;
	gboolean given; /* the user gave one */
	guint depth;
	guint strays; /* parts that are not what they should be */
	PkiObject *stray; /* stands for all of them; made at the first, whose bytes may be secret */
	GError *reason; /* why the last thing stayed locked */
} Opening;

static PkiUnlock throw_damaged (GError **error)
{
	pki_throw (error, PKI_ERROR_PARSE, _ ("The PKCS#12 file is damaged."));
	return PKI_UNLOCK_BROKEN;
}

static void add_stray (Opening *opening, PkiSlice bytes)
{
	if (opening->strays++ == 0)
		opening->stray = pki_object_new_closed (
			PKI_OBJECT_UNREADABLE, bytes, "PKCS#12", opening->offset, NULL);
}

/* The octets of an OCTET STRING, however it is tagged. BER may have them in pieces: these are put
 * together in *buffer, for they may be a private key. */
static gboolean read_octets (const PkiElement *element, PkiSecret **buffer, PkiSlice *out)
{
	*out = element->content;
	if (!(element->tag & CONSTRUCTED))
		return TRUE;
	GByteArray *octets = g_byte_array_sized_new ((guint)element->content.size);
	gboolean ok = pki_der_octets (element, octets);
	if (ok) {
		*buffer = pki_secret_new (octets->data, octets->len);
		*out = pki_secret_bytes (*buffer);
	}
	pki_wipe (octets->data, octets->len);
	g_byte_array_unref (octets);
	return ok;
}

/* Takes ERROR over as the reason why something stays locked. A wrong passphrase is said in the
 * words of who opens a file. */
static void set_reason (Opening *opening, GError *error)
{
	g_clear_error (&opening->reason);
	opening->reason = error;
	if (!g_error_matches (error, PKI_ERROR, PKI_ERROR_BAD_PASSPHRASE))
		return;
	g_clear_error (&opening->reason);
	pki_throw (&opening->reason, opening->given ? PKI_ERROR_BAD_PASSPHRASE : PKI_ERROR_LOCKED,
		"%s",
		opening->given ? _ ("The passphrase does not open it.")
			       : _ ("It needs its passphrase."));
}

static void promote (Opening *opening, guint index)
{
	const PkiSecret *good = opening->passphrases[index];
	for (; index > 0; index--)
		opening->passphrases[index] = opening->passphrases[index - 1];
	opening->passphrases[0] = good;
}

/* Tries the passphrases on EncryptedData or a key; the one that opens it is tried first from then
 * on. NULL where none does: opening->reason says why. */
static PkiSecret *decrypt (Opening *opening, const PkiPbe *pbe, PkiSlice ciphertext, gboolean key)
{
	GError *error = NULL;
	for (guint i = 0; i < opening->n_passphrases; i++) {
		g_clear_error (&error);
		if (!pki_pbe_spend (opening->iterations, pbe->iterations, &error))
			break;
		g_autoptr (PkiSecret) plain =
			pki_pbe_decrypt (pbe, ciphertext, opening->passphrases[i], &error);
		PkiDer der = pki_der (plain ? pki_secret_bytes (plain) : pki_slice (NULL, 0), NULL);
		PkiDer inside;
		if (plain && pki_der_enter (&der, PKI_TAG_SEQUENCE, &inside) &&
			pki_der_is_end (&der) &&
			(!key || pki_der_get (&inside, PKI_TAG_INTEGER, NULL))) {
			promote (opening, i);
			return g_steal_pointer (&plain);
		}
	}
	if (!error)
		pki_throw (&error, PKI_ERROR_BAD_PASSPHRASE, "-");
	if (opening->n_passphrases > 0 || !opening->reason)
		set_reason (opening, error);
	else
		g_error_free (error); /* the MAC has said already what is wrong */
	return NULL;
}

static void add_object (Opening *opening, PkiObject *object, const PkiPkcs12Bag *bag)
{
	object->wrap = PKI_WRAP_PKCS12;
	object->offset = opening->offset;
	if (bag)
		object->friendly_name = pki_pkcs12_bag_name (bag);
	g_ptr_array_add (opening->out, object);
}

static void add_closed (Opening *opening, PkiObjectType type, PkiSlice bytes, const char *kind,
	const GError *reason, const PkiPkcs12Bag *bag)
{
	PkiObject *object = pki_object_new_closed (
		type, bytes, kind, opening->offset, g_strdup (reason->message));
	object->reason = reason->code;
	add_object (opening, object, bag);
}

static void add_private_key (Opening *opening, PkiSlice der, const PkiPkcs12Bag *bag)
{
	g_autoptr (GError) error = NULL;
	PkiObject *object = pki_private_key_object (der, opening->keep_private, &error);
	if (object)
		add_object (opening, object, bag);
	else
		add_closed (opening, PKI_OBJECT_UNREADABLE, bag->value, NULL, error, bag);
}

static PkiSecret *fail (Opening *opening, PkiErrorCode code, const char *text)
{
	GError *error = NULL;
	pki_throw (&error, code, "%s", text);
	set_reason (opening, error);
	return NULL;
}

/* What EncryptedPrivateKeyInfo and EncryptedContentInfo share: an algorithm, then octets. */
static PkiSecret *open_encrypted (Opening *opening, PkiDer der, guint32 tag, gboolean key)
{
	PkiElement algorithm, octets;
	PkiPbe pbe;
	PkiSlice ciphertext;
	GError *error = NULL;
	g_autoptr (PkiSecret) buffer = NULL;
	if (!pki_der_get (&der, PKI_TAG_SEQUENCE, &algorithm) || !pki_der_next (&der, &octets) ||
		(octets.tag & ~(guint32)CONSTRUCTED) != tag ||
		!read_octets (&octets, &buffer, &ciphertext))
		return fail (opening, PKI_ERROR_PARSE, _ ("An encrypted part is damaged."));
	if (!pki_pbe_read (algorithm.whole, &pbe, &error)) {
		set_reason (opening, error);
		return NULL;
	}
	return decrypt (opening, &pbe, ciphertext, key);
}

static void open_shrouded_key (Opening *opening, const PkiPkcs12Bag *bag)
{
	PkiDer der = pki_der (bag->value, NULL);
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der)) {
		add_stray (opening, bag->value);
		return;
	}
	g_autoptr (PkiSecret) plain = open_encrypted (opening, der, PKI_TAG_OCTET_STRING, TRUE);
	if (plain)
		add_private_key (opening, pki_secret_bytes (plain), bag);
	else
		add_closed (opening, PKI_OBJECT_LOCKED, bag->value, "encrypted PKCS#8",
			opening->reason, bag);
}

static void add_public (Opening *opening, PkiObjectType type, const PkiPkcs12Bag *bag)
{
	g_autoptr (GBytes) bytes = g_bytes_new (bag->value.data, bag->value.size);
	PkiObject *object = NULL;
	if (bag->value.size > 0)
		object = pki_object_new (
			type, bytes, pki_slice (g_bytes_get_data (bytes, NULL), bag->value.size));
	if (object)
		add_object (opening, object, bag);
	else
		add_stray (opening, bag->value);
}

static void read_safe (Opening *opening, PkiSlice contents);

static void read_bag (Opening *opening, const PkiPkcs12Bag *bag)
{
	switch (bag->type) {
	case PKI_OID_BAG_KEY:
		add_private_key (opening, bag->value, bag);
		break;
	case PKI_OID_BAG_SHROUDED_KEY:
		open_shrouded_key (opening, bag);
		break;
	case PKI_OID_BAG_CERTIFICATE:
		add_public (opening, PKI_OBJECT_CERTIFICATE, bag);
		break;
	case PKI_OID_BAG_CRL:
		add_public (opening, PKI_OBJECT_CRL, bag);
		break;
	case PKI_OID_BAG_SAFE_CONTENTS:
		if (opening->depth < NESTED_MOST)
			read_safe (opening, bag->value);
		else
			add_stray (opening, bag->value);
		break;
	case PKI_OID_BAG_SECRET: /* a password or a symmetric key */
		break;
	default:
		add_stray (opening, bag->value);
	}
}

/* SafeContents, header included. */
static void read_safe (Opening *opening, PkiSlice contents)
{
	PkiDer der = pki_der (contents, NULL);
	PkiElement element;
	PkiPkcs12Bag bag;
	opening->depth++;
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der))
		add_stray (opening, contents);
	while (pki_der_next (&der, &element)) {
		if (element.tag == PKI_TAG_SEQUENCE &&
			pki_pkcs12_bag_read (pki_der_inside (&der, &element), &bag))
			read_bag (opening, &bag);
		else
			add_stray (opening, element.whole);
	}
	if (!pki_der_is_end (&der))
		add_stray (opening, pki_der_rest (&der));
	opening->depth--;
}

/* EncryptedData (RFC 5652 §8). */
static PkiSecret *open_encrypted_data (Opening *opening, PkiDer der)
{
	if (!pki_der_enter (&der, PKI_TAG_CONSTRUCTED (0), &der) ||
		!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der) ||
		!pki_der_get (&der, PKI_TAG_INTEGER, NULL) ||
		!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der) ||
		!pki_der_get (&der, PKI_TAG_OID, NULL))
		return fail (opening, PKI_ERROR_PARSE, _ ("An encrypted part is damaged."));
	return open_encrypted (opening, der, PKI_TAG_CONTEXT (0), FALSE);
}

static void lock_safe (Opening *opening, PkiSlice bytes)
{
	add_closed (opening, PKI_OBJECT_LOCKED, bytes, "PKCS#12", opening->reason, NULL);
}

/* One ContentInfo of the AuthenticatedSafe: plain, or under a passphrase, or for the owner of a
 * key. */
static void read_content (Opening *opening, const PkiElement *element)
{
	PkiDer der = pki_der (element->content, NULL);
	PkiElement type, octets;
	PkiSlice contents;
	g_autoptr (PkiSecret) plain = NULL;
	if (element->tag != PKI_TAG_SEQUENCE || !pki_der_get (&der, PKI_TAG_OID, &type)) {
		add_stray (opening, element->whole);
		return;
	}
	switch (pki_oid_find (type.content)) {
	case PKI_OID_CMS_DATA:
		if (pki_der_enter (&der, PKI_TAG_CONSTRUCTED (0), &der) &&
			pki_der_next (&der, &octets) && read_octets (&octets, &plain, &contents))
			read_safe (opening, contents);
		else
			add_stray (opening, element->whole);
		break;
	case PKI_OID_CMS_ENCRYPTED_DATA:
		plain = open_encrypted_data (opening, der);
		if (plain)
			read_safe (opening, pki_secret_bytes (plain));
		else
			lock_safe (opening, element->whole);
		break;
	case PKI_OID_CMS_ENVELOPED_DATA:
		fail (opening, PKI_ERROR_UNSUPPORTED,
			_ ("A part is encrypted for the owner of a key, not with a passphrase."));
		lock_safe (opening, element->whole);
		break;
	default:
		add_stray (opening, element->whole);
	}
}

/* Finds the passphrase by the MAC. Where none fits, none is tried on what is encrypted. */
static void check_mac (Opening *opening, PkiSlice mac_data, PkiSlice content)
{
	PkiPkcs12Mac mac;
	GError *error = NULL;
	if (!pki_pkcs12_mac_read (mac_data, &mac, &error)) {
		g_error_free (error); /* what is encrypted tells by itself whether it opens */
		return;
	}
	for (guint i = 0; i < opening->n_passphrases; i++) {
		if (!pki_pbe_spend (opening->iterations, mac.iterations, &error))
			break;
		if (pki_pkcs12_mac_check (&mac, content, opening->passphrases[i])) {
			promote (opening, i);
			return;
		}
	}
	if (!error)
		pki_throw (&error, PKI_ERROR_BAD_PASSPHRASE, "-");
	set_reason (opening, error);
	opening->n_passphrases = 0;
}

static void tell_strays (Opening *opening)
{
	if (opening->strays == 0)
		return;
	opening->stray->error = g_strdup_printf (
		ngettext ("%u part of the PKCS#12 file is of an unknown form, or damaged.",
			"%u parts of the PKCS#12 file are of an unknown form, or damaged.",
			opening->strays),
		opening->strays);
	add_object (opening, g_steal_pointer (&opening->stray), NULL);
}

/* Takes what was added back where it is all locked: the file as a whole is, then. */
static gboolean is_locked (Opening *opening, guint before)
{
	for (guint i = before; i < opening->out->len; i++) {
		const PkiObject *object = g_ptr_array_index (opening->out, i);
		if (object->type != PKI_OBJECT_LOCKED)
			return FALSE;
	}
	if (opening->out->len == before)
		return FALSE;
	g_ptr_array_set_size (opening->out, (gint)before);
	return TRUE;
}

/* AuthenticatedSafe. */
static gboolean read_safes (Opening *opening, PkiSlice content)
{
	PkiDer der = pki_der (content, NULL);
	PkiElement element;
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der))
		return FALSE;
	while (pki_der_next (&der, &element))
		read_content (opening, &element);
	if (!pki_der_is_end (&der))
		add_stray (opening, pki_der_rest (&der));
	tell_strays (opening);
	return TRUE;
}

/* PFX behind its version (RFC 7292 §4). */
static PkiUnlock open_pfx (Opening *opening, PkiDer der, GError **error)
{
	PkiElement type, octets, mac;
	PkiDer info;
	PkiSlice content;
	g_autoptr (PkiSecret) buffer = NULL;
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &info) ||
		!pki_der_get (&info, PKI_TAG_OID, &type))
		return throw_damaged (error);
	if (pki_oid_is (type.content, PKI_OID_CMS_SIGNED_DATA)) {
		pki_throw (error, PKI_ERROR_UNSUPPORTED,
			_ ("It is a PKCS#12 file signed with a key, which is not read here."));
		return PKI_UNLOCK_BROKEN;
	}
	if (!pki_oid_is (type.content, PKI_OID_CMS_DATA) ||
		!pki_der_enter (&info, PKI_TAG_CONSTRUCTED (0), &info) ||
		!pki_der_next (&info, &octets) || !read_octets (&octets, &buffer, &content))
		return throw_damaged (error);
	if (pki_der_get (&der, PKI_TAG_SEQUENCE, &mac))
		check_mac (opening, mac.whole, content);
	guint before = opening->out->len;
	if (!read_safes (opening, content))
		return throw_damaged (error);
	if (!is_locked (opening, before))
		return PKI_UNLOCK_DONE;
	g_propagate_error (error, g_steal_pointer (&opening->reason));
	return PKI_UNLOCK_LOCKED;
}

PkiUnlock pki_unlock_pkcs12 (PkiSlice der, const PkiReadOptions *options, guint64 *iterations,
	gsize offset, GPtrArray *out, GError **error)
{
	g_autoptr (PkiSecret) empty = pki_secret_new ("", 0);
	Opening opening = { .iterations = iterations, .offset = offset, .out = out };
	PkiDer cursor = pki_der (der, NULL);
	if (options && options->passphrase) {
		opening.given = TRUE;
		opening.passphrases[opening.n_passphrases++] = options->passphrase;
	}
	opening.keep_private = options && options->keep_private;
	opening.passphrases[opening.n_passphrases++] = NULL;
	opening.passphrases[opening.n_passphrases++] = empty;
	if (!pki_der_enter (&cursor, PKI_TAG_SEQUENCE, &cursor) ||
		!pki_der_get (&cursor, PKI_TAG_INTEGER, NULL))
		return throw_damaged (error);
	PkiUnlock result = open_pfx (&opening, cursor, error);
	g_clear_error (&opening.reason);
	g_clear_pointer (&opening.stray, pki_object_unref);
	return result;
}
