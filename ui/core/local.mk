libui_a_SOURCES += \
	ui/core/action.c \
	ui/core/action.h \
	ui/core/actions.def \
	ui/core/app-private.h \
	ui/core/app.c \
	ui/core/app.h \
	ui/core/bar.c \
	ui/core/cells.c \
	ui/core/cells.h \
	ui/core/command.c \
	ui/core/frame.c \
	ui/core/job.c \
	ui/core/job.h \
	ui/core/keymap.c \
	ui/core/keymap.h \
	ui/core/layout.c \
	ui/core/layout.h \
	ui/core/list.c \
	ui/core/list.h \
	ui/core/message.c \
	ui/core/mouse.c \
	ui/core/pattern.c \
	ui/core/pattern.h \
	ui/core/prompt.h \
	ui/core/search.c \
	ui/core/view.c \
	ui/core/view.h \
	ui/core/wrap.c \
	ui/core/wrap.h

# The manual page's section on keys, and an example of a keymap file, from the table of actions.
noinst_PROGRAMS += ui/core/keys-man
ui_core_keys_man_SOURCES = ui/core/keys-man.c
ui_core_keys_man_LDADD = libui.a libpki.a $(DEPS_LIBS) $(LIBINTL)
data/keys.roff: ui/core/keys-man$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) data && ui/core/keys-man$(EXEEXT) > $@.new && mv $@.new $@
data/keymap: ui/core/keys-man$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) data && ui/core/keys-man$(EXEEXT) --keymap > $@.new && mv $@.new $@
keymapdir = $(pkgdatadir)
nodist_keymap_DATA = data/keymap
noinst_DATA = data/keys.roff
CLEANFILES += data/keymap data/keys.roff
