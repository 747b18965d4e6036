/* What a person wants issued: filled by options, by a form, by a row of a batch. */
#pragma once

#include "src/base/time.h"
#include "src/ca/profile.h"

typedef struct {
	PkiProfile *profile;
	char *name; /* what it is called here: fills {name} */
	char *subject; /* RFC 4514, or NULL: the profile's template */
	char *subject_defaults; /* "O=Acme, C=DE": what a template does not say; or NULL */
	GPtrArray *alternative_names; /* char *, canonical */
	gboolean suggested; /* add the names that the profile suggests */
	gboolean has_key_type;
	PkiKeyType key_type;
	gint64 not_before; /* PKI_TIME_NONE: five minutes ago */
	gint64 not_after; /* PKI_TIME_NONE: as many days as said, or as the profile says */
	int days; /* 0: not said */
	int path_length; /* -1: not said */
	GPtrArray *permitted; /* char *, canonical name constraints */
	GPtrArray *excluded;
	GPtrArray *crl_urls; /* char *: of the issuer, to stand in the certificate */
	GPtrArray *issuer_urls;
	GPtrArray *ocsp_urls;
} PkiOrder;

/* An order that says nothing but the profile and the name. */
PkiOrder *pki_order_new (PkiProfile *profile, const char *name);
void pki_order_free (PkiOrder *order);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiOrder, pki_order_free)
