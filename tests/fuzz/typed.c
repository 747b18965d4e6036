/* What people type and what files of settings hold: names, constraints, subjects, profiles. */
#include "config.h"

#include <stdlib.h>

#include "src/ca/name-constraint.h"
#include "src/ca/profile.h"
#include "src/ca/subject.h"
#include "src/x509/name.h"
#include "tests/fuzz/use.h"

/* What is canonical stays as it is, and can be encoded. */
static void use_name (PkiNameKind kind, const char *text)
{
	g_autofree char *name = pki_alternative_name_parse (kind, text, NULL);
	g_autofree char *constraint = pki_name_constraint_parse (kind, text, NULL);
	g_autoptr (GByteArray) out = g_byte_array_new ();
	if (name) {
		g_autofree char *again = pki_alternative_name_check (name, NULL);
		g_autofree char *shown = pki_alternative_name_show (name);
		if (g_strcmp0 (name, again) != 0 || !shown ||
			!pki_alternative_name_encode (out, name))
			abort ();
	}
	if (constraint) {
		g_autofree char *again = pki_name_constraint_check (constraint, NULL);
		if (g_strcmp0 (constraint, again) != 0 ||
			!pki_name_constraint_encode (out, constraint))
			abort ();
	}
}

/* A subject that is taken has no sins, and its text gives it again. */
static void use_subject (const char *text)
{
	g_autoptr (GBytes) der = pki_subject_parse (text, NULL);
	if (!der)
		return;
	gsize size;
	const void *data = g_bytes_get_data (der, &size);
	if (pki_name_sins (pki_slice (data, size)) != 0)
		abort ();
	g_autofree char *shown = pki_name_to_text (pki_slice (data, size));
	g_autoptr (GBytes) again = pki_subject_parse (shown, NULL);
	if (again && !g_bytes_equal (again, der) && !strchr (text, '#'))
		abort ();
}

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
	g_autofree char *text = g_strndup ((const char *)data, size);
	g_autoptr (GBytes) bytes = g_bytes_new (data, size);
	for (guint kind = 0; kind < PKI_NAME_KIND_N; kind++)
		use_name (kind, text);
	use_subject (text);
	g_autoptr (PkiProfile) profile = pki_profile_parse ("fuzz", bytes, NULL);
	if (profile)
		use_subject (profile->subject);
	return 0;
}
