#include "config.h"

#include "src/x509/reader.h"

#include "tests/fuzz/use.h"

#define ITERATIONS 5000 /* of key derivation: enough for the seeds */

static void read_with (GBytes *bytes, PkiSecret *passphrase)
{
	PkiReadOptions options = { .passphrase = passphrase,
		.iterations = ITERATIONS,
		.keep_private = passphrase != NULL };
	g_autoptr (PkiContents) contents = pki_contents_read (bytes, &options);
	for (guint i = 0; i < contents->objects->len; i++)
		fuzz_use (g_ptr_array_index (contents->objects, i));
}

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
	g_autoptr (GBytes) bytes = g_bytes_new (data, size);
	g_autoptr (PkiSecret) passphrase = pki_secret_new ("x", 1);
	read_with (bytes, NULL);
	read_with (bytes, passphrase);
	return 0;
}
