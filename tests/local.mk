# make check runs every test here; a missing Check or libvterm leaves its tests out and configure says so.
AM_TESTS_ENVIRONMENT = \
	PKITTY='$(abs_top_builddir)/pkitty'; export PKITTY; \
	top_srcdir='$(abs_top_srcdir)'; export top_srcdir; \
	top_builddir='$(abs_top_builddir)'; export top_builddir; \
	G_DEBUG=fatal-warnings; export G_DEBUG;
LOG_DRIVER = $(SHELL) $(top_srcdir)/build-aux/test-driver

include tests/unit/local.mk
include tests/ui/local.mk
include tests/interop/local.mk
include tests/fuzz/local.mk
include tests/bench/local.mk
