libpki_a_SOURCES +=
