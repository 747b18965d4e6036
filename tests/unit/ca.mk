# unit tests of ca
unit_tests += tests/unit/ca-key
tests_unit_ca_key_SOURCES = tests/unit/ca-key.c tests/unit/tool.c tests/unit/tool.h
tests_unit_ca_key_CFLAGS = $(UNIT_CFLAGS)
tests_unit_ca_key_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/ca-name
tests_unit_ca_name_SOURCES = tests/unit/ca-name.c tests/unit/tool.c tests/unit/tool.h
tests_unit_ca_name_CFLAGS = $(UNIT_CFLAGS)
tests_unit_ca_name_LDADD = $(UNIT_LIBS)
