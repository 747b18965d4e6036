# Descriptions of objects.
EXTRA_DIST += tests/unit/describe.cnf

unit_tests += tests/unit/describe
tests_unit_describe_SOURCES = tests/unit/describe.c tests/unit/describe-made.c tests/unit/describe-made.h
tests_unit_describe_CFLAGS = $(UNIT_CFLAGS)
tests_unit_describe_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/remark
tests_unit_remark_SOURCES = tests/unit/remark.c tests/unit/describe-made.c tests/unit/describe-made.h
tests_unit_remark_CFLAGS = $(UNIT_CFLAGS)
tests_unit_remark_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/timestamps
tests_unit_timestamps_SOURCES = tests/unit/timestamps.c tests/unit/describe-made.c tests/unit/describe-made.h
tests_unit_timestamps_CFLAGS = $(UNIT_CFLAGS)
tests_unit_timestamps_LDADD = $(UNIT_LIBS)
