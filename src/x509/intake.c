#include "config.h"

#include "src/x509/intake.h"

#include <inttypes.h>

#include "src/x509/digest.h"
#include "src/x509/encode.h"
#include "src/x509/oid.h"
#include "src/x509/unlock.h"
#include "src/base/error.h"
#include "src/base/intl.h"

/* One file with more things that can't be read tells the rest by their number. */
#define MOST_UNREADABLE 100

void pki_intake_pass (PkiIntake *intake, PkiPassed passed)
{
	intake->contents->passed[passed]++;
}

static char *with_offset (char *why, gsize offset)
{
	g_autofree char *reason = why;
	/* TRANSLATORS: why something can't be read, and where in the file it starts. */
	return g_strdup_printf (_ ("at byte %" PRIu64 ": %s"), (uint64_t)offset, reason);
}

void pki_intake_unreadable (PkiIntake *intake, const PkiSource *source, char *why)
{
	if (intake->unreadable >= MOST_UNREADABLE) {
		if (intake->more_unreadable++ == 0)
			intake->first_untold = source->offset;
		g_free (why);
		return;
	}
	intake->unreadable++;
	PkiObject *object = pki_object_new_closed (PKI_OBJECT_UNREADABLE, source->der, NULL,
		source->offset, with_offset (why, source->offset));
	object->wrap = source->wrap;
	g_ptr_array_add (intake->contents->objects, object);
}

void pki_intake_finish (PkiIntake *intake)
{
	guint count = intake->more_unreadable;
	if (count == 0)
		return;
	char *why = g_strdup_printf (
		ngettext ("%u more block can't be read", "%u more blocks can't be read", count),
		count);
	g_ptr_array_add (intake->contents->objects,
		pki_object_new_closed (PKI_OBJECT_UNREADABLE, pki_slice (&count, sizeof count),
			NULL, intake->first_untold, with_offset (why, intake->first_untold)));
}

static void add (PkiIntake *intake, PkiObject *object, const PkiSource *source)
{
	object->wrap = source->wrap;
	object->offset = source->offset;
	object->sins |= source->sins;
	g_ptr_array_add (intake->contents->objects, object);
}

static void take_plain (PkiIntake *intake, PkiObjectType type, const PkiSource *source)
{
	PkiObject *object = pki_object_new (type, source->bytes, source->der);
	if (object)
		add (intake, object, source);
	else
		pki_intake_unreadable (intake, source, g_strdup (_ ("the key can't be read")));
}

/* What a line beside it tells makes it another object than the same bytes without that line: an
 * object is the same at all of its places. */
static void set_told_key (PkiObject *object, const guint8 key_id[PKI_SHA256_SIZE])
{
	guint8 both[2 * PKI_SHA256_SIZE];
	object->has_key_id = TRUE;
	memcpy (object->key_id, key_id, sizeof object->key_id);
	memcpy (both, object->digest, PKI_SHA256_SIZE);
	memcpy (both + PKI_SHA256_SIZE, key_id, PKI_SHA256_SIZE);
	pki_sha256 (pki_slice (both, sizeof both), object->digest);
}

/* ERROR NULL: no passphrase was tried, WHY says what would open it. */
static void take_locked (PkiIntake *intake, const char *kind, const GError *error, const char *why,
	const PkiSource *source)
{
	PkiObject *object = pki_object_new_closed (PKI_OBJECT_LOCKED, source->der, kind,
		source->offset, g_strdup (error ? error->message : why));
	object->reason = error ? error->code : PKI_ERROR_LOCKED;
	if (source->key_id)
		set_told_key (object, source->key_id);
	add (intake, object, source);
}

/* PKCS#1 (RFC 8017 §A.1.1): put into a SubjectPublicKeyInfo, by which keys are compared. */
static void take_rsa_public_key (PkiIntake *intake, const PkiSource *source)
{
	g_autoptr (GByteArray) algorithm = g_byte_array_new ();
	g_autoptr (GByteArray) content = g_byte_array_new ();
	pki_encode_element (content, PKI_TAG_OID, pki_oid_octets (PKI_OID_RSA_ENCRYPTION));
	pki_encode_element (content, PKI_TAG_NULL, pki_slice (NULL, 0));
	pki_encode_element (algorithm, PKI_TAG_SEQUENCE, pki_slice (content->data, content->len));
	g_autoptr (GBytes) spki =
		pki_encode_public_key (pki_slice (algorithm->data, algorithm->len), source->der);
	PkiObject *object = pki_object_new (PKI_OBJECT_PUBLIC_KEY, spki, pki_slice_of_bytes (spki));
	object->kind = "PKCS#1";
	add (intake, object, source);
}

static void take_private_der (PkiIntake *intake, PkiSlice der, const PkiSource *source)
{
	g_autoptr (GError) error = NULL;
	gboolean keep = intake->options && intake->options->keep_private;
	PkiObject *object = pki_private_key_object (der, keep, &error);
	if (object)
		add (intake, object, source);
	else
		pki_intake_unreadable (intake, source, g_strdup (error->message));
}

/* What became of a try to decrypt. */
static void take_decrypted (PkiIntake *intake, PkiSecret *plain, const char *kind,
	const GError *error, const PkiSource *source)
{
	if (plain)
		take_private_der (intake, pki_secret_bytes (plain), source);
	else if (g_error_matches (error, PKI_ERROR, PKI_ERROR_PARSE))
		pki_intake_unreadable (intake, source, g_strdup (error->message));
	else
		take_locked (intake, kind, error, NULL, source);
}

