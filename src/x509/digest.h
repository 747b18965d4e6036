/* SHA-256, by which objects and keys are known. */
#pragma once

#include "src/base/slice.h"

#define PKI_SHA256_SIZE 32

void pki_sha256 (PkiSlice bytes, guint8 out[PKI_SHA256_SIZE]);
