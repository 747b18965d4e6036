libui_a_SOURCES += \
	ui/views/checks.c ui/views/checks.h \
	ui/views/columns.c ui/views/columns.h \
	ui/views/contents.c ui/views/contents.h \
	ui/views/copy.c ui/views/copy.h \
	ui/views/detail.c ui/views/detail.h \
	ui/views/detail-model.c ui/views/detail-model.h \
	ui/views/expiry.c ui/views/expiry.h \
	ui/views/expiry-model.c ui/views/expiry-model.h \
	ui/views/explore.c ui/views/explore.h \
	ui/views/help.c ui/views/help.h \
	ui/views/hits.c ui/views/hits.h \
	ui/views/items.c ui/views/items.h \
	ui/views/messages.c ui/views/messages.h \
	ui/views/notice.c ui/views/notice.h \
	ui/views/object.c ui/views/object.h \
	ui/views/place-mark.c ui/views/place-mark.h \
	ui/views/reading.c ui/views/reading.h \
	ui/views/row.c ui/views/row.h \
	ui/views/session.h \
	ui/views/state.c ui/views/state.h \
	ui/views/tree.c ui/views/tree.h \
	ui/views/tree-model.c ui/views/tree-model.h \
	ui/views/tree-state.c ui/views/tree-state.h \
	ui/views/unlock.c ui/views/unlock.h
