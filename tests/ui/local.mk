# Screen tests: programs in a pseudo-terminal that libvterm draws. One program per area.
if HAVE_VTERM
check_LIBRARIES += libvt.a
libvt_a_SOURCES = tests/ui/acme.c tests/ui/acme.h tests/ui/desk.c tests/ui/desk.h \
	tests/ui/vt.c tests/ui/vt.h
libvt_a_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS) $(VTERM_CFLAGS)

UI_TEST_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS) $(VTERM_CFLAGS)
UI_TEST_LIBS = libvt.a libunit.a libpki.a $(DEPS_LIBS) $(CHECK_LIBS) $(VTERM_LIBS) -lutil $(LIBINTL)

# A program of nothing but the frame and a list, for the tests of what all screens share.
check_PROGRAMS += tests/ui/sample
tests_ui_sample_SOURCES = tests/ui/sample.c
tests_ui_sample_LDADD = libui.a libpki.a $(DEPS_LIBS) $(LIBINTL)

# A form with a field of each kind, for the tests of what all forms share.
check_PROGRAMS += tests/ui/form-program
tests_ui_form_program_SOURCES = tests/ui/form-program.c tests/ui/form-sample.c tests/ui/form-sample.h
tests_ui_form_program_LDADD = libui.a libpki.a $(DEPS_LIBS) $(LIBINTL)

ui_tests =
ui_tests += tests/ui/chinese
tests_ui_chinese_SOURCES = tests/ui/chinese.c
tests_ui_chinese_CFLAGS = $(UI_TEST_CFLAGS)
tests_ui_chinese_LDADD = $(UI_TEST_LIBS)

ui_tests += tests/ui/directory
tests_ui_directory_SOURCES = tests/ui/directory.c
tests_ui_directory_CFLAGS = $(UI_TEST_CFLAGS)
tests_ui_directory_LDADD = $(UI_TEST_LIBS)

ui_tests += tests/ui/explore
tests_ui_explore_SOURCES = tests/ui/explore.c
tests_ui_explore_CFLAGS = $(UI_TEST_CFLAGS)
tests_ui_explore_LDADD = $(UI_TEST_LIBS)
EXTRA_DIST += tests/ui/make-store

ui_tests += tests/ui/forms-authority
tests_ui_forms_authority_SOURCES = tests/ui/forms-authority.c
tests_ui_forms_authority_CFLAGS = $(UI_TEST_CFLAGS)
tests_ui_forms_authority_LDADD = $(UI_TEST_LIBS)

ui_tests += tests/ui/forms-choosing
tests_ui_forms_choosing_SOURCES = tests/ui/forms-choosing.c
tests_ui_forms_choosing_CFLAGS = $(UI_TEST_CFLAGS)
tests_ui_forms_choosing_LDADD = $(UI_TEST_LIBS)

ui_tests += tests/ui/forms-make
tests_ui_forms_make_SOURCES = tests/ui/forms-make.c
tests_ui_forms_make_CFLAGS = $(UI_TEST_CFLAGS)
tests_ui_forms_make_LDADD = $(UI_TEST_LIBS)
EXTRA_DIST += tests/ui/make-pki

ui_tests += tests/ui/forms-runner
tests_ui_forms_runner_SOURCES = tests/ui/forms-runner.c
tests_ui_forms_runner_CFLAGS = $(UI_TEST_CFLAGS)
tests_ui_forms_runner_LDADD = $(UI_TEST_LIBS)

ui_tests += tests/ui/forms-store
tests_ui_forms_store_SOURCES = tests/ui/forms-store.c
tests_ui_forms_store_CFLAGS = $(UI_TEST_CFLAGS)
tests_ui_forms_store_LDADD = $(UI_TEST_LIBS)

ui_tests += tests/ui/forms-each
tests_ui_forms_each_SOURCES = tests/ui/forms-each.c
tests_ui_forms_each_CFLAGS = $(UI_TEST_CFLAGS)
tests_ui_forms_each_LDADD = $(UI_TEST_LIBS)

ui_tests += tests/ui/forms-trouble
tests_ui_forms_trouble_SOURCES = tests/ui/forms-trouble.c
tests_ui_forms_trouble_CFLAGS = $(UI_TEST_CFLAGS)
tests_ui_forms_trouble_LDADD = $(UI_TEST_LIBS)

ui_tests += tests/ui/frame
tests_ui_frame_SOURCES = tests/ui/frame.c tests/ui/sample.h
tests_ui_frame_CFLAGS = $(UI_TEST_CFLAGS)
tests_ui_frame_LDADD = $(UI_TEST_LIBS)

ui_tests += tests/ui/history
tests_ui_history_SOURCES = tests/ui/history.c
tests_ui_history_CFLAGS = $(UI_TEST_CFLAGS)
tests_ui_history_LDADD = $(UI_TEST_LIBS)

ui_tests += tests/ui/terminal
tests_ui_terminal_SOURCES = tests/ui/terminal.c tests/ui/sample.h
tests_ui_terminal_CFLAGS = $(UI_TEST_CFLAGS)
tests_ui_terminal_LDADD = $(UI_TEST_LIBS)

ui_tests += tests/ui/tour
tests_ui_tour_SOURCES = tests/ui/tour.c tests/ui/picture.c tests/ui/picture.h
tests_ui_tour_CFLAGS = $(UI_TEST_CFLAGS)
tests_ui_tour_LDADD = $(UI_TEST_LIBS)

# The pictures of README.md's tour, made anew from what the program shows.
pictures: pkitty$(EXEEXT) tests/ui/tour$(EXEEXT)
	$(AM_TESTS_ENVIRONMENT) PKITTY_PICTURES='$(abs_top_srcdir)/data/pictures' tests/ui/tour$(EXEEXT)

ui_tests += tests/ui/unlock
tests_ui_unlock_SOURCES = tests/ui/unlock.c
tests_ui_unlock_CFLAGS = $(UI_TEST_CFLAGS)
tests_ui_unlock_LDADD = $(UI_TEST_LIBS)

check_PROGRAMS += $(ui_tests)
TESTS += $(ui_tests)
else
pictures:
	@echo 'make pictures needs Check and libvterm, which configure did not find' >&2; exit 1
endif
.PHONY: pictures
