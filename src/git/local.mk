libpki_a_SOURCES += \
	src/git/version.c src/git/version.h \
	src/git/worktree.c src/git/worktree.h
