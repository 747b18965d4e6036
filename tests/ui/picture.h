/* The screen of a terminal as a picture: SVG, of text and lines, for documents. */
#pragma once

#include "tests/ui/vt.h"

/* What is the same on all pictures of a run; NULL for the first one's free. */
typedef struct _PictureBook PictureBook;

/*
 * FOLDER is where the pictures go. What differs each time something is made (serial numbers,
 * fingerprints, commit ids) has other digits on a picture, the same ones whenever it is made again
 * and the same ones on each picture for the same number.
 */
PictureBook *picture_book_new (const char *folder);
void picture_book_free (PictureBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictureBook, picture_book_free)

/* Draws what the terminal shows now. Italic is drawn faint: libvterm 0.1 does not know faint. */
void picture_draw (PictureBook *book, Vt *vt, const char *name);
