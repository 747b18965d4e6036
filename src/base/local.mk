libpki_a_SOURCES += \
	src/base/byte-sort.c src/base/byte-sort.h \
	src/base/error.c src/base/error.h \
	src/base/file.c src/base/file.h \
	src/base/hex.c src/base/hex.h \
	src/base/intl.h \
	src/base/memory.c src/base/memory.h \
	src/base/secret.c src/base/secret.h \
	src/base/shell.c src/base/shell.h \
	src/base/slice.h \
	src/base/text.c src/base/text.h \
	src/base/time.c src/base/time.h
