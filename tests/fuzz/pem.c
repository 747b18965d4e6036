#include "config.h"

#include "src/x509/pem.h"

#include "tests/fuzz/use.h"

/* Nothing is decoded to more than it was, and every slice lies within the text. */
static void use_block (const PkiPem *block, PkiSlice text)
{
	g_auto (PkiPemContent) content = { 0 };
	g_assert (block->before.data >= text.data);
	g_assert (block->whole.data == block->before.data + block->before.size);
	g_assert (block->whole.data + block->whole.size <= text.data + text.size);
	g_assert (block->body.size < block->whole.size);
	pki_pem_decode (block->body, &content);
	g_assert (g_bytes_get_size (content.base64.bytes) <= block->body.size);
}

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
	g_autofree guint8 *copy = g_memdup2 (data, size);
	PkiSlice text = pki_slice (copy, size);
	PkiSlice rest = text, run;
	PkiPem block;
	while (pki_pem_next (&rest, &block))
		use_block (&block, text);
	rest = text;
	while (pki_base64_next (&rest, &run)) {
		PkiBase64 base64;
		g_assert (run.data >= text.data && run.size > 0);
		g_assert (run.data + run.size <= text.data + text.size);
		pki_base64_decode (run, &base64);
		g_bytes_unref (base64.bytes);
	}
	return 0;
}
