/* Host names: what may stand in a certificate, and names beyond ASCII (IDNA, RFC 5891). */
#pragma once

#include <glib.h>

/* HOST in lower-case ASCII, names beyond ASCII as A-labels ("bücher.example" → "xn--bcher-kva
 * .example"), a final dot dropped. A wildcard may only be the whole leftmost label, and only where
 * WILDCARD says so. PKI_ERROR_INVALID_INPUT says what is wrong and what to type. The caller frees.
 */
char *pki_dns_name_parse (const char *host, gboolean wildcard, GError **error);

/* "bücher.example (xn--bcher-kva.example)" for a name with A-labels, else the name alone;
 * printable. The caller frees. */
char *pki_dns_name_show (const char *ascii);

/* Whether TEXT is an IPv4 or IPv6 address. */
gboolean pki_dns_name_is_address (const char *text);
