#include "config.h"

#include "src/x509/unlock.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/x509/der.h"
#include "src/x509/oid.h"

typedef struct {
	GBytes *bytes; /* the bundle, which all its objects share */
	gsize offset;
	GPtrArray *out;
	guint strays; /* parts that are not what they should be */
	PkiSlice first_stray;
	gboolean cut;
} Bundle;

/* Like pki_der_enter(), also into an element that is cut short: what is there still counts. */
static gboolean enter (Bundle *bundle, PkiDer *der, guint32 tag, PkiDer *inside)
{
	guint32 sins = 0, *noted = der->sins;
	PkiDer try = *der;
	PkiElement element;
	try.sins = &sins;
	if (!pki_der_next_cut (&try, &element) || element.tag != tag)
		return FALSE;
	PkiDer content = pki_der_inside (&try, &element);
	content.sins = try.sins = noted;
	*der = try;
	*inside = content; /* may be DER itself */
	bundle->cut = bundle->cut || (sins & PKI_SIN_TRUNCATED);
	return TRUE;
}

static void add_stray (Bundle *bundle, PkiSlice bytes)
{
	if (bundle->strays++ == 0)
		bundle->first_stray = bytes;
}

static void add_objects (Bundle *bundle, PkiDer *list, PkiObjectType type)
{
	PkiElement element;
	while (pki_der_next (list, &element)) {
		PkiObject *object = NULL;
		if (element.tag == PKI_TAG_SEQUENCE)
			object = pki_object_new (type, bundle->bytes, element.whole);
		if (!object) {
			add_stray (bundle, element.whole);
			continue;
		}
		object->wrap = PKI_WRAP_PKCS7;
		object->offset = bundle->offset;
		g_ptr_array_add (bundle->out, object);
	}
	if (!pki_der_is_end (list))
		add_stray (bundle, pki_der_rest (list));
}

/* One object for all of them: a hostile bundle could hold millions. */
static void tell_strays (Bundle *bundle)
{
	if (bundle->strays == 0)
		return;
	char *text = bundle->cut
			     ? g_strdup (_ ("The bundle is cut short: a part of it can't be read."))
			     : g_strdup_printf (ngettext ("%u part of the bundle is no certificate "
							  "or CRL, or damaged",
							"%u parts of the bundle are no "
							"certificates or CRLs, or damaged",
							bundle->strays),
				       bundle->strays);
	PkiObject *object = pki_object_new_closed (
		PKI_OBJECT_UNREADABLE, bundle->first_stray, "PKCS#7", bundle->offset, text);
	object->wrap = PKI_WRAP_PKCS7;
	g_ptr_array_add (bundle->out, object);
}

static PkiUnlock throw_damaged (GError **error)
{
	pki_throw (error, PKI_ERROR_PARSE, _ ("The PKCS#7 bundle is damaged."));
	return PKI_UNLOCK_BROKEN;
}

/* SignedData (RFC 5652 §5.1) from its version on. */
static gboolean read_signed_data (Bundle *bundle, PkiDer *der)
{
	PkiDer list;
	if (!pki_der_get (der, PKI_TAG_INTEGER, NULL) || !pki_der_get (der, PKI_TAG_SET, NULL) ||
		!pki_der_get (der, PKI_TAG_SEQUENCE, NULL))
		return FALSE;
	if (enter (bundle, der, PKI_TAG_CONSTRUCTED (0), &list))
		add_objects (bundle, &list, PKI_OBJECT_CERTIFICATE);
	if (enter (bundle, der, PKI_TAG_CONSTRUCTED (1), &list))
		add_objects (bundle, &list, PKI_OBJECT_CRL);
	tell_strays (bundle);
	return TRUE;
}

static PkiUnlock read_content_info (Bundle *bundle, GError **error)
{
	gsize size;
	const void *data = g_bytes_get_data (bundle->bytes, &size);
	PkiDer der = pki_der (pki_slice (data, size), NULL);
	PkiElement type;
	if (!enter (bundle, &der, PKI_TAG_SEQUENCE, &der) ||
		!pki_der_get (&der, PKI_TAG_OID, &type))
		return throw_damaged (error);
	if (!pki_oid_is (type.content, PKI_OID_CMS_SIGNED_DATA)) {
		g_autofree char *label = pki_oid_label (type.content);
		pki_throw (error, PKI_ERROR_UNSUPPORTED,
			_ ("It is CMS of the type %s, which holds no certificates to show."),
			label);
		return PKI_UNLOCK_BROKEN;
	}
	guint before = bundle->out->len;
	if (!enter (bundle, &der, PKI_TAG_CONSTRUCTED (0), &der) ||
		!enter (bundle, &der, PKI_TAG_SEQUENCE, &der) || !read_signed_data (bundle, &der))
		return throw_damaged (error);
	if (bundle->out->len > before)
		return PKI_UNLOCK_DONE;
	if (bundle->cut)
		return throw_damaged (error);
	pki_throw (error, PKI_ERROR_UNSUPPORTED,
		_ ("It is signed data without certificates or CRLs in it."));
	return PKI_UNLOCK_BROKEN;
}

PkiUnlock pki_unlock_pkcs7 (PkiSlice der, gsize offset, GPtrArray *out, GError **error)
{
	g_autoptr (GBytes) bytes = g_bytes_new (der.data, der.size);
	Bundle bundle = { .bytes = bytes, .offset = offset, .out = out };
	return read_content_info (&bundle, error);
}
