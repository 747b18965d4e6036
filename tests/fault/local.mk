# Faults put into a change, and many changes at once.
check_PROGRAMS += tests/fault/committer
tests_fault_committer_SOURCES = tests/fault/committer.c
tests_fault_committer_LDADD = libpki.a $(DEPS_LIBS) $(LIBINTL)

EXTRA_DIST += tests/fault/inject tests/fault/batch.subject tests/fault/commit.subject \
	tests/fault/issue.subject

fault_tests = tests/fault/commit.sh tests/fault/crowd.sh tests/fault/issue.sh tests/fault/orphan.sh \
	tests/fault/placing.sh tests/fault/power.sh tests/fault/threads.sh
TESTS += $(fault_tests)
EXTRA_DIST += $(fault_tests)
