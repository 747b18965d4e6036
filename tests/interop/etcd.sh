#!/bin/sh
# Three members of etcd on loopback with the certificates of the etcd example, from a CA below a root,
# started with the flags that pkitty tells: they find each other, serve whoever has a certificate of
# this CA, and nobody else.
set -eu
. "${top_srcdir:?}/tests/ground.sh"
needs etcd etcdctl openssl perl
export ETCDCTL_API=3
logs='etcd?.log'

# The example, with addresses of this machine.
sed 's/10\.0\.0\./127.0.0./g' "$top_srcdir/data/examples/etcd.csv" >etcd.csv
enter_store
quietly "$PKITTY" ca root-ca $with
quietly "$PKITTY" ca etcd-ca --parent root-ca $with
quietly "$PKITTY" batch ../etcd.csv --ca etcd-ca $with
cp ../log ../told
quietly "$PKITTY" ca other-ca $with
quietly "$PKITTY" issue stranger --profile etcd-client --ca other-ca $with
for name in etcd1 etcd2 etcd3 etcd1-peer etcd2-peer etcd3-peer etcdctl; do
	quietly "$PKITTY" export "etcd-ca/certs/$name.crt" --chain -o "$name-chain.crt"
done

# Ports that are free, two for each member.
# shellcheck disable=SC2016 # variables of perl
ports=$(perl -MIO::Socket::INET -e '
	for my $member (11 .. 13) {
		for (1 .. 2) {
			push @open, IO::Socket::INET->new (Listen => 1, LocalAddr => "127.0.0.$member") or die $!;
			print $open[-1]->sockport, "\n";
		}
	}') || { echo 'skipped: no loopback network here'; exit 77; }
[ "$(echo "$ports" | grep -c '^[0-9]')" = 6 ] || { echo 'skipped: no loopback network here'; exit 77; }
# shellcheck disable=SC2086 # six words
set -- $ports
client1=https://127.0.0.11:$1 client2=https://127.0.0.12:$3 client3=https://127.0.0.13:$5
peer1=https://127.0.0.11:$2 peer2=https://127.0.0.12:$4 peer3=https://127.0.0.13:$6

# What was told for the first member holds for each, with its own files.
flags=$(sed -n 's/^    \(--.*\)/\1/p' ../told | grep -E '^--(peer-)?(cert|key|trusted-ca|client-cert)')
[ "$(echo "$flags" | wc -l)" = 8 ] || fail "not the eight flags of a member: $flags"

# member N CLIENT-URL PEER-URL
member () {
	# shellcheck disable=SC2046 # words
	etcd --name "etcd$1" --data-dir "$work/data$1" --initial-cluster-token "$$" --logger=zap \
		--listen-client-urls "$2" --advertise-client-urls "$2" \
		--listen-peer-urls "$3" --initial-advertise-peer-urls "$3" \
		--initial-cluster "etcd1=$peer1,etcd2=$peer2,etcd3=$peer3" \
		$(echo "$flags" | sed "s/etcd1/etcd$1/g") >"$work/etcd$1.log" 2>&1 &
	children="$children $!"
}
member 1 "$client1" "$peer1"
member 2 "$client2" "$peer2"
member 3 "$client3" "$peer3"

# And what was told for etcdctl.
etcdctl=$(sed -n 's/^    etcdctl \(.*\) --endpoints=.*/\1/p' ../told)
[ -n "$etcdctl" ] || fail 'nothing is told for etcdctl'
all=$client1,$client2,$client3
healthy () {
	# shellcheck disable=SC2086 # options
	etcdctl $etcdctl --endpoints="$all" --command-timeout=3s endpoint health >"$work/log" 2>&1
}
await healthy

# shellcheck disable=SC2086 # options
quietly etcdctl $etcdctl --endpoints="$client1" --command-timeout=60s put written 'by member one'
# shellcheck disable=SC2086 # options
quietly etcdctl $etcdctl --endpoints="$client3" --command-timeout=60s get written --print-value-only
[ "$(cat "$work/log")" = 'by member one' ] || fail 'not what was written'

# refused REASON OPTION...: and the member says why.
refused () {
	await is_refused "$@"
}
# In a second's time the member may not have come to refuse it.
is_refused () {
	reason=$1
	shift
	! etcdctl --cacert=etcd-ca/ca.crt --endpoints="$client2" --dial-timeout=1s --command-timeout=1s "$@" \
		get written --print-value-only >"$work/log" 2>&1 || fail "served: $*"
	! grep -q 'by member one' "$work/log" || fail "told: $*"
	grep -q "$reason" "$work/etcd2.log"
}
refused "client didn't provide a certificate"
refused 'certificate signed by unknown authority' --cert=other-ca/certs/stranger.crt \
	--key=private/other-ca/stranger.key
# shellcheck disable=SC2086 # options
! etcdctl $etcdctl --cacert=other-ca/ca.crt --endpoints="$client2" --dial-timeout=1s --command-timeout=1s \
	get written >"$work/log" 2>&1 || fail 'a client trusts a member of another CA'

# A member's port takes a member, and nobody with a certificate of another CA.
for try in "$peer1 etcd-ca/certs/etcd2-peer.crt private/etcd-ca/etcd2-peer.key 0" \
	"$peer1 other-ca/certs/stranger.crt private/other-ca/stranger.key 1"; do
	# shellcheck disable=SC2086 # four words
	set -- $try
	got=0
	echo | openssl s_client -connect "${1#https://}" -CAfile root-ca/ca.crt -verify_return_error \
		-cert "$2" -key "$3" -cert_chain etcd-ca/ca.crt -tls1_2 >"$work/log" 2>&1 || got=1
	[ $got = "$4" ] || { cat "$work/log" >&2; fail "the peer port and $2"; }
done
