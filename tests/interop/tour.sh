#!/bin/sh
# The commands of README.md's tour, as they stand there, one block after the other; what openssl and git say of what
# they made. (tests/ui/tour types what the tour's tables say.)
set -eu
. "${top_srcdir:?}/tests/ground.sh"
needs openssl git

awk '/^## / { tour = /^## The ten-minute tour$/ } tour && sub (/^    /, "")' "$top_srcdir/README.md" >"$work/commands"
[ "$(grep -c '^pkitty ' "$work/commands")" -ge 8 ] || fail 'the tour has no commands'

# The clone with its build folder, and a person whom git knows.
mkdir clone
ln -s "$(dirname "$PKITTY")" clone/build
export GIT_PAGER=cat
(cd clone && sh -eux "$work/commands") >"$work/out" 2>&1 || {
	cat "$work/out" >&2
	fail 'a command of the tour fails'
}

cd "$HOME/scripted-pki"
for leaf in etcd1 etcd1-peer etcd2 etcd2-peer etcd3 etcd3-peer; do
	member=${leaf%-peer}
	openssl verify -x509_strict -CAfile example-root/ca.crt -untrusted etcd-ca/ca.crt -purpose sslserver \
		-verify_hostname "$member.internal" -verify_ip "10.0.0.1${member#etcd}" "etcd-ca/certs/$leaf.crt" ||
		fail "openssl refuses $leaf"
done
openssl verify -x509_strict -CAfile example-root/ca.crt -untrusted etcd-ca/ca.crt -purpose sslclient \
	etcd-ca/certs/etcdctl.crt
openssl verify -CAfile example-root/ca.crt -untrusted ../etcd1-chain.crt ../etcd1-chain.crt
[ "$(git log --format=%s | wc -l)" = 5 ] || fail 'not a commit for each command'
[ -z "$(git status --porcelain)" ] || fail 'git status is not clean'
