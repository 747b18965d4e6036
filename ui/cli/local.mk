libui_a_SOURCES += \
	ui/cli/branches.c ui/cli/branches.h \
	ui/cli/catalog.c ui/cli/catalog.h \
	ui/cli/command.h \
	ui/cli/details.c ui/cli/details.h \
	ui/cli/json.c ui/cli/json.h \
	ui/cli/json-writer.c ui/cli/json-writer.h \
	ui/cli/list.c ui/cli/list.h \
	ui/cli/options.c ui/cli/options.h \
	ui/cli/output.c ui/cli/output.h \
	ui/cli/place.c ui/cli/place.h \
	ui/cli/run.c ui/cli/run.h \
	ui/cli/scan.c ui/cli/scan.h \
	ui/cli/show.c \
	ui/cli/state.c ui/cli/state.h \
	ui/cli/table.c ui/cli/table.h \
	ui/cli/target-path.c \
	ui/cli/target.c ui/cli/target.h \
	ui/cli/tree.c \
	ui/cli/version.c ui/cli/version.h
