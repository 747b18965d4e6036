#include "config.h"

#include "src/x509/describe-private.h"

#include "src/base/intl.h"
#include "src/x509/name.h"

#define MOST_PARTS 200 /* of one Name that are told one by one */

static void describe_part (PkiField *parent, const PkiNamePart *part)
{
	g_autofree char *dots = pki_oid_dots (part->type);
	PkiOid oid = pki_oid_find (part->type);
	const char *label = pki_oid_text (oid) ? pki_oid_text (oid) : pki_oid_name (oid);
	g_autoptr (GString) text = pki_string_to_utf8 (&part->value, NULL);
	PkiField *field = pki_field_take (
		parent, label ? label : dots, pki_field_text (pki_slice (text->str, text->len)));
	field->raw = part->value.whole;
	field->oid = g_steal_pointer (&dots);
}

PkiField *pki_describe_name (PkiField *parent, const char *label, PkiSlice name)
{
	char *text = pki_name_to_text (name);
	PkiField *field = pki_field_take (parent, label, text);
	if (!*text)
		pki_field_set_value (field, g_strdup (_ ("empty")));
	field->raw = name;
	PkiNameWalk walk = pki_name_walk (name, NULL);
	PkiNamePart part;
	gsize parts = 0;
	for (; pki_name_next (&walk, &part); parts++)
		if (parts < MOST_PARTS)
			describe_part (field, &part);
	if (parts > MOST_PARTS)
		pki_field_print (field, _ ("More"), "%zu", parts - MOST_PARTS);
	return field;
}
