/*
 * Drives a program in a terminal as a user does, inside the test: a pseudo-terminal whose other end
 * is libvterm. Keys go in, the screen is looked at; no sleeps: the program marks each moment when
 * it has worked off everything that came in (PKITTY_TEST_MARK), and what other programs do is
 * awaited by what the screen shows. Every function fails the test, with the screen printed, when
 * its deadline passes.
 *
 * The environment of the program is pinned: a fresh HOME and XDG folders, TERM=xterm-256color,
 * LC_ALL=C.UTF-8, TZ=UTC, PKITTY_TEST_NOW=2026-11-20T12:00:00Z.
 */
#pragma once

#include <check.h>
#include <glib.h>
#include <termios.h>

typedef struct _Vt Vt;

/* ARGV[0] is a path. ENVIRONMENT (NULL: none) ends with NULL: "NAME=VALUE" overrides, "NAME"
 * removes. Returns when the program is idle the first time, or at once with "PKITTY_TEST_MARK"
 * removed. */
Vt *vt_start (const char *const *argv, const char *const *environment, int rows, int columns);
/* pkitty on a directory. VARIABLE ("NAME=VALUE" or "NAME") may be NULL. */
Vt *vt_start_in (const char *directory, int rows, int columns, const char *variable);
/* Kills what still runs, removes the fresh folders. */
void vt_free (Vt *vt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Vt, vt_free)

/* The fresh folder that holds HOME and all. */
const char *vt_folder (const Vt *vt);

/* Types "jj<Enter>", with <Up> <Down> <Left> <Right> <Home> <End> <PgUp> <PgDn> <Ins> <Del> <Tab>
 * <S-Tab> <Enter> <Esc> <BS> <Space> <F1> .. <F12> <C-u> and <lt>, then waits until idle. */
void vt_keys (Vt *vt, const char *keys);
/* The same without waiting. */
void vt_type (Vt *vt, const char *keys);
/* Pastes as the terminal does: between brackets when the program asked for them. */
void vt_paste (Vt *vt, const char *text);
/* A press of the left button; nothing is sent while the program has not asked for the mouse. */
void vt_press (Vt *vt, int row, int column);
/* Bytes as they are. */
void vt_send (Vt *vt, const char *bytes, gssize size);
void vt_resize (Vt *vt, int rows, int columns);
/* The same without waiting. */
void vt_begin_resize (Vt *vt, int rows, int columns);
void vt_signal (Vt *vt, int number);
/* The terminal goes away; only vt_wait_exit() makes sense afterwards. */
void vt_hang_up (Vt *vt);

void vt_wait_idle (Vt *vt);
/* Waits until the screen shows (does not show) a text within a row. */
void vt_expect (Vt *vt, const char *text);
void vt_expect_gone (Vt *vt, const char *text);
/* Fails when the screen does not (does) show the text now. */
void vt_see (Vt *vt, const char *text);
void vt_see_not (Vt *vt, const char *text);

/* One row without blanks at its end. The caller frees. */
char *vt_row (Vt *vt, int row);
gboolean vt_find (Vt *vt, const char *text, int *row, int *column);
/* The row that TEXT stands on is shown reversed: it is selected. */
gboolean vt_is_selected (Vt *vt, const char *text);

typedef struct {
	gboolean bold, italic, underline, reverse;
	int colour; /* 0 .. 7, -1 for the terminal's own */
	int background;
} VtLook;
VtLook vt_look (Vt *vt, int row, int column);
VtLook vt_look_of (Vt *vt, const char *text);
/* Appends what stands in a cell, a blank for nothing; returns how many columns it takes. */
int vt_cell (Vt *vt, int row, int column, GString *out);
void vt_size (Vt *vt, int *rows, int *columns);
/* Where the cursor is; FALSE while it is hidden. */
gboolean vt_cursor (Vt *vt, int *row, int *column);

/* What was last copied by OSC 52, decoded; NULL for nothing. The caller frees. */
char *vt_clipboard (Vt *vt);
/* All bytes that came so far. */
const GString *vt_bytes (Vt *vt);
/* The terminal's modes, as the program left them. */
void vt_modes (Vt *vt, struct termios *modes);
int vt_pid (Vt *vt);
/* The process group that has the terminal. */
int vt_foreground (Vt *vt);

/* Waits for the end: the status of waitpid(). */
int vt_wait_exit (Vt *vt);
