libui_a_SOURCES += \
	ui/forms/field.h \
	ui/forms/form.c ui/forms/form.h \
	ui/forms/form-choice.c \
	ui/forms/form-key.c \
	ui/forms/form-lines.c ui/forms/form-lines.h \
	ui/forms/form-path.c \
	ui/forms/form-private.h \
	ui/forms/form-value.c \
	ui/forms/runner.c ui/forms/runner.h
