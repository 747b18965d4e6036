#include "config.h"

#include "tests/unit/describe-made.h"

#include <string.h>

#include "tests/unit/tool.h"

/* One for all tests, which run in processes of their own. */
static void make_folder (void)
{
	(void)tool_folder ();
}

char *made_run (const char *script)
{
	g_autofree char *cnf =
		g_build_filename (g_getenv ("top_srcdir"), "tests", "unit", "describe.cnf", NULL);
	g_setenv ("cnf", cnf, TRUE);
	return tool_text ("%s", script);
}

PkiObject *made_object (PkiObjectType type, const char *name)
{
	g_autoptr (GBytes) bytes = tool_read (name);
	PkiObject *object = pki_object_new (type, bytes, tool_slice (bytes));
	ck_assert_msg (object != NULL, "%s is not read", name);
	return object;
}

PkiObject *made_certificate (const char *section, const char *key)
{
	g_autofree char *script = g_strdup_printf (
		"openssl req -x509 -config $cnf -extensions %s -newkey %s -nodes -keyout %s.key "
		"-out %s.der -outform DER -days 900",
		section, key, section, section);
	g_autofree char *output = made_run (script);
	g_autofree char *name = g_strconcat (section, ".der", NULL);
	return made_object (PKI_OBJECT_CERTIFICATE, name);
}

char *made_text (const PkiObject *object)
{
	g_autoptr (PkiField) top = pki_object_describe (object, MADE_NOW, 100);
	return pki_field_to_text (top);
}

const PkiField *made_field (const PkiField *top, ...)
{
	va_list labels;
	va_start (labels, top);
	for (const char *label; (label = va_arg (labels, const char *));) {
		const PkiField *found = NULL;
		for (guint i = 0; !found && i < top->children->len; i++) {
			const PkiField *child = g_ptr_array_index (top->children, i);
			if (strcmp (child->label, label) == 0)
				found = child;
		}
		ck_assert_msg (found != NULL, "no \"%s\" below \"%s\"", label, top->label);
		top = found;
	}
	va_end (labels);
	return top;
}

Suite *made_suite (const char *name, TCase **out)
{
	Suite *suite = suite_create (name);
	*out = tcase_create (name);
	/* Making RSA keys takes its time. */
	tcase_set_timeout (*out, 120);
	tcase_add_unchecked_fixture (*out, make_folder, NULL);
	suite_add_tcase (suite, *out);
	return suite;
}
