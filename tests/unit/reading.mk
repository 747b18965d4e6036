# unit tests of src/x509's reading
unit_tests += tests/unit/der
tests_unit_der_SOURCES = tests/unit/der.c
tests_unit_der_CFLAGS = $(UNIT_CFLAGS)
tests_unit_der_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/name
tests_unit_name_SOURCES = tests/unit/name.c
tests_unit_name_CFLAGS = $(UNIT_CFLAGS)
tests_unit_name_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/certificate
tests_unit_certificate_SOURCES = tests/unit/certificate.c
tests_unit_certificate_CFLAGS = $(UNIT_CFLAGS)
tests_unit_certificate_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/crl
tests_unit_crl_SOURCES = tests/unit/crl.c
tests_unit_crl_CFLAGS = $(UNIT_CFLAGS)
tests_unit_crl_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/reader
tests_unit_reader_SOURCES = tests/unit/reader.c
tests_unit_reader_CFLAGS = $(UNIT_CFLAGS)
tests_unit_reader_LDADD = $(UNIT_LIBS)
