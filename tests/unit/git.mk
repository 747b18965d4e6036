# unit tests of git, writing side
git_sources = tests/unit/git-made.c tests/unit/git-made.h

unit_tests += tests/unit/git-change
tests_unit_git_change_SOURCES = tests/unit/git-change.c $(git_sources)
tests_unit_git_change_CFLAGS = $(UNIT_CFLAGS)
tests_unit_git_change_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/git-refused
tests_unit_git_refused_SOURCES = tests/unit/git-refused.c $(git_sources)
tests_unit_git_refused_CFLAGS = $(UNIT_CFLAGS)
tests_unit_git_refused_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/git-beside
tests_unit_git_beside_SOURCES = tests/unit/git-beside.c $(git_sources)
tests_unit_git_beside_CFLAGS = $(UNIT_CFLAGS)
tests_unit_git_beside_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/git-history
tests_unit_git_history_SOURCES = tests/unit/git-history.c $(git_sources)
tests_unit_git_history_CFLAGS = $(UNIT_CFLAGS)
tests_unit_git_history_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/git-history-hostile
tests_unit_git_history_hostile_SOURCES = tests/unit/git-history-hostile.c $(git_sources)
tests_unit_git_history_hostile_CFLAGS = $(UNIT_CFLAGS)
tests_unit_git_history_hostile_LDADD = $(UNIT_LIBS)
