# make check runs every test here; a missing Check or libvterm leaves its tests out and configure says so.
AM_TESTS_ENVIRONMENT = \
	PKITTY='$(abs_top_builddir)/pkitty'; export PKITTY; \
	top_srcdir='$(abs_top_srcdir)'; export top_srcdir; \
	top_builddir='$(abs_top_builddir)'; export top_builddir; \
	G_DEBUG=fatal-warnings; export G_DEBUG; \
	G_SLICE=always-malloc; export G_SLICE; \
	XDG_CACHE_HOME='$(abs_top_builddir)/tests/cache'; export XDG_CACHE_HOME; \
	GIT_CONFIG_NOSYSTEM=1; export GIT_CONFIG_NOSYSTEM; \
	GIT_CONFIG_GLOBAL=/dev/null; export GIT_CONFIG_GLOBAL; \
	ASAN_OPTIONS=detect_leaks=1; export ASAN_OPTIONS; \
	UBSAN_OPTIONS=print_stacktrace=1; export UBSAN_OPTIONS; \
	LC_ALL=C.UTF-8; export LC_ALL; \
	CK_TIMEOUT_MULTIPLIER=5; export CK_TIMEOUT_MULTIPLIER; \
	unset PKITTY_STORE NO_COLOR LANGUAGE GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE;
LOG_DRIVER = $(SHELL) $(top_srcdir)/build-aux/test-driver

# The rules of the house: arrows, libraries, sizes, names, layout.
TESTS += tests/layers.sh
EXTRA_DIST += tests/layers.sh

# What tests in shell source.
EXTRA_DIST += tests/ground.sh

clean-local:
	-rm -rf tests/cache tests/bench/go-cache

distclean-local:
	-rm -rf bench-store demo fuzz

include tests/unit/local.mk
include tests/ui/local.mk
include tests/interop/local.mk
include tests/fault/local.mk
include tests/fuzz/local.mk
include tests/bench/local.mk
