libui_a_SOURCES += \
	ui/forms/author.c ui/forms/author.h \
	ui/forms/authority.c ui/forms/authority.h \
	ui/forms/certificate.c ui/forms/certificate.h \
	ui/forms/cluster.c ui/forms/cluster.h \
	ui/forms/cluster-draw.c \
	ui/forms/cluster-model.c ui/forms/cluster-model.h \
	ui/forms/cluster-table.c ui/forms/cluster-table.h \
	ui/forms/cluster-table-private.h \
	ui/forms/create.c ui/forms/create.h \
	ui/forms/csv-file.c ui/forms/csv-file.h \
	ui/forms/desk.c ui/forms/desk.h \
	ui/forms/done.c ui/forms/done.h \
	ui/forms/draft.c ui/forms/draft.h \
	ui/forms/draft-check.c \
	ui/forms/draft-choice.c \
	ui/forms/draft-fields.def \
	ui/forms/draft-signer.c \
	ui/forms/draft-words.c \
	ui/forms/export.c ui/forms/export.h \
	ui/forms/field.h \
	ui/forms/form.c ui/forms/form.h \
	ui/forms/form-choice.c \
	ui/forms/form-key.c \
	ui/forms/form-lines.c ui/forms/form-lines.h \
	ui/forms/form-path.c \
	ui/forms/form-private.h \
	ui/forms/form-value.c \
	ui/forms/host.h \
	ui/forms/init.c ui/forms/init.h \
	ui/forms/leave.c ui/forms/leave.h \
	ui/forms/materials.c ui/forms/materials.h \
	ui/forms/new-passphrase.c ui/forms/new-passphrase.h \
	ui/forms/parts.c ui/forms/parts.h \
	ui/forms/passphrase.c ui/forms/passphrase.h \
	ui/forms/path.c ui/forms/path.h \
	ui/forms/planning.c ui/forms/planning.h \
	ui/forms/request.c ui/forms/request.h \
	ui/forms/review.c ui/forms/review.h \
	ui/forms/review-model.c ui/forms/review-model.h \
	ui/forms/runner.c ui/forms/runner.h \
	ui/forms/settings.c ui/forms/settings.h \
	ui/forms/sign.c ui/forms/sign.h
