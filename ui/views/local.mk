libui_a_SOURCES += \
	ui/views/tree-model.c ui/views/tree-model.h
