# unit tests of ca
unit_tests += tests/unit/ca-key
tests_unit_ca_key_SOURCES = tests/unit/ca-key.c
tests_unit_ca_key_CFLAGS = $(UNIT_CFLAGS)
tests_unit_ca_key_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/ca-name
tests_unit_ca_name_SOURCES = tests/unit/ca-name.c
tests_unit_ca_name_CFLAGS = $(UNIT_CFLAGS)
tests_unit_ca_name_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/ca-profile
tests_unit_ca_profile_SOURCES = tests/unit/ca-profile.c tests/unit/ca-made.c tests/unit/ca-made.h
tests_unit_ca_profile_CFLAGS = $(UNIT_CFLAGS)
tests_unit_ca_profile_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/ca-issue
tests_unit_ca_issue_SOURCES = tests/unit/ca-issue.c tests/unit/ca-made.c tests/unit/ca-made.h
tests_unit_ca_issue_CFLAGS = $(UNIT_CFLAGS)
tests_unit_ca_issue_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/ca-grant
tests_unit_ca_grant_SOURCES = tests/unit/ca-grant.c tests/unit/ca-made.c tests/unit/ca-made.h
tests_unit_ca_grant_CFLAGS = $(UNIT_CFLAGS)
tests_unit_ca_grant_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/ca-token
tests_unit_ca_token_SOURCES = tests/unit/ca-token.c tests/unit/ca-made.c tests/unit/ca-made.h
tests_unit_ca_token_CFLAGS = $(UNIT_CFLAGS)
tests_unit_ca_token_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/ca-go
EXTRA_DIST += tests/unit/verify.go
tests_unit_ca_go_SOURCES = tests/unit/ca-go.c tests/unit/ca-made.c tests/unit/ca-made.h
tests_unit_ca_go_CFLAGS = $(UNIT_CFLAGS)
tests_unit_ca_go_LDADD = $(UNIT_LIBS)
