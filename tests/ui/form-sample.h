/* A form with a field of each kind, for the tests of the runner with a screen and without. */
#pragma once

#include "src/base/secret.h"
#include "ui/forms/form.h"

typedef struct {
	char *kind;
	char *name;
	GPtrArray *names;
	int days;
	gboolean locked;
	PkiSecret *secret, *again;
	char *file;
	char *pasted;
} FormSample;

extern const UiFormSpec form_sample;
FormSample *form_sample_new (void);

/* What the record holds, in one line. The caller frees. */
char *form_sample_words (const FormSample *sample);
