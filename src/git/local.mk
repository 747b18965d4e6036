libpki_a_SOURCES += \
	src/git/branch.c src/git/branch-private.h \
	src/git/change.c src/git/change-private.h src/git/change.h \
	src/git/check.c src/git/check-private.h \
	src/git/commit.c src/git/commit.h \
	src/git/date.c src/git/date-private.h \
	src/git/discover.c src/git/discover-private.h \
	src/git/finish.c src/git/finish-private.h \
	src/git/folder.c src/git/folder-private.h \
	src/git/history.c src/git/history-private.h src/git/history.h \
	src/git/history-blob.c \
	src/git/history-files.c \
	src/git/history-moves.c \
	src/git/identity.c src/git/identity-private.h src/git/identity.h \
	src/git/index.c src/git/index-private.h \
	src/git/journal.c src/git/journal-private.h \
	src/git/lock.c src/git/lock-private.h \
	src/git/objects.c src/git/objects-private.h \
	src/git/place.c src/git/place-private.h \
	src/git/recovery.c src/git/recovery-private.h \
	src/git/repository.c src/git/repository-private.h src/git/repository.h \
	src/git/revision.c src/git/revision-private.h src/git/revision.h \
	src/git/tracked.c src/git/tracked.h \
	src/git/tree.c src/git/tree-private.h \
	src/git/version.c src/git/version.h \
	src/git/work.c src/git/work-private.h \
	src/git/worktree.c src/git/worktree.h
