libpki_a_SOURCES += \
	src/store/authority.c src/store/authority.h \
	src/store/batch.c src/store/batch.h \
	src/store/beneath.c src/store/beneath.h \
	src/store/carry-out.c \
	src/store/catalog.c \
	src/store/catalog-candidate.c \
	src/store/catalog-file.c src/store/catalog-file.h \
	src/store/catalog-fill.c src/store/catalog-fill.h \
	src/store/catalog-fresh.c \
	src/store/catalog-handle.h \
	src/store/catalog-insert.c src/store/catalog-insert.h \
	src/store/catalog-note.c src/store/catalog-note.h \
	src/store/catalog-object.c src/store/catalog-object.h \
	src/store/catalog-open.c \
	src/store/catalog-place.c src/store/catalog-place.h \
	src/store/catalog-private.h \
	src/store/catalog-query.c \
	src/store/catalog-relate.c src/store/catalog-relate.h \
	src/store/catalog-rows.c src/store/catalog-rows.h \
	src/store/catalog-schema.c \
	src/store/catalog-temporary.c \
	src/store/catalog-version.c src/store/catalog-version.h \
	src/store/catalog-write.c src/store/catalog-write.h \
	src/store/claim.c src/store/claim.h \
	src/store/crew.c src/store/crew.h \
	src/store/csv.c src/store/csv.h \
	src/store/field-change.c src/store/field-change.h \
	src/store/file-name.c src/store/file-name.h \
	src/store/export.c src/store/export.h \
	src/store/filter.c src/store/filter.h \
	src/store/filter-match.c \
	src/store/filter-private.h \
	src/store/follow.c src/store/follow.h \
	src/store/folder-template.c src/store/folder-template.h \
	src/store/foreach.c \
	src/store/guard.c src/store/guard.h \
	src/store/history.c src/store/history.h \
	src/store/history-mismatch.c src/store/history-private.h \
	src/store/history-origin.c \
	src/store/history-words.c \
	src/store/item.c src/store/item.h \
	src/store/key-place.c src/store/key-place.h \
	src/store/keyring.c src/store/keyring.h \
	src/store/layout.c src/store/layout.h \
	src/store/namesake.c \
	src/store/object-change.c src/store/object-change.h \
	src/store/object-source.c \
	src/store/outcome.c src/store/outcome.h \
	src/store/plan.c src/store/plan.h \
	src/store/plan-authority.c \
	src/store/plan-batch.c \
	src/store/plan-certificate.c \
	src/store/plan-command.c \
	src/store/plan-init.c \
	src/store/plan-issue.c \
	src/store/plan-make.c \
	src/store/plan-message.c \
	src/store/plan-passphrase.c \
	src/store/plan-private.h \
	src/store/plan-script.c \
	src/store/profiles.c src/store/profiles.h \
	src/store/range.c src/store/range.h \
	src/store/record.c src/store/record.h \
	src/store/relate.c src/store/relate.h \
	src/store/relatives.c \
	src/store/revoke.c src/store/revoke.h \
	src/store/scan.c src/store/scan.h \
	src/store/settings.c src/store/settings.h \
	src/store/siblings.c \
	src/store/signatures.c \
	src/store/site.c src/store/site.h \
	src/store/site-private.h \
	src/store/site-search.c \
	src/store/skipped.c \
	src/store/status-private.h \
	src/store/store.c src/store/store.h \
	src/store/store-private.h \
	src/store/summary.c src/store/summary.h \
	src/store/tree.c \
	src/store/walk.c src/store/walk.h \
	src/store/walk-file.c \
	src/store/walk-folder.c \
	src/store/walk-private.h \
	src/store/watch.c

# A catalog made by other sources of parser or schema is another version: nobody has to remember.
src/store/stamp.h: $(libpki_a_SOURCES)
	$(AM_V_GEN)$(MKDIR_P) src/store && \
	(cd $(top_srcdir) && LC_ALL=C && export LC_ALL && cat src/base/*.[ch] src/x509/*.[ch] src/store/*.[ch]) | cksum | \
	$(SED) 's/ .*//; s/.*/#define PKI_SOURCES_STAMP &u/' > $@-t && \
	if cmp -s $@-t $@; then rm -f $@-t; else mv $@-t $@; fi
src/store/catalog-open.$(OBJEXT): src/store/stamp.h
BUILT_SOURCES += src/store/stamp.h
CLEANFILES += src/store/stamp.h
