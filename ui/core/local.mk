libui_a_SOURCES += \
	ui/core/action.h \
	ui/core/actions.def \
	ui/core/app.h \
	ui/core/cells.h \
	ui/core/job.h \
	ui/core/keymap.h \
	ui/core/list.h \
	ui/core/pattern.h \
	ui/core/prompt.h \
	ui/core/view.h
