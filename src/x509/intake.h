/* Where reader.c puts what it finds: DER of a known shape becomes objects, and what can't be read
 * is told. */
#pragma once

#include "src/x509/reader.h"
#include "src/x509/shape.h"

typedef struct {
	PkiContents *contents;
	const PkiReadOptions *options;
	guint64 iterations; /* of key derivation that are left */
	guint unreadable; /* objects of that type so far */
	guint more_unreadable; /* things not told one by one */
	gsize first_untold; /* where the first of these is */
} PkiIntake;

/* Where some DER was found. */
typedef struct {
	GBytes *bytes; /* what `der` points into */
	PkiSlice der;
	PkiWrap wrap;
	gsize offset; /* of it, or of what it is wrapped in, in the bytes read */
	guint32 sins; /* of the wrapping */
	const guint8 *key_id; /* 32 octets that a Public-Key: line told, or NULL */
} PkiSource;

/* Makes objects of an element of this shape. */
void pki_intake_take (PkiIntake *intake, PkiShape shape, const PkiSource *source);

/* A traditional private key with a DEK-Info header: PEM is the block, DER what its base64 says. */
void pki_intake_take_dek_info (PkiIntake *intake, PkiSlice pem, const PkiSource *source);

/* Something that should be readable at SOURCE and is not; takes over WHY, a translated sentence. */
void pki_intake_unreadable (PkiIntake *intake, const PkiSource *source, char *why);

void pki_intake_pass (PkiIntake *intake, PkiPassed passed);

/* Tells what pki_intake_unreadable() did not tell one by one. */
void pki_intake_finish (PkiIntake *intake);
