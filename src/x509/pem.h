/*
 * PEM (RFC 7468, RFC 1421) as it is found: with text around, indented, escaped for JSON, on one
 * line, without its end. One pass, linear whatever the bytes are.
 */
#pragma once

#include "src/base/slice.h"

typedef struct {
	PkiSlice label; /* "CERTIFICATE" */
	PkiSlice before; /* the text between the block before and this one */
	PkiSlice whole; /* from -----BEGIN to behind the END line */
	PkiSlice body; /* between the BEGIN and the END line, headers included */
	gboolean has_end; /* there is an END line with the same label */
	gboolean inline_text; /* something else stands before it on its line */
} PkiPem;

/* The next block of *rest, which then starts behind it. FALSE when there is none. */
gboolean pki_pem_next (PkiSlice *rest, PkiPem *out);

typedef struct {
	GBytes *der; /* what the base64 says, wiped when freed; never NULL */
	char *headers; /* RFC 1421 headers, a line each with "\n", or NULL */
	gboolean damaged; /* something in it is no base64, or is left over */
	gsize bad_at; /* where in the body that is, when damaged */
} PkiPemContent;

/* The base64 of a block; what is no base64 is passed over and told. */
void pki_pem_decode (PkiSlice body, PkiPemContent *out);
void pki_pem_content_clear (PkiPemContent *content);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PkiPemContent, pki_pem_content_clear)

/* DER as a PEM block with lines of 64 characters; HEADERS may be NULL. The caller frees. */
char *pki_pem_encode (const char *label, const char *headers, PkiSlice der);

/* Takes memory from g_malloc() over as bytes that are wiped before they are freed. */
GBytes *pki_bytes_take_wiped (void *data, gsize size);
