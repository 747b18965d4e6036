libui_a_SOURCES += \
	ui/term/clipboard.h \
	ui/term/draw.h \
	ui/term/glyph.h \
	ui/term/input.h \
	ui/term/key.h \
	ui/term/role.h \
	ui/term/screen.h \
	ui/term/theme.h \
	ui/term/version.c ui/term/version.h
