libui_a_SOURCES += \
	ui/views/help.c ui/views/help.h \
	ui/views/messages.c ui/views/messages.h \
	ui/views/tree-model.c ui/views/tree-model.h
