/* Certificates made with the profiles that pkitty ships, for tests that ask others about them. */
#pragma once

#include "src/ca/private-key.h"
#include "src/ca/terms.h"

/* A certificate and its key. */
typedef struct {
	PkiObject *certificate;
	PkiPrivateKey *key;
} Made;

void made_clear (Made *made);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Made, made_clear)

/* The shipped profile of this name. */
PkiProfile *made_profile (const char *name);

/* An order of it with NAMES (canonical texts, NULL at the end). */
PkiOrder *made_order (const char *profile, const char *name, ...) G_GNUC_NULL_TERMINATED;

/* Makes what ORDER says with a new key, signed by ISSUER (NULL: by itself) under CHAIN, now. The
 * test fails where that is refused. */
Made made_issue (const PkiOrder *order, const Made *issuer, const GPtrArray *chain);

/* A root of PROFILE called NAME. */
Made made_root (const char *profile, const char *name);

/* Writes NAME.crt and NAME.key into the folder of the tools. */
void made_write (const Made *made, const char *name);

/* Reads a certificate or request in PEM that a tool wrote. */
PkiObject *made_read (const char *file);
