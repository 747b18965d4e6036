/*
 * Making PkiField trees: what the files that describe one family of things each share. Labels are
 * passed translated; a function that returns a field returns it as owned by its parent.
 */
#pragma once

#include "src/x509/field.h"

/* A field without parent. Takes VALUE, which may be NULL. */
PkiField *pki_field_new (const char *label, char *value);

/* A child at the end of PARENT; the value is copied (add) or taken (take). */
PkiField *pki_field_add (PkiField *parent, const char *label, const char *value);
PkiField *pki_field_take (PkiField *parent, const char *label, char *value);

/* The same with a formatted value. */
PkiField *pki_field_print (PkiField *parent, const char *label, const char *format, ...)
	G_GNUC_PRINTF (3, 4);

/* A child whose value is BYTES as octets in pairs, at most some thousand of them. */
PkiField *pki_field_add_hex (PkiField *parent, const char *label, PkiSlice bytes);

/* Makes BYTES as octets in pairs the value of FIELD, and its raw bytes. */
void pki_field_set_hex (PkiField *field, PkiSlice bytes);

/* Replaces the value; takes VALUE. */
void pki_field_set_value (PkiField *field, char *value);

/* A remark below PARENT: a translated sentence. */
void pki_field_remark (PkiField *parent, const char *sentence);

/* BYTES as UTF-8 for a value: what is not UTF-8, and NUL, becomes \xHH; else hostile as it was. The
 * caller frees. */
char *pki_field_text (PkiSlice bytes);

/* A list being written: puts ", " before TEXT where OUT is not empty. */
void pki_field_append (GString *out, const char *text);
