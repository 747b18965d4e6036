/* A run of bytes that somebody else owns: the holder must outlive the slice. Empty slices may have
 * a NULL data. */
#pragma once

#include <glib.h>
#include <string.h>

typedef struct {
	const guint8 *data;
	gsize size;
} PkiSlice;

static inline PkiSlice pki_slice (const void *data, gsize size)
{
	return (PkiSlice){ .data = data, .size = size };
}

static inline PkiSlice pki_slice_of_bytes (GBytes *bytes)
{
	gsize size;
	const void *data = g_bytes_get_data (bytes, &size);
	return pki_slice (data, size);
}

static inline gboolean pki_slice_equal (PkiSlice a, PkiSlice b)
{
	return a.size == b.size && (a.size == 0 || memcmp (a.data, b.data, a.size) == 0);
}
