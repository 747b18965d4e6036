# The engine: one library, one fragment per room.
noinst_LIBRARIES += libpki.a
libpki_a_SOURCES =
include src/base/local.mk
include src/x509/local.mk
include src/x509/describe.mk
include src/ca/local.mk
include src/git/local.mk
include src/store/local.mk
