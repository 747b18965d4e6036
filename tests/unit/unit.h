/* What every unit test needs: a runner that makes one program per module, and assertions that show
 * GLib errors. */
#pragma once

#include <check.h>
#include <glib.h>

#define assert_no_error(error)                                                                     \
	ck_assert_msg ((error) == NULL, "%s", (error) ? (error)->message : "")
#define assert_error(error, code)                                                                  \
	ck_assert_msg (g_error_matches ((error), PKI_ERROR, (code)), "expected " #code ", got %s", \
		(error) ? (error)->message : "no error")

/* Runs a suite with the locale C.UTF-8 and TZ=UTC; the result is main()'s. */
int unit_run (Suite *suite);
