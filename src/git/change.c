#include "config.h"

#include "src/git/change-private.h"

static void free_item (gpointer data)
{
	PkiChangeItem *item = data;
	g_free (item->path);
	g_clear_pointer (&item->bytes, g_bytes_unref);
	g_clear_pointer (&item->secret, pki_secret_unref);
	g_free (item);
}

PkiChange *pki_change_new (void)
{
	PkiChange *change = g_new0 (PkiChange, 1);
	change->items = g_ptr_array_new_with_free_func (free_item);
	return change;
}

void pki_change_free (PkiChange *change)
{
	if (!change)
		return;
	g_ptr_array_unref (change->items);
	g_free (change);
}

static PkiChangeItem *add (PkiChange *change, PkiPathKind kind, const char *path)
{
	PkiChangeItem *item = g_new0 (PkiChangeItem, 1);
	item->kind = kind;
	item->path = g_strdup (path);
	g_ptr_array_add (change->items, item);
	return item;
}

void pki_change_write (PkiChange *change, const char *path, GBytes *bytes)
{
	add (change, PKI_PATH_WRITE, path)->bytes = g_bytes_ref (bytes);
}

void pki_change_remove (PkiChange *change, const char *path)
{
	add (change, PKI_PATH_REMOVE, path);
}

void pki_change_write_private (PkiChange *change, const char *path, PkiSecret *bytes)
{
	add (change, PKI_PATH_PRIVATE, path)->secret = pki_secret_ref (bytes);
}

void pki_change_expect (PkiChange *change, const char *path, GBytes *bytes)
{
	add (change, PKI_PATH_EXPECT, path)->bytes = bytes ? g_bytes_ref (bytes) : NULL;
}
