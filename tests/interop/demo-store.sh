#!/bin/sh
# The demonstration store is what it says: made without a word, whole for git and for openssl, without
# private keys in its history, and never made over something else.
set -eu
. "${top_srcdir:?}/tests/ground.sh"
needs openssl git
make_store=$top_srcdir/data/demo/make-store

said=$("$make_store" "$work/store" 2>&1) || fail "make-store failed: $said"
[ -z "$said" ] || fail "make-store is not quiet: $said"
if "$make_store" "$work/store" 2>/dev/null; then
	fail 'make-store wrote into a folder that is not empty'
fi

cd "$work/store"
git fsck --strict --no-dangling >/dev/null 2>&1 || fail 'git fsck finds the repository damaged'
[ -z "$(git status --porcelain)" ] || fail 'the work tree differs from HEAD'
[ "$(git rev-list --count HEAD)" -ge 5 ] || fail 'fewer commits than told'
[ -z "$(git log --all -S'-----BEGIN PRIVATE KEY' --format=%h)" ] || fail 'a private key is in history'
[ -z "$(git log --all -S'-----BEGIN EC PRIVATE KEY' --format=%h)" ] || fail 'a private key is in history'

verify () {
	openssl verify "$@" 2>&1
}
verify -CAfile etcd/ca.pem etcd/etcd1.pem etcd/peer-etcd1.pem >/dev/null
verify -CAfile mutual-tls/root/ca.crt mutual-tls/server/server.crt mutual-tls/client/client.crt >/dev/null
verify -CAfile tidb/root.crt tidb/tikv.crt tidb/client.crt >/dev/null
openssl x509 -in tidb/tikv.crt -noout -ext subjectAltName |
	grep -q 'IP Address:127.0.0.1, IP Address:172.16.10.14, IP Address:172.16.10.15, IP Address:172.16.10.16' ||
	fail 'the address list of TiKV is not in its certificate'

company () {
	verify -crl_check -CAfile company/root.crt -untrusted company/issuing.crt \
		-CRLfile company/issuing.crl "company/$1.crt" || :
}
company orders | grep -q ': OK$' || fail 'orders does not verify'
company laptop | grep -q 'certificate revoked' || fail 'laptop is not revoked'
company intranet | grep -q 'certificate has expired' || fail 'intranet has not expired'
openssl x509 -in company/git.crt -noout -checkend 1123200 >/dev/null && fail 'git does not end soon'
openssl pkcs12 -in exchange/backup.p12 -passin pass:demo -noout || fail 'the PKCS#12 does not open'
