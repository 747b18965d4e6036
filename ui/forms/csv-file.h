/* Asks for the path of a file with a table, and reads it. */
#pragma once

#include "ui/core/view.h"

/* TAKEN gets the bytes on the main thread; what goes wrong is told. VIEW must outlive the
 * question. */
void ui_csv_file_ask (UiView *view, const char *directory,
	void (*taken) (GBytes *text, gpointer data), gpointer data);
