#!/bin/sh
# The demonstration store: made by pkitty's own commands, clean and sound in the eyes of git and openssl, and no
# plain key of its own in git.
set -eu
. "${top_srcdir:?}/tests/ground.sh"
needs openssl git jq
# As bootstrap does: in a folder of a clone that git ignores.
git init -q clone
echo '/build/' >clone/.gitignore
"$top_srcdir/data/demo/make-demo" clone/build/demo
cd clone/build/demo

git fsck --strict --no-dangling 2>&1 | tee "$work/fsck"
[ ! -s "$work/fsck" ] || fail 'git fsck complains'
[ -z "$(git status --porcelain)" ] || fail 'git status is not clean'
[ "$(git log --format='%(trailers:key=Pki-Action,valueonly,separator=%x20)' | grep -c issue)" -ge 5 ] ||
	fail 'the commits do not tell what was issued'

for leaf in etcd-ca/certs/*.crt tidb-ca/certs/*.crt example-root/certs/*.crt; do
	openssl verify -x509_strict -CAfile example-root/ca.crt -untrusted "${leaf%/certs/*}/ca.crt" "$leaf" ||
		fail "openssl refuses $leaf"
done
for leaf in kubeedge-ca/certs/*.crt; do
	openssl verify -x509_strict -CAfile kubeedge-ca/ca.crt "$leaf" || fail "openssl refuses $leaf"
done

# What the guides make and what pkitty makes, side by side.
[ "$(openssl x509 -in inherited/etcd/etcd1.pem -noout -text | grep -c 'Version: 1')" = 1 ] ||
	fail 'the certificate of the guide is not of version 1'
[ "$(openssl x509 -in etcd-ca/certs/etcd1.crt -noout -text | grep -c 'IP Address:10.0.0.11')" = 1 ] ||
	fail 'etcd1 lacks its address'

plain=$(git ls-files -z ':!inherited' | xargs -0 grep -lE -- '-----BEGIN ((EC|RSA) )?PRIVATE KEY' || :)
[ -z "$plain" ] || fail "plain keys in git: $plain"
"$PKITTY" list --json . | jq -e '[.[] | select (.status == "expired" or .status == "revoked")] | length >= 2' >"$work/out" ||
	fail 'nothing expired or revoked is there to be looked at'
