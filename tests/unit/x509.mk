# unit tests of x509
unit_tests += tests/unit/private-key
tests_unit_private_key_SOURCES = tests/unit/private-key.c
tests_unit_private_key_CFLAGS = $(UNIT_CFLAGS)
tests_unit_private_key_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/decrypt
tests_unit_decrypt_SOURCES = tests/unit/decrypt.c
tests_unit_decrypt_CFLAGS = $(UNIT_CFLAGS)
tests_unit_decrypt_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/signature
tests_unit_signature_SOURCES = tests/unit/signature.c
tests_unit_signature_CFLAGS = $(UNIT_CFLAGS)
tests_unit_signature_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/bundle
tests_unit_bundle_SOURCES = tests/unit/bundle.c
tests_unit_bundle_CFLAGS = $(UNIT_CFLAGS)
tests_unit_bundle_LDADD = $(UNIT_LIBS)
