/*
 * Any bytes → objects. Content decides, never the name: PEM with any label, DER of anything,
 * bundles, PKCS#12, and base64 of these inside YAML or JSON. Linear in the size of the input,
 * bounded in depth, in memory and in the iterations of key derivation.
 */
#pragma once

#include "src/x509/object.h"
#include "src/base/secret.h"

typedef struct {
	PkiSecret *passphrase; /* tried on what is locked; NULL: only none and the empty one, on
				  PKCS#12 */
	guint64 iterations; /* of key derivation allowed for the whole input: 1,000,000 while
			       scanning */
	gboolean keep_private; /* keep the DER of private keys in `bytes`, for printing them */
} PkiReadOptions;

/* Things seen but not parsed, by kind. */
typedef enum {
	PKI_PASSED_CMS, /* CMS that is not signed data, or has nothing but a signature */
	PKI_PASSED_ATTRIBUTE_CERTIFICATE,
	PKI_PASSED_PGP,
	PKI_PASSED_OPENSSH,
	PKI_PASSED_PARAMETERS, /* DH and EC PARAMETERS */
	PKI_PASSED_OTHER, /* any other PEM label */
	PKI_PASSED_N,
} PkiPassed;

typedef struct {
	GPtrArray *objects; /* PkiObject, in the order of the bytes */
	guint passed[PKI_PASSED_N];
} PkiContents;

/* Never fails: what can't be read is an object of type unreadable; bytes that do not look like PKI
 * material give nothing. OPTIONS may be NULL (iterations then 1,000,000). */
PkiContents *pki_contents_read (GBytes *bytes, const PkiReadOptions *options);
void pki_contents_free (PkiContents *contents);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiContents, pki_contents_free)

/* A format with one %u, for COUNT of them: "%u PGP blocks", translated. */
const char *pki_passed_text (PkiPassed passed, gulong count);
