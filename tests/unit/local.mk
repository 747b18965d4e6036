# Unit tests: one program per module, named after it.
if HAVE_CHECK
check_LIBRARIES += libunit.a
libunit_a_SOURCES = tests/unit/tool.c tests/unit/tool.h tests/unit/unit.c tests/unit/unit.h
libunit_a_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)

UNIT_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
UNIT_LIBS = libunit.a libpki.a $(DEPS_LIBS) $(CHECK_LIBS) $(LIBINTL)

unit_tests =
include tests/unit/base.mk
include tests/unit/ca.mk
include tests/unit/describe.mk
include tests/unit/git.mk
include tests/unit/reading.mk
include tests/unit/x509.mk
include tests/unit/store.mk
include tests/unit/ui.mk
check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)
endif
