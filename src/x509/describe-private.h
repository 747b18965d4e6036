/*
 * What the files that describe one family of extensions each share. A describer gets the field of
 * its extension, sets the field's value in words and adds what is inside; FALSE when the content
 * can't be read to its end: what was added before stays, and the caller shows the octets.
 */
#pragma once

#include "src/x509/der.h"
#include "src/x509/field-private.h"
#include "src/x509/oid.h"

typedef gboolean (*PkiDescriber) (PkiField *field, PkiSlice value);

/* What is told in parts at most, so that no bytes, however many, take memory and time without
 * bound.
 */
#define PKI_DESCRIBE_MOST_OCTETS (256 * 1024)

/* describe-extension.c: all extensions of the content of a SEQUENCE OF Extension, below PARENT; in
 * parts as long as their contents have no more than MOST octets together. Returns how many there
 * are. */
gsize pki_describe_extensions (PkiField *parent, PkiSlice extensions, gsize most);
/* Whether an extension of this type is understood here. */
gboolean pki_describe_is_known (PkiSlice oid);

/* describe-value.c: pieces that occur in many places. */
/* One element that is a string, number, boolean, time, OID or NULL, in words; NULL for others. */
char *pki_describe_simple (PkiSlice element);
/* The simple ones in it, whatever the nesting, with commas between; NULL where there are none. */
char *pki_describe_nested (const PkiElement *element);
/* A child with the name of an OID in words and the OID itself. */
PkiField *pki_describe_oid (PkiField *parent, const char *label, PkiSlice octets);
/* "2027-11-20T00:00:00Z", or words for what can't be read. */
char *pki_describe_time (gint64 time);
/* A child with the time, or with what stands there instead. */
void pki_describe_moment (PkiField *parent, const char *label, gint64 time, PkiSlice octets);
/* An INTEGER of any size: digits up to 64 bits, else octets. */
PkiField *pki_describe_integer (PkiField *parent, const char *label, PkiSlice content);
/* The names of the bits that are set, in order; names[i], marked with N_(), may be NULL. CONTENT is
 * that of a BIT STRING; NULL when it is none. */
char *pki_describe_bits (PkiSlice content, const char *const *names, guint count);

/* describe-name.c: a Name with its parts below. */
PkiField *pki_describe_name (PkiField *parent, const char *label, PkiSlice name);

/* describe-general-name.c */
void pki_describe_general_name (PkiField *parent, PkiSlice whole);
/* The same for a name constraint, where addresses have masks and an empty name stands for all. */
void pki_describe_constraint (PkiField *parent, PkiSlice whole);
/* Content of a SEQUENCE OF GeneralName; FALSE where the rest can't be read. */
gboolean pki_describe_general_names (PkiField *parent, PkiSlice names);
/* Sets the value of FIELD to its children in one line: "DNS a, b; IP 10.0.0.1 and 3 more". */
void pki_describe_summarize (PkiField *field);

/* describe-constraints.c: "may sign certificates, no CA below"; LENGTH is -1 for none. */
char *pki_describe_ca_words (gboolean ca, gint64 length);

/* describe-usage.c: the bits of a key usage: "signs, decrypts keys". */
char *pki_describe_usage_words (guint bits);

/* describe-signature.c */
typedef enum {
	PKI_DIGEST_GOOD,
	PKI_DIGEST_WEAK, /* SHA-1 */
	PKI_DIGEST_BROKEN, /* MD5 and older */
} PkiDigestStrength;
/* "RSA, SHA-256" of an AlgorithmIdentifier, header included; NULL where it can't be read. */
char *pki_describe_algorithm (PkiSlice algorithm, PkiDigestStrength *strength);
/* VERDICT: what a check of the signature gave, in words, or NULL. */
void pki_describe_signature (
	PkiField *parent, PkiSlice algorithm, PkiSlice signature, const char *verdict);

/* describe-key.c */
void pki_describe_public_key (PkiField *parent, const PkiObject *object);
/* Modulus and exponent without leading zeros; FALSE where KEY holds none. */
gboolean pki_describe_rsa_parts (const PkiPublicKey *key, PkiSlice *modulus, PkiSlice *exponent);

