/* Objects that openssl makes for the tests of descriptions, in the folder of
 * tests/unit/tool.h. */
#pragma once

#include "tests/unit/unit.h"

#include "src/x509/field.h"

/* Runs a shell script in the folder with $cnf naming describe.cnf; what it prints, without the last
 * newline. A script that fails fails the test. The caller frees. */
char *made_run (const char *script);

/* An object of TYPE from a file of the folder. */
PkiObject *made_object (PkiObjectType type, const char *name);

/* A self-signed certificate with the extensions of a section of describe.cnf; KEY as openssl req
 * -newkey has it, with more options behind it. */
PkiObject *made_certificate (const char *section, const char *key);

/* Describes without entries, as of 2027-01-01, as text. The caller frees. */
char *made_text (const PkiObject *object);
#define MADE_NOW G_GINT64_CONSTANT (1798761600)

/* The field reached by labels from a described object, or a failed test. End with NULL. */
const PkiField *made_field (const PkiField *top, ...) G_GNUC_NULL_TERMINATED;

/* A unit test's suite with one test case. */
Suite *made_suite (const char *name, TCase **out);
