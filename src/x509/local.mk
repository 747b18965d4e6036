libpki_a_SOURCES += \
	src/x509/base64.c src/x509/base64.h \
	src/x509/certificate.c src/x509/certificate.h \
	src/x509/cipher.c src/x509/cipher.h \
	src/x509/crl.c src/x509/crl.h \
	src/x509/curve-point.c src/x509/curve-point.h \
	src/x509/dek-info.c \
	src/x509/der-time.c \
	src/x509/der.c src/x509/der.h \
	src/x509/digest.c src/x509/digest.h \
	src/x509/encode.c src/x509/encode.h \
	src/x509/extension.c src/x509/extension.h \
	src/x509/general-name.c src/x509/general-name.h \
	src/x509/gnutls-error.c src/x509/gnutls-error.h \
	src/x509/intake.c src/x509/intake.h \
	src/x509/kdf.c src/x509/kdf.h \
	src/x509/key.c src/x509/key.h \
	src/x509/label.c src/x509/label.h \
	src/x509/name-fold.c \
	src/x509/name.c src/x509/name.h \
	src/x509/object-name.c \
	src/x509/object-use.c \
	src/x509/object.c src/x509/object.h \
	src/x509/oid.c src/x509/oid.h src/x509/oid-names.def \
	src/x509/pbe.c src/x509/pbe.h \
	src/x509/pem.c src/x509/pem.h \
	src/x509/pkcs12-bag.c src/x509/pkcs12-bag.h \
	src/x509/pkcs12-mac.c src/x509/pkcs12-mac.h \
	src/x509/pkcs12.c \
	src/x509/pkcs7.c \
	src/x509/pkcs8.c \
	src/x509/private-key.c \
	src/x509/reader.c src/x509/reader.h \
	src/x509/request.c src/x509/request.h \
	src/x509/shape.c src/x509/shape.h \
	src/x509/signature.c src/x509/signature.h \
	src/x509/signed.c src/x509/signed.h \
	src/x509/sin.c src/x509/sin.h \
	src/x509/string-type.c src/x509/string-type.h \
	src/x509/unlock.h \
	src/x509/version.c src/x509/version.h \
	src/x509/wide-text.c src/x509/wide-text.h
