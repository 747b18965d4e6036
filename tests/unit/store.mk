# unit tests of store
unit_tests += tests/unit/filter
tests_unit_filter_SOURCES = tests/unit/filter.c
tests_unit_filter_CFLAGS = $(UNIT_CFLAGS)
tests_unit_filter_LDADD = $(UNIT_LIBS)

opened_sources = tests/unit/opened.c tests/unit/opened.h

unit_tests += tests/unit/issuer
tests_unit_issuer_SOURCES = tests/unit/issuer.c $(opened_sources)
tests_unit_issuer_CFLAGS = $(UNIT_CFLAGS)
tests_unit_issuer_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/placing
tests_unit_placing_SOURCES = tests/unit/placing.c $(opened_sources)
tests_unit_placing_CFLAGS = $(UNIT_CFLAGS)
tests_unit_placing_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/relations
tests_unit_relations_SOURCES = tests/unit/relations.c $(opened_sources)
tests_unit_relations_CFLAGS = $(UNIT_CFLAGS)
tests_unit_relations_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/scan
tests_unit_scan_SOURCES = tests/unit/scan.c $(opened_sources)
tests_unit_scan_CFLAGS = $(UNIT_CFLAGS)
tests_unit_scan_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/catalog
tests_unit_catalog_SOURCES = tests/unit/catalog.c $(opened_sources)
tests_unit_catalog_CFLAGS = $(UNIT_CFLAGS)
tests_unit_catalog_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/worktree
tests_unit_worktree_SOURCES = tests/unit/worktree.c
tests_unit_worktree_CFLAGS = $(UNIT_CFLAGS)
tests_unit_worktree_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/layout
tests_unit_layout_SOURCES = tests/unit/layout.c
tests_unit_layout_CFLAGS = $(UNIT_CFLAGS)
tests_unit_layout_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/guard
tests_unit_guard_SOURCES = tests/unit/guard.c
tests_unit_guard_CFLAGS = $(UNIT_CFLAGS)
tests_unit_guard_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/table
tests_unit_table_SOURCES = tests/unit/table.c
tests_unit_table_CFLAGS = $(UNIT_CFLAGS)
tests_unit_table_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/keyring
tests_unit_keyring_SOURCES = tests/unit/keyring.c tests/unit/memory.c tests/unit/memory.h
tests_unit_keyring_CFLAGS = $(UNIT_CFLAGS)
tests_unit_keyring_LDADD = $(UNIT_LIBS)

unit_tests += tests/unit/store-history
tests_unit_store_history_SOURCES = tests/unit/store-history.c tests/unit/git-made.c tests/unit/git-made.h
tests_unit_store_history_CFLAGS = $(UNIT_CFLAGS)
tests_unit_store_history_LDADD = $(UNIT_LIBS)
