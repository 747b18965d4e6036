libpki_a_SOURCES += \
	src/x509/object.h
