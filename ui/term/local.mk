libui_a_SOURCES += \
	ui/term/clipboard.c \
	ui/term/clipboard.h \
	ui/term/crash.c \
	ui/term/crash.h \
	ui/term/draw.c \
	ui/term/draw.h \
	ui/term/glyph.c \
	ui/term/glyph.h \
	ui/term/input.c \
	ui/term/input.h \
	ui/term/key.c \
	ui/term/key.h \
	ui/term/role.h \
	ui/term/screen-private.h \
	ui/term/screen.c \
	ui/term/screen.h \
	ui/term/theme.c \
	ui/term/theme.h \
	ui/term/version.c \
	ui/term/version.h
