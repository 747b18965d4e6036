#!/bin/sh
# What pkitty tells of the demonstration store, as anybody can check it with openssl: every file with
# something in it is listed as what it is, under its issuer, with its key; nothing is written.
set -eu
. "${top_srcdir:?}/tests/ground.sh"
needs openssl git jq
"$top_srcdir/data/demo/make-store" store
cd store

find . -path ./.git -prune -o -printf '%p %T@ %C@\n' | sort >../before
"$PKITTY" list --json . >../list.json
find . -path ./.git -prune -o -printf '%p %T@ %C@\n' | sort >../after
diff ../before ../after || fail 'the directory has changed'

# is PATH INDEX KEY VALUE
is () {
	value=$(jq -r --arg path "$1" ".[] | select(.path == \$path and .index == $2) | .$3" ../list.json)
	[ "$value" = "$4" ] || fail "$1, object $2: $3 is '$value', not '$4'"
}

fingerprint () {
	openssl x509 -in "$1" -noout -fingerprint -sha256 | sed 's/.*=//; s/://g' | tr 'A-F' 'a-f'
}

# issued CA KEY CERTIFICATE: by that CA, with that key, in PEM.
issued () {
	is "$3" 0 type certificate
	is "$3" 0 fingerprint "$(fingerprint "$3")"
	is "$3" 0 issuer_fingerprint "$(fingerprint "$1")"
	is "$3" 0 private_key "$2"
	is "$2" 0 type private-key
}

issued etcd/ca.pem etcd/etcd1-key.pem etcd/etcd1.pem
issued etcd/ca.pem etcd/peer-etcd1-key.pem etcd/peer-etcd1.pem
issued mutual-tls/root/ca.crt mutual-tls/server/server.key mutual-tls/server/server.crt
issued mutual-tls/root/ca.crt mutual-tls/client/client.key mutual-tls/client/client.crt
issued tidb/root.crt tidb/tikv.key tidb/tikv.crt
issued tidb/root.crt tidb/client.key tidb/client.crt
issued company/root.crt company/issuing.key company/issuing.crt
for name in intranet git orders backup laptop; do
	issued company/issuing.crt company/$name.key company/$name.crt
	is company/$name.crt 0 depth 2
done
for root in etcd/ca.pem mutual-tls/root/ca.crt tidb/root.crt company/root.crt; do
	is $root 0 issuer_fingerprint null
	is $root 0 depth 0
	is $root 0 ca true
done
is company/issuing.crt 0 path_length 0
is tidb/root.crt 0 key.bits 4096
is tidb/tikv.crt 0 'san | join(" ")' 'IP:127.0.0.1 IP:172.16.10.14 IP:172.16.10.15 IP:172.16.10.16'
is company/git.crt 0 'san | join(" ")' 'DNS:git.example.com DNS:code.example.com IP:10.20.0.7 IP:2001:db8::7'
is company/backup.crt 0 'san | join(" ")' 'EMAIL:backup@example.com URI:spiffe://example.com/backup'
is company/orders.crt 0 subject 'CN=订单服务,O=示例公司,C=CN'
is company/backup.crt 0 'extended_key_usage | join(" ")' clientAuth
is company/backup.crt 0 key.curve P-256

is company/intranet.crt 0 status expired
is company/git.crt 0 status expiring
is company/git.crt 0 days_left 11
is company/orders.crt 0 status valid
is company/laptop.crt 0 status revoked
is company/newcerts/1006.pem 0 status revoked
is company/issuing.crl 0 type crl
is company/issuing.crl 0 entries 1
is company/issuing.crl 0 issuer_fingerprint "$(fingerprint company/issuing.crt)"

for request in etcd/etcd1.csr tidb/tikv.csr exchange/partner.csr; do
	is $request 0 type request
done
is exchange/git.cer 0 fingerprint "$(fingerprint company/git.crt)"
is exchange/orders-chain.p7b 0 fingerprint "$(fingerprint company/root.crt)"
is exchange/orders-chain.p7b 2 fingerprint "$(fingerprint company/orders.crt)"
is exchange/git-fullchain.pem 1 fingerprint "$(fingerprint company/issuing.crt)"
is exchange/secret.yaml 0 fingerprint "$(fingerprint company/orders.crt)"
is exchange/secret.yaml 1 fingerprint "$(fingerprint company/issuing.crt)"
is exchange/backup.p12 0 type locked
is exchange/git-encrypted.pem 0 type locked
is exchange/broken.pem 0 type unreadable
is exchange/partner.crt 0 issuer_fingerprint null

# Nothing that holds PKI material is left out, and nothing else is listed.
find . -path ./.git -prune -o -type f ! -name '*.cnf' ! -name '*.srl' ! -name '*.txt*' ! -name serial \
	! -name crlnumber ! -name .gitignore -print | sed 's|^\./||' | LC_ALL=C sort >../files
jq -r '.[].path' ../list.json | LC_ALL=C sort -u | diff ../files - || fail 'not the files that hold something'
jq -r '.[] | "\(.path)\t\(.index)"' ../list.json >../order
LC_ALL=C sort -t "$(printf '\t')" -k 1,1 -k 2,2n -c ../order || fail 'not ordered by path and index'

# The tree as text: children under their parents; ASCII alone in a C locale.
"$PKITTY" tree . >../tree
for name in etcd-ca etcd1 fridayhub.cn tikv 'Example Issuing CA' laptop-17 订单服务 broken.pem; do
	grep -qF "$name" ../tree || fail "the tree does not show $name"
done
LC_ALL=C "$PKITTY" tree . | LC_ALL=C grep -n "[^ -~]" && fail 'the tree is not ASCII in a C locale'
[ "$("$PKITTY" . </dev/null)" = "$(cat ../tree)" ] || fail 'without a terminal the program prints something else than the tree'
