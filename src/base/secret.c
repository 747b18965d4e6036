#include "config.h"

#include "src/base/secret.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct _PkiSecret {
	gatomicrefcount references;
	gsize size;
	char *data;
};

void pki_wipe (void *data, gsize size)
{
	if (data && size > 0)
		explicit_bzero (data, size);
}

G_NO_INLINE void pki_wipe_stack (void)
{
	guint8 below[64 * 1024];
	explicit_bzero (below, sizeof below);
}

void pki_secret_shun_dumps (void)
{
	static const char headers_of_files[] = "0x10";
	int filter = open ("/proc/self/coredump_filter", O_WRONLY | O_CLOEXEC);
	if (filter < 0)
		return;
	(void)!write (filter, headers_of_files, strlen (headers_of_files));
	close (filter);
}

static gsize round_to_pages (gsize size)
{
	gsize page = (gsize)sysconf (_SC_PAGESIZE);
	return (size + page - 1) / page * page;
}

void *pki_locked_new (gsize size)
{
	gsize mapped = round_to_pages (size);
	void *data =
		mmap (NULL, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (data == MAP_FAILED)
		g_error ("out of memory for a secret");
	/* Both may be refused (RLIMIT_MEMLOCK, an odd kernel): the secret is then only wiped. */
	(void)mlock (data, mapped);
	(void)madvise (data, mapped, MADV_DONTDUMP);
	return data;
}

void pki_locked_free (void *data, gsize size)
{
	if (!data)
		return;
	gsize mapped = round_to_pages (size);
	pki_wipe (data, mapped);
	(void)munmap (data, mapped);
}

PkiSecret *pki_secret_new (const void *data, gsize size)
{
	PkiSecret *secret = g_new0 (PkiSecret, 1);
	g_atomic_ref_count_init (&secret->references);
	secret->size = size;
	secret->data = pki_locked_new (size + 1);
	if (size > 0)
		memcpy (secret->data, data, size);
	return secret;
}

PkiSecret *pki_secret_ref (PkiSecret *secret)
{
	g_atomic_ref_count_inc (&secret->references);
	return secret;
}

void pki_secret_unref (PkiSecret *secret)
{
	if (!secret || !g_atomic_ref_count_dec (&secret->references))
		return;
	pki_locked_free (secret->data, secret->size + 1);
	g_free (secret);
}

PkiSlice pki_secret_bytes (const PkiSecret *secret)
{
	return pki_slice (secret->data, secret->size);
}

const char *pki_secret_text (const PkiSecret *secret)
{
	return secret->data;
}

typedef struct {
	void *data;
	gsize size;
} Wiped;

static void free_wiped (gpointer data)
{
	Wiped *wiped = data;
	pki_wipe (wiped->data, wiped->size);
	g_free (wiped->data);
	g_free (wiped);
}

GBytes *pki_bytes_take_wiped (void *data, gsize size)
{
	Wiped *wiped = g_new (Wiped, 1);
	*wiped = (Wiped){ data, size };
	return g_bytes_new_with_free_func (data, size, free_wiped, wiped);
}