static PkiSecret *passphrase (const PkiIntake *intake)
{
	return intake->options ? intake->options->passphrase : NULL;
}

static void take_encrypted_pkcs8 (PkiIntake *intake, const PkiSource *source)
{
	static const char kind[] = N_ ("encrypted PKCS#8");
	g_autoptr (GError) error = NULL;
	if (!passphrase (intake)) {
		take_locked (
			intake, kind, NULL, _ ("the private key needs its passphrase"), source);
		return;
	}
	g_autoptr (PkiSecret) plain =
		pki_decrypt_pkcs8 (source->der, passphrase (intake), &intake->iterations, &error);
	take_decrypted (intake, plain, kind, error, source);
}

void pki_intake_take_dek_info (PkiIntake *intake, PkiSlice pem, const PkiSource *source)
{
	static const char kind[] = "DEK-Info";
	g_autoptr (GError) error = NULL;
	if (!passphrase (intake)) {
		take_locked (
			intake, kind, NULL, _ ("the private key needs its passphrase"), source);
		return;
	}
	g_autoptr (PkiSecret) plain = pki_decrypt_dek_info (pem, passphrase (intake), &error);
	take_decrypted (intake, plain, kind, error, source);
}

/* Objects that came out of a container stand where it stands. */
static void place_contained (PkiIntake *intake, guint from, const PkiSource *source)
{
	for (guint i = from; i < intake->contents->objects->len; i++) {
		PkiObject *object = g_ptr_array_index (intake->contents->objects, i);
		object->offset = source->offset;
		object->sins |= source->sins;
	}
}

static void take_pkcs12 (PkiIntake *intake, const PkiSource *source)
{
	g_autoptr (GError) error = NULL;
	GPtrArray *objects = intake->contents->objects;
	guint from = objects->len;
	switch (pki_unlock_pkcs12 (source->der, intake->options, &intake->iterations,
		source->offset, objects, &error)) {
	case PKI_UNLOCK_DONE:
		place_contained (intake, from, source);
		break;
	case PKI_UNLOCK_LOCKED:
		take_locked (intake, "PKCS#12", error, _ ("the PKCS#12 file needs its passphrase"),
			source);
		break;
	case PKI_UNLOCK_BROKEN:
		pki_intake_unreadable (intake, source,
			g_strdup (error ? error->message : _ ("the PKCS#12 file is damaged")));
	}
}

static void take_pkcs7 (PkiIntake *intake, const PkiSource *source)
{
	g_autoptr (GError) error = NULL;
	GPtrArray *objects = intake->contents->objects;
	guint from = objects->len;
	PkiUnlock result = pki_unlock_pkcs7 (source->der, source->offset, objects, &error);
	if (result == PKI_UNLOCK_DONE && objects->len == from)
		pki_intake_pass (intake, PKI_PASSED_CMS); /* a signature alone */
	else if (result == PKI_UNLOCK_DONE)
		place_contained (intake, from, source);
	else if (g_error_matches (error, PKI_ERROR, PKI_ERROR_UNSUPPORTED))
		pki_intake_pass (intake, PKI_PASSED_CMS);
	else
		pki_intake_unreadable (intake, source,
			g_strdup (error ? error->message : _ ("the PKCS#7 bundle is damaged")));
}

void pki_intake_take (PkiIntake *intake, PkiShape shape, const PkiSource *source)
{
	switch (shape) {
	case PKI_SHAPE_CERTIFICATE:
		take_plain (intake, PKI_OBJECT_CERTIFICATE, source);
		break;
	case PKI_SHAPE_REQUEST:
		take_plain (intake, PKI_OBJECT_REQUEST, source);
		break;
	case PKI_SHAPE_CRL:
		take_plain (intake, PKI_OBJECT_CRL, source);
		break;
	case PKI_SHAPE_PUBLIC_KEY:
		take_plain (intake, PKI_OBJECT_PUBLIC_KEY, source);
		break;
	case PKI_SHAPE_RSA_PUBLIC_KEY:
		take_rsa_public_key (intake, source);
		break;
	case PKI_SHAPE_PKCS8:
	case PKI_SHAPE_RSA_KEY:
	case PKI_SHAPE_EC_KEY:
	case PKI_SHAPE_DSA_KEY:
		take_private_der (intake, source->der, source);
		break;
	case PKI_SHAPE_ENCRYPTED_PKCS8:
		take_encrypted_pkcs8 (intake, source);
		break;
	case PKI_SHAPE_PKCS7:
		take_pkcs7 (intake, source);
		break;
	case PKI_SHAPE_PKCS12:
		take_pkcs12 (intake, source);
		break;
	case PKI_SHAPE_ATTRIBUTE_CERTIFICATE:
		pki_intake_pass (intake, PKI_PASSED_ATTRIBUTE_CERTIFICATE);
		break;
	case PKI_SHAPE_OTHER:
		pki_intake_pass (intake, PKI_PASSED_OTHER);
		break;
	case PKI_SHAPE_NONE:
	case PKI_SHAPE_DAMAGED:
		break;
	}
}
