# Describing objects field by field.
libpki_a_SOURCES += \
	src/x509/describe-certificate.c \
	src/x509/describe-constraints.c \
	src/x509/describe-crl.c \
	src/x509/describe-distribution.c \
	src/x509/describe-extension.c \
	src/x509/describe-general-name.c \
	src/x509/describe-identifier.c \
	src/x509/describe-key.c \
	src/x509/describe-microsoft.c \
	src/x509/describe-name.c \
	src/x509/describe-netscape.c \
	src/x509/describe-policies.c \
	src/x509/describe-private.h \
	src/x509/describe-qualified.c \
	src/x509/describe-request.c \
	src/x509/describe-sct.c \
	src/x509/describe-signature.c \
	src/x509/describe-usage.c \
	src/x509/describe-value.c \
	src/x509/describe.c \
	src/x509/field-private.h \
	src/x509/field.c \
	src/x509/field.h \
	src/x509/pem-writer.c \
	src/x509/remark-certificate.c \
	src/x509/remark-key.c \
	src/x509/remark-name.c \
	src/x509/remark.c \
	src/x509/use.c
