# Fuzz targets, one per reader: tests/fuzz/run builds and runs them.
EXTRA_DIST += tests/fuzz/run
fuzz_targets =
if FUZZING
fuzz_ldflags = $(AM_LDFLAGS) -fsanitize=fuzzer
fuzz_libs = libpki.a $(DEPS_LIBS) $(LIBINTL)
fuzz_targets += \
	tests/fuzz/certificate \
	tests/fuzz/contents \
	tests/fuzz/crl \
	tests/fuzz/issue \
	tests/fuzz/pem \
	tests/fuzz/pkcs12 \
	tests/fuzz/pkcs7 \
	tests/fuzz/private-key \
	tests/fuzz/request \
	tests/fuzz/typed
EXTRA_PROGRAMS += $(fuzz_targets)

tests_fuzz_certificate_SOURCES = tests/fuzz/certificate.c tests/fuzz/use.c tests/fuzz/use.h
tests_fuzz_certificate_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_certificate_LDADD = $(fuzz_libs)

tests_fuzz_contents_SOURCES = tests/fuzz/contents.c tests/fuzz/use.c tests/fuzz/use.h
tests_fuzz_contents_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_contents_LDADD = $(fuzz_libs)

tests_fuzz_crl_SOURCES = tests/fuzz/crl.c tests/fuzz/use.c tests/fuzz/use.h
tests_fuzz_crl_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_crl_LDADD = $(fuzz_libs)

tests_fuzz_pem_SOURCES = tests/fuzz/pem.c tests/fuzz/use.h
tests_fuzz_pem_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_pem_LDADD = $(fuzz_libs)

tests_fuzz_pkcs12_SOURCES = tests/fuzz/pkcs12.c tests/fuzz/use.h
tests_fuzz_pkcs12_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_pkcs12_LDADD = $(fuzz_libs)

tests_fuzz_pkcs7_SOURCES = tests/fuzz/pkcs7.c tests/fuzz/use.h
tests_fuzz_pkcs7_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_pkcs7_LDADD = $(fuzz_libs)

tests_fuzz_private_key_SOURCES = tests/fuzz/private-key.c tests/fuzz/use.h
tests_fuzz_private_key_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_private_key_LDADD = $(fuzz_libs)

tests_fuzz_request_SOURCES = tests/fuzz/request.c tests/fuzz/use.c tests/fuzz/use.h
tests_fuzz_request_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_request_LDADD = $(fuzz_libs)

tests_fuzz_issue_SOURCES = tests/fuzz/issue.c tests/fuzz/use.h
tests_fuzz_issue_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_issue_LDADD = $(fuzz_libs)

tests_fuzz_typed_SOURCES = tests/fuzz/typed.c tests/fuzz/use.h
tests_fuzz_typed_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_typed_LDADD = $(fuzz_libs)

endif

.PHONY: fuzz-targets
fuzz-targets: $(fuzz_targets)
