#pragma once

/* The version of GnuTLS that runs, as it says it itself. The caller frees. */
char *pki_x509_library_version (void);
