libpki_a_SOURCES += \
	src/ca/alternative-name.c src/ca/alternative-name.h \
	src/ca/certificate-maker.c src/ca/certificate-maker.h \
	src/ca/dns-name.c src/ca/dns-name.h \
	src/ca/extension-maker.c src/ca/extension-maker.h \
	src/ca/grant-extension.c \
	src/ca/grant-name.c \
	src/ca/grant-private.h \
	src/ca/grant.c src/ca/grant.h \
	src/ca/key-type.c src/ca/key-type.h \
	src/ca/name-constraint.c src/ca/name-constraint.h \
	src/ca/order.c src/ca/order.h \
	src/ca/passphrase.c src/ca/passphrase.h \
	src/ca/private-key-open.c \
	src/ca/private-key-private.h \
	src/ca/private-key-write.c \
	src/ca/private-key.c src/ca/private-key.h \
	src/ca/profile-parse.c \
	src/ca/profile.c src/ca/profile.h \
	src/ca/request-maker.c src/ca/request-maker.h \
	src/ca/subject-attribute.c src/ca/subject-attribute.h \
	src/ca/subject.c src/ca/subject.h \
	src/ca/template.c src/ca/template.h \
	src/ca/terms-issuer.c \
	src/ca/terms-permit.c \
	src/ca/terms-private.h \
	src/ca/terms-time.c \
	src/ca/terms.c src/ca/terms.h \
	src/ca/token.c
