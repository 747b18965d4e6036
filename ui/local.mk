# The faces: command line and screens. Link order tells the layers: ui stands on the engine.
noinst_LIBRARIES += libui.a
libui_a_SOURCES = ui/explore.c ui/explore.h ui/making.c ui/making.h
include ui/term/local.mk
include ui/core/local.mk
include ui/widgets/local.mk
include ui/views/local.mk
include ui/forms/local.mk
include ui/cli/local.mk

bin_PROGRAMS += pkitty
pkitty_SOURCES = ui/main.c
nodist_pkitty_SOURCES = data/resources.c
pkitty_LDADD = libui.a libpki.a $(DEPS_LIBS) $(LIBINTL)
