libui_a_SOURCES += \
	ui/widgets/bar.c ui/widgets/bar.h \
	ui/widgets/lineedit.c ui/widgets/lineedit.h \
	ui/widgets/menu.c ui/widgets/menu.h \
	ui/widgets/pager.c ui/widgets/pager.h \
	ui/widgets/prompt.c ui/widgets/prompt.h
