# The speed table: "make bench", "make bench COUNT=10000". Go is asked where it is installed.
bench_programs = \
	tests/bench/generate \
	tests/bench/gnutls-import \
	tests/bench/issue \
	tests/bench/measure \
	tests/bench/store
EXTRA_PROGRAMS += $(bench_programs)
MOSTLYCLEANFILES += $(bench_programs) tests/bench/parse
EXTRA_DIST += tests/bench/parse.go tests/bench/run

tests_bench_generate_SOURCES = tests/bench/generate.c
tests_bench_generate_LDADD = $(DEPS_LIBS)
tests_bench_gnutls_import_SOURCES = tests/bench/gnutls-import.c
tests_bench_gnutls_import_LDADD = $(DEPS_LIBS)
tests_bench_issue_SOURCES = tests/bench/issue.c
nodist_tests_bench_issue_SOURCES = data/resources.c
tests_bench_issue_LDADD = libpki.a $(DEPS_LIBS) $(LIBINTL)
tests_bench_measure_SOURCES = tests/bench/measure.c
tests_bench_measure_LDADD = $(DEPS_LIBS)
tests_bench_store_SOURCES = tests/bench/store.c
tests_bench_store_LDADD = libpki.a $(DEPS_LIBS) $(LIBINTL)

tests/bench/parse: tests/bench/parse.go
	$(AM_V_GEN)$(MKDIR_P) $(@D) && GO111MODULE=off GOCACHE='$(abs_top_builddir)/tests/bench/go-cache' go build -o $@ $<

.PHONY: bench
bench: all $(bench_programs)
	@if command -v go >/dev/null; then $(MAKE) $(AM_MAKEFLAGS) tests/bench/parse; fi
	@PKITTY='$(abs_top_builddir)/pkitty' top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' \
		'$(srcdir)/tests/bench/run' $(COUNT)

if HAVE_VTERM
bench_programs += tests/bench/keys
tests_bench_keys_SOURCES = tests/bench/keys.c
tests_bench_keys_CFLAGS = $(UI_TEST_CFLAGS)
tests_bench_keys_LDADD = $(UI_TEST_LIBS)
endif
