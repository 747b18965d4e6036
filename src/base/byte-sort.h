/* Sorts many byte strings: what a screen waits for while a person types. */
#pragma once

#include <glib.h>

typedef struct {
	guint64 start; /* working memory */
	const guint8 *data;
	guint32 size;
	guint32 index; /* the caller's */
} PkiSortable;

/* By their bytes, what ends first before what goes on; those that are equal keep their order. */
void pki_byte_sort (PkiSortable *items, guint count);
