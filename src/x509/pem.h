/*
 * PEM (RFC 7468, RFC 1421) as it is found: with text around, indented, escaped for JSON, on one
 * line, without its end. One pass, linear whatever the bytes are.
 */
#pragma once

#include "src/x509/base64.h"

typedef struct {
	PkiSlice label; /* "CERTIFICATE" */
	PkiSlice before; /* the text between the block before and this one */
	PkiSlice whole; /* from -----BEGIN to behind the END line */
	PkiSlice body; /* between the BEGIN and the END line, headers included */
	gboolean has_end; /* there is an END line with the same label */
	gboolean is_inline; /* something else stands before it on its line */
} PkiPem;

/* The next block of *rest, which then starts behind it. FALSE when there is none. */
gboolean pki_pem_next (PkiSlice *rest, PkiPem *out);

typedef struct {
	PkiBase64 base64;
	char *headers; /* RFC 1421 headers, a line each with "\n" behind it, or NULL */
	gboolean was_escaped; /* it stood in a JSON string or the like: base64.bad_at counts in the
				 text without escapes */
} PkiPemContent;

/* The headers and the base64 of a block. */
void pki_pem_decode (PkiSlice body, PkiPemContent *out);
void pki_pem_content_clear (PkiPemContent *content);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PkiPemContent, pki_pem_content_clear)

/* DER as a PEM block with lines of 64 characters; HEADERS (as above) may be NULL. The caller frees.
 */
char *pki_pem_encode (const char *label, const char *headers, PkiSlice der);
