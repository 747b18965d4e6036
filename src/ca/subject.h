/* Names of subjects as people write them (RFC 4514), turned into DER. */
#pragma once

#include <glib.h>

#include "src/base/slice.h"

/* "CN=etcd1, O=Acme, C=DE", the most specific part first, as a DER Name (RFC 5280 §4.1.2.4). Taken
 * are the usual keywords, emailAddress and E, OIDs in dots, each with text (escapes as in RFC 4514,
 * or in quotes) or with "#" and the hex of a value in DER. Values become UTF8String, but those that
 * RFC 5280 wants otherwise (C, serialNumber, dnQualifier: PrintableString; emailAddress, DC:
 * IA5String). PKI_ERROR_INVALID_INPUT, saying which part and what to type, for what can't be read,
 * is empty, longer than RFC 5280 appendix A.1 allows, a country that is not two letters, an RDN
 * with several values, control characters. The caller owns the result. */
GBytes *pki_subject_parse (const char *text, GError **error);

/* TEMPLATE ("CN=system:node:{name}, O=system:nodes") with NAME for {name}, and in addition the
 * parts of DEFAULTS ("O=Acme, C=DE"; may be NULL) of types which the template does not have. The
 * caller owns the result. */
GBytes *pki_subject_fill (
	const char *template, const char *name, const char *defaults, GError **error);

/* The same as text, for a form to begin with. The caller frees. */
char *pki_subject_fill_text (
	const char *template, const char *name, const char *defaults, GError **error);
