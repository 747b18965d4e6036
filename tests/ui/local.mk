# Screen tests: programs in a pseudo-terminal that libvterm draws. One program per area.
if HAVE_VTERM
check_LIBRARIES += libvt.a
libvt_a_SOURCES = tests/ui/vt.c tests/ui/vt.h
libvt_a_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS) $(VTERM_CFLAGS)

UI_TEST_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS) $(VTERM_CFLAGS)
UI_TEST_LIBS = libvt.a libunit.a libpki.a $(DEPS_LIBS) $(CHECK_LIBS) $(VTERM_LIBS) -lutil $(LIBINTL)

ui_tests =

check_PROGRAMS += $(ui_tests)
TESTS += $(ui_tests)
endif
