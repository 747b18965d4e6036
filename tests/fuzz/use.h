/* What the program does with every object it finds, and what must be true then. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "src/x509/object.h"

/* libFuzzer calls it with every input. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Asks all that can be asked of an object; aborts where an answer is not what it must be. */
void fuzz_use (const PkiObject *object);

/* Makes an object of TYPE from a copy of exactly SIZE bytes, and uses it. */
void fuzz_read (PkiObjectType type, const uint8_t *data, size_t size);