/* One kind of object each, below its top field. */
void pki_describe_certificate (PkiField *top, const PkiObject *object, gint64 now);
void pki_describe_request (PkiField *top, const PkiObject *object);
void pki_describe_crl (PkiField *top, const PkiObject *object, gint64 now, gsize most_entries);

/* describe-certificate.c: sections that requests have too. */
void pki_describe_names_section (PkiField *top, PkiSlice extensions);
void pki_describe_use_section (PkiField *top, const PkiObject *object);

/* describe.c: sections of all kinds of objects. */
void pki_describe_extension_section (PkiField *top, PkiSlice extensions, const char *label);
/* A child with a digest that was computed, not read. */
PkiField *pki_describe_digest (
	PkiField *parent, const char *label, const guint8 *digest, gsize size);
void pki_describe_fingerprints (PkiField *top, const PkiObject *object);

/* remark.c: the section of what is odd or wrong, most important first; none where all is well. */
void pki_describe_remarks (PkiField *top, const PkiObject *object, gint64 now);

/* remark-key.c: what is weak about the public key; about the digest of a signature. */
void pki_remark_key (PkiField *remarks, const PkiObject *object);
void pki_remark_digest (PkiField *remarks, PkiSlice algorithm);

/* remark-name.c: whether an alternative name is a DNS name or an address. */
gboolean pki_remark_has_host (PkiSlice extensions);

/* remark-certificate.c, remark-name.c: what an operator would change in the next one. SERVER: it
 * may be a server's; SAYS_SO: because it states that purpose, not for want of any. */
void pki_remark_certificate (PkiField *remarks, const PkiObject *object);
void pki_remark_names (
	PkiField *remarks, const PkiObject *object, gboolean server, gboolean says_so);

/* One extension each. */
gboolean pki_describe_alternative_names (PkiField *field, PkiSlice value);
gboolean pki_describe_basic_constraints (PkiField *field, PkiSlice value);
gboolean pki_describe_name_constraints (PkiField *field, PkiSlice value);
gboolean pki_describe_policy_constraints (PkiField *field, PkiSlice value);
gboolean pki_describe_inhibit_any_policy (PkiField *field, PkiSlice value);
gboolean pki_describe_key_usage (PkiField *field, PkiSlice value);
gboolean pki_describe_purposes (PkiField *field, PkiSlice value);
gboolean pki_describe_key_usage_period (PkiField *field, PkiSlice value);
gboolean pki_describe_tls_features (PkiField *field, PkiSlice value);
gboolean pki_describe_subject_key_id (PkiField *field, PkiSlice value);
gboolean pki_describe_authority_key_id (PkiField *field, PkiSlice value);
gboolean pki_describe_directory_attributes (PkiField *field, PkiSlice value);
gboolean pki_describe_policies (PkiField *field, PkiSlice value);
gboolean pki_describe_policy_mappings (PkiField *field, PkiSlice value);
gboolean pki_describe_access (PkiField *field, PkiSlice value);
gboolean pki_describe_distribution_points (PkiField *field, PkiSlice value);
gboolean pki_describe_issuing_point (PkiField *field, PkiSlice value);
gboolean pki_describe_timestamps (PkiField *field, PkiSlice value);
gboolean pki_describe_poison (PkiField *field, PkiSlice value);
gboolean pki_describe_ocsp_no_check (PkiField *field, PkiSlice value);
gboolean pki_describe_netscape_type (PkiField *field, PkiSlice value);
/* One simple value, such as a string or a time; an OCTET STRING. */
gboolean pki_describe_text (PkiField *field, PkiSlice value);
gboolean pki_describe_octets (PkiField *field, PkiSlice value);
gboolean pki_describe_ms_template (PkiField *field, PkiSlice value);
gboolean pki_describe_ms_ca_version (PkiField *field, PkiSlice value);
gboolean pki_describe_ms_security (PkiField *field, PkiSlice value);
gboolean pki_describe_qualified_statements (PkiField *field, PkiSlice value);
gboolean pki_describe_number (PkiField *field, PkiSlice value);
gboolean pki_describe_reason (PkiField *field, PkiSlice value);
