libui_a_SOURCES += \
	ui/widgets/bar.c ui/widgets/bar.h \
	ui/widgets/keys.c ui/widgets/keys.h \
	ui/widgets/lineedit.c ui/widgets/lineedit.h \
	ui/widgets/lineedit-key.c ui/widgets/lineedit-key.h \
	ui/widgets/menu.c ui/widgets/menu.h \
	ui/widgets/note.c ui/widgets/note.h \
	ui/widgets/pager.c ui/widgets/pager.h \
	ui/widgets/prompt.c ui/widgets/prompt.h \
	ui/widgets/question.c ui/widgets/question.h \
	ui/widgets/wrapped.c ui/widgets/wrapped.h
