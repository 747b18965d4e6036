#!/bin/sh
# A CA whose key is in a PKCS#11 token (SoftHSM): it signs, and nothing of the key or the PIN is in git.
set -eu
module=$(find /usr/lib -name libsofthsm2.so 2>/dev/null | head -n1)
for tool in openssl git p11tool softhsm2-util; do
	command -v $tool >/dev/null || { echo "skipped: no $tool here"; exit 77; }
done
[ -n "$module" ] || { echo 'skipped: no SoftHSM here'; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME="$work/cache" SOFTHSM2_CONF="$work/softhsm2.conf"
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=c GIT_COMMITTER_EMAIL=c@example.org
mkdir "$work/tokens"
printf 'directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n' "$work/tokens" >"$SOFTHSM2_CONF"
cd "$work"
umask 077
echo 981276 >pin
echo 111111 >wrong
umask 022

fail () {
	echo "$*" >&2
	exit 1
}

quietly () {
	"$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; fail "failed: $*"; }
}

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
git cat-file --batch-all-objects --batch </dev/null >../objects
! grep -aq 981276 ../objects || fail 'the PIN is in git'
[ -z "$(git status --porcelain)" ] || fail 'git status is not clean'
