libui_a_SOURCES += \
	ui/cli/action.c ui/cli/action.h \
	ui/cli/batch.c \
	ui/cli/branches.c ui/cli/branches.h \
	ui/cli/ca.c \
	ui/cli/catalog.c ui/cli/catalog.h \
	ui/cli/command.h \
	ui/cli/details.c ui/cli/details.h \
	ui/cli/export.c \
	ui/cli/export-text.c ui/cli/export-text.h \
	ui/cli/init.c \
	ui/cli/issue.c \
	ui/cli/json.c ui/cli/json.h \
	ui/cli/json-writer.c ui/cli/json-writer.h \
	ui/cli/list.c ui/cli/list.h \
	ui/cli/log.c \
	ui/cli/log-json.c ui/cli/log-json.h \
	ui/cli/log-target.c ui/cli/log-target.h \
	ui/cli/options.c ui/cli/options.h \
	ui/cli/order-options.c ui/cli/order-options.h \
	ui/cli/outcome.c ui/cli/outcome.h \
	ui/cli/outcome-json.c \
	ui/cli/output.c ui/cli/output.h \
	ui/cli/passphrase.c \
	ui/cli/passphrase-source.c ui/cli/passphrase-source.h \
	ui/cli/place.c ui/cli/place.h \
	ui/cli/profiles.c \
	ui/cli/run.c ui/cli/run.h \
	ui/cli/scan.c ui/cli/scan.h \
	ui/cli/show.c \
	ui/cli/sign.c \
	ui/cli/state.c ui/cli/state.h \
	ui/cli/table.c ui/cli/table.h \
	ui/cli/target.c ui/cli/target.h \
	ui/cli/target-path.c \
	ui/cli/terminal.c ui/cli/terminal.h \
	ui/cli/tree.c \
	ui/cli/version.c ui/cli/version.h
