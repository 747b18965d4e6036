/* PEM labels: what each says the content is. */
#pragma once

#include "src/x509/reader.h"
#include "src/x509/shape.h"

typedef struct {
	const char *text;
	PkiShape shape; /* PKI_SHAPE_NONE for what is not parsed */
	PkiPassed passed; /* as what it is counted then */
	gboolean is_opaque; /* no DER within: not looked into */
} PkiLabel;

/* Never NULL: an unknown label is PKI_PASSED_OTHER. Static. */
const PkiLabel *pki_label_find (PkiSlice label);

/* What was expected, in words, for "this is no …": "a certificate". Translated. */
const char *pki_shape_text (PkiShape shape);
