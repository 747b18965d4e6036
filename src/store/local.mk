libpki_a_SOURCES += \
	src/store/catalog-version.c src/store/catalog-version.h
