#!/bin/sh
# A CA whose key is in a PKCS#11 token (SoftHSM): it signs, and nothing of the key or the PIN is in git.
set -eu
. "${top_srcdir:?}/tests/ground.sh"
module=$(find /usr/lib -name libsofthsm2.so 2>/dev/null | head -n1)
needs openssl git p11tool softhsm2-util
[ -n "$module" ] || skip 'no SoftHSM here'
export SOFTHSM2_CONF="$work/softhsm2.conf"
mkdir "$work/tokens"
printf 'directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n' "$work/tokens" >"$SOFTHSM2_CONF"
secret pin 981276
secret wrong 111111

quietly softhsm2-util --init-token --free --label acme --so-pin 123456 --pin 981276
quietly env GNUTLS_PIN=981276 p11tool --provider "$module" --batch --login --generate-privkey=ecdsa \
	--curve=secp256r1 --label=ca 'pkcs11:token=acme'
quietly "$PKITTY" init store
cd store
uri='pkcs11:token=acme;object=ca;type=private'
"$PKITTY" ca refused --key "$uri?pin-value=981276" >../out 2>&1 && fail 'a PIN goes into git'
quietly "$PKITTY" ca hsm-ca --key "$uri" --ca-passphrase-file ../pin
! grep -q passphrase ../log || fail 'speaks of the passphrase of a token'
[ "$(cat hsm-ca/ca.key.uri)" = "$uri" ] || fail 'the URI is not kept'
[ ! -e hsm-ca/ca.key ] || fail 'there is a file with a key'
"$PKITTY" issue leaf --profile tls-client --ca hsm-ca --ca-passphrase-file ../wrong >../out 2>&1 &&
	fail 'signs with a wrong PIN'
quietly "$PKITTY" issue leaf --profile tls-client --ca hsm-ca --ca-passphrase-file ../pin
quietly openssl verify -x509_strict -CAfile hsm-ca/ca.crt hsm-ca/certs/leaf.crt
printf 'profile,name\ntls-client,many[1-5]\n' >../many.csv
quietly "$PKITTY" batch ../many.csv --ca hsm-ca --ca-passphrase-file ../pin
quietly openssl verify -x509_strict -CAfile hsm-ca/ca.crt hsm-ca/certs/many5.crt
# The PIN of the new key is one thing, the passphrase of the parent another.
secret ../passphrase 'correct horse battery staple'
quietly "$PKITTY" ca file-ca --passphrase-file ../passphrase
quietly env GNUTLS_PIN=981276 p11tool --provider "$module" --batch --login --generate-privkey=ecdsa \
	--curve=secp256r1 --label=below 'pkcs11:token=acme'
quietly "$PKITTY" ca below-ca --parent file-ca --key 'pkcs11:token=acme;object=below;type=private' \
	--passphrase-file ../pin --ca-passphrase-file ../passphrase
quietly openssl verify -x509_strict -CAfile file-ca/ca.crt below-ca/ca.crt
# A key that somebody else made is held to what the profile takes.
quietly env GNUTLS_PIN=981276 p11tool --provider "$module" --batch --login --generate-privkey=rsa \
	--bits=1024 --label=weak 'pkcs11:token=acme'
"$PKITTY" ca weak-ca --key 'pkcs11:token=acme;object=weak;type=private' --passphrase-file ../pin >../out 2>&1 &&
	fail 'a CA with a weak key'
grep -q 'is weak' ../out || { cat ../out >&2; fail 'it does not say that the key is weak'; }
mkdir profiles
sed 's/^Key=.*/Key=ecdsa-p384\nAllowedKeys=ecdsa-p384/' "$top_srcdir/data/profiles/root-ca.profile" >profiles/p384-ca.profile
quietly git add profiles
quietly git commit -m 'a profile'
"$PKITTY" ca kind-ca --profile p384-ca --key "$uri" --passphrase-file ../pin >../out 2>&1 && fail 'a CA with a key of another kind'
grep -q 'ecdsa-p384' ../out || { cat ../out >&2; fail 'it does not say which kind is taken'; }
git cat-file --batch-all-objects --batch </dev/null >../objects
! grep -aq 981276 ../objects || fail 'the PIN is in git'
[ -z "$(git status --porcelain)" ] || fail 'git status is not clean'
