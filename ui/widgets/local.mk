libui_a_SOURCES += \
	ui/widgets/lineedit.c ui/widgets/lineedit.h
