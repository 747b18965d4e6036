# unit tests of ui
UI_UNIT_LIBS = libunit.a libui.a libpki.a $(DEPS_LIBS) $(CHECK_LIBS) $(LIBINTL)

unit_tests += tests/unit/cli
tests_unit_cli_SOURCES = tests/unit/cli.c
tests_unit_cli_CFLAGS = $(UNIT_CFLAGS)
tests_unit_cli_LDADD = $(UI_UNIT_LIBS)

unit_tests += tests/unit/cluster
tests_unit_cluster_SOURCES = tests/unit/cluster.c
nodist_tests_unit_cluster_SOURCES = data/resources.c
tests_unit_cluster_CFLAGS = $(UNIT_CFLAGS)
tests_unit_cluster_LDADD = $(UI_UNIT_LIBS)

unit_tests += tests/unit/columns
tests_unit_columns_SOURCES = tests/unit/columns.c
tests_unit_columns_CFLAGS = $(UNIT_CFLAGS)
tests_unit_columns_LDADD = $(UI_UNIT_LIBS)

unit_tests += tests/unit/expiry-model
tests_unit_expiry_model_SOURCES = tests/unit/expiry-model.c
tests_unit_expiry_model_CFLAGS = $(UNIT_CFLAGS)
tests_unit_expiry_model_LDADD = $(UI_UNIT_LIBS)

unit_tests += tests/unit/form
tests_unit_form_SOURCES = tests/unit/form.c tests/ui/form-sample.c tests/ui/form-sample.h
tests_unit_form_CFLAGS = $(UNIT_CFLAGS)
tests_unit_form_LDADD = $(UI_UNIT_LIBS)

unit_tests += tests/unit/lineedit
tests_unit_lineedit_SOURCES = tests/unit/lineedit.c tests/unit/memory.c tests/unit/memory.h
tests_unit_lineedit_CFLAGS = $(UNIT_CFLAGS)
tests_unit_lineedit_LDADD = $(UI_UNIT_LIBS)

unit_tests += tests/unit/tree-model
tests_unit_tree_model_SOURCES = tests/unit/tree-model.c
tests_unit_tree_model_CFLAGS = $(UNIT_CFLAGS)
tests_unit_tree_model_LDADD = $(UI_UNIT_LIBS)

unit_tests += tests/unit/keymap
tests_unit_keymap_SOURCES = tests/unit/keymap.c
tests_unit_keymap_CFLAGS = $(UNIT_CFLAGS)
tests_unit_keymap_LDADD = $(UI_UNIT_LIBS)

unit_tests += tests/unit/list
tests_unit_list_SOURCES = tests/unit/list.c
tests_unit_list_CFLAGS = $(UNIT_CFLAGS)
tests_unit_list_LDADD = $(UI_UNIT_LIBS)

unit_tests += tests/unit/wrap
tests_unit_wrap_SOURCES = tests/unit/wrap.c
tests_unit_wrap_CFLAGS = $(UNIT_CFLAGS)
tests_unit_wrap_LDADD = $(UI_UNIT_LIBS)
