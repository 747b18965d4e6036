#include "config.h"

#include "tests/fuzz/use.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
	fuzz_read (PKI_OBJECT_REQUEST, data, size);
	return 0;
}
