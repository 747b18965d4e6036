#!/bin/sh
# KubeEdge's two ends, played by openssl: CloudCore with its ECDSA-only ciphers of TLS 1.2 and the key in
# the traditional form, an edge node with a certificate for the request that it made by itself.
set -eu
. "${top_srcdir:?}/tests/ground.sh"
needs openssl
logs=server.log

enter_store
quietly "$PKITTY" ca kubeedge-ca --profile kubeedge-ca $with
cp ../log ../told
quietly "$PKITTY" issue cloudcore --profile kubeedge-cloudcore --ca kubeedge-ca --dns cloudcore.example.org \
	--ip 127.0.0.1 $with
cat ../log >>../told

# A key that openssl made for the edge node, and what it asks for.
quietly openssl ecparam -name prime256v1 -genkey -noout -out ../edge7.key
quietly openssl req -new -key ../edge7.key -subj /O=system:nodes/CN=system:node:edge7 -out ../edge7.csr
quietly "$PKITTY" sign ../edge7.csr --profile kubeedge-edge --ca kubeedge-ca --name edge7 --yes $with
edge=kubeedge-ca/certs/edge7.crt
[ "$(openssl x509 -in $edge -noout -subject -nameopt RFC2253)" = 'subject=CN=system:node:edge7,O=system:nodes' ] ||
	fail 'not the subject that CloudCore compares'
[ "$(openssl x509 -in $edge -noout -pubkey)" = "$(openssl pkey -in ../edge7.key -pubout)" ] || fail 'not its key'
quietly openssl verify -x509_strict -purpose sslclient -CAfile kubeedge-ca/ca.crt $edge

# CloudCore and EdgeCore read SEC1, and openssl says that this is it: of the leaf, and of the CA.
quietly "$PKITTY" export kubeedge-ca/cloudcore --key --traditional -o ../server.key
quietly "$PKITTY" export kubeedge-ca --key --traditional -o ../rootCA.key $with
for key in ../server.key ../rootCA.key; do
	[ "$(head -n1 $key)" = '-----BEGIN EC PRIVATE KEY-----' ] || fail "$key is not in the traditional form"
	quietly openssl ec -in $key -noout -check
done
[ "$(openssl ec -in ../rootCA.key -pubout 2>/dev/null)" = \
	"$(openssl x509 -in kubeedge-ca/ca.crt -noout -pubkey)" ] || fail 'not the key of the CA'
[ "$(openssl ec -in ../rootCA.key -outform DER 2>/dev/null | openssl asn1parse -inform DER | sed -n 2p |
	sed 's/.*INTEGER *://')" = 01 ] || fail 'openssl does not see SEC1'

# What is told for the secrets of a CloudCore in a container: DER, and SEC1 for the CA's key.
cp ../rootCA.key rootCA.key
sed -n 's/^    \(openssl .* -out .*\)/\1/p' ../told >../secrets
[ "$(wc -l <../secrets)" = 4 ] || fail 'not the four files of the two secrets'
quietly sh -eu ../secrets
[ "$(sha256sum <cadata)" = "$(openssl x509 -in kubeedge-ca/ca.crt -outform DER | sha256sum)" ] || fail 'not the CA'
for pair in cadata:cakeydata cloudcoredata:cloudcorekeydata; do
	[ "$(openssl x509 -inform DER -in ${pair%:*} -noout -pubkey)" = \
		"$(openssl ec -inform DER -in ${pair#*:} -pubout 2>/dev/null)" ] || fail "$pair: not its key"
	[ "$(openssl asn1parse -inform DER -in ${pair#*:} | sed -n 2p | sed 's/.*INTEGER *://')" = 01 ] ||
		fail "${pair#*:} is not SEC1"
	grep -q "^    kubectl .*--from-file=${pair%:*} --from-file=${pair#*:}\$" ../told || fail "$pair: no secret"
done

openssl s_server -accept 127.0.0.1:0 -cert kubeedge-ca/certs/cloudcore.crt -key ../server.key \
	-CAfile kubeedge-ca/ca.crt -Verify 1 -verify_return_error -tls1_2 -www \
	-cipher ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384 >../server.log 2>&1 &
children=$!
# It says which port it was given.
accepting () {
	port=$(sed -n 's/^ACCEPT .*:\([0-9]*\)$/\1/p' ../server.log)
	[ -n "$port" ]
}
await accepting

# dial OPTION...: as an edge node does, by address.
dial () {
	printf 'GET / HTTP/1.0\r\n\r\n' | openssl s_client -connect "127.0.0.1:$port" -CAfile kubeedge-ca/ca.crt \
		-verify_return_error -verify_ip 127.0.0.1 -ign_eof "$@" >"$work/log" 2>&1
}
node="-cert $edge -key ../edge7.key"
# shellcheck disable=SC2086 # options
quietly dial $node
grep -q 'Client certificate' ../log || { cat ../log >&2; fail 'the edge node is not let in'; }
grep -q 'Cipher is ECDHE-ECDSA' ../log || { cat ../log >&2; fail 'not an ECDSA cipher'; }
grep -q 'Verify return code: 0 (ok)' ../log || { cat ../log >&2; fail 'the edge node does not trust CloudCore'; }

# Without a certificate, with one of another CA, and by a name that is not CloudCore's.
! dial || ! grep -q 'Client certificate' ../log || fail 'served without a certificate'
await grep -q 'peer did not return a certificate' ../server.log
quietly "$PKITTY" ca other-ca --profile kubeedge-ca $with
quietly "$PKITTY" issue stranger --profile kubeedge-edge --ca other-ca $with
[ "$(head -n1 private/other-ca/stranger.key)" = '-----BEGIN EC PRIVATE KEY-----' ] || fail "the edge node's own key"
! dial -cert other-ca/certs/stranger.crt -key private/other-ca/stranger.key ||
	! grep -q 'Client certificate' ../log || fail 'served with a certificate of another CA'
# shellcheck disable=SC2086 # options
! dial $node -verify_ip 127.0.0.2 || fail 'another address is trusted'
# shellcheck disable=SC2086 # options
dial $node || fail 'the server is gone'
