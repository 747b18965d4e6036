#!/bin/sh
# A directory of "openssl ca" with a root, an intermediate and what that issued: numbered copies are
# the same object in another place, not another one; the tree follows the signatures.
set -eu
. "${top_srcdir:?}/tests/ground.sh"
needs openssl jq

# authority NAME: the folder and the configuration that "openssl ca" wants
authority () {
	mkdir -p "store/$1/newcerts"
	: >"store/$1/index.txt"
	echo 1000 >"store/$1/serial"
	echo 01 >"store/$1/crlnumber"
	cat >"$1.cnf" <<-END
	[ca]
	default_ca = this
	[this]
	dir = $work/store/$1
	database = \$dir/index.txt
	new_certs_dir = \$dir/newcerts
	serial = \$dir/serial
	crlnumber = \$dir/crlnumber
	certificate = \$dir/ca.crt
	private_key = \$dir/ca.key
	default_md = sha256
	default_days = 100
	default_crl_days = 20
	policy = any
	[any]
	commonName = supplied
	organizationName = optional
	[sub]
	basicConstraints = critical,CA:TRUE,pathlen:0
	keyUsage = critical,keyCertSign,cRLSign
	subjectKeyIdentifier = hash
	authorityKeyIdentifier = keyid
	[host]
	basicConstraints = CA:FALSE
	keyUsage = critical,digitalSignature
	extendedKeyUsage = serverAuth,clientAuth
	subjectAltName = DNS:web.example.com,DNS:*.example.com,IP:10.0.0.7,IP:::1,email:a@b.c,URI:spiffe://x/y
	[req]
	distinguished_name = empty
	[empty]
	END
}

authority root
authority sub
quietly openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-384 -nodes -keyout store/root/ca.key \
	-out store/root/ca.crt -subj '/CN=Root/O=Example, Inc.' -days 3000
quietly openssl req -new -newkey rsa:2048 -nodes -keyout store/sub/ca.key -out store/sub/ca.csr \
	-subj /CN=Sub -config sub.cnf
quietly openssl ca -batch -notext -config root.cnf -extensions sub -in store/sub/ca.csr -out store/sub/ca.crt
quietly openssl req -new -newkey ed25519 -nodes -keyout store/web.key -out store/web.csr -subj /CN=web \
	-config sub.cnf
quietly openssl ca -batch -config sub.cnf -extensions host -in store/web.csr -out store/web.crt
quietly openssl req -new -key store/web.key -out store/old.csr -subj /CN=old -config sub.cnf
quietly openssl ca -batch -config sub.cnf -extensions host -in store/old.csr -out store/old.crt
quietly openssl ca -config sub.cnf -revoke store/old.crt -crl_reason superseded
quietly openssl ca -config sub.cnf -gencrl -out store/sub/crl.pem

"$PKITTY" list store --json >json || fail 'list failed'
is () {
	jq -e "$1" json >/dev/null || fail "not so: $1"
}
is 'map (.path) == (map (.path) | sort)'
is '[.[] | select (.path == "sub/newcerts/1000.pem" or .path == "web.crt") | .fingerprint] |
	length == 2 and .[0] == .[1]'
is '[.[] | select (.path == "web.crt")][0] | .depth == 2 and .serial == "1000" and
	.not_after != null and .key.algorithm == "Ed25519" and .key.curve == null and
	.key_usage == ["digitalSignature"] and .extended_key_usage == ["serverAuth", "clientAuth"] and
	.signature_algorithm == "sha256WithRSAEncryption" and .private_key == "web.key" and
	.san == ["DNS:web.example.com", "DNS:*.example.com", "IP:10.0.0.7", "IP:::1", "EMAIL:a@b.c",
		"URI:spiffe://x/y"]'
is '[.[] | select (.path == "sub/ca.crt")][0] | .depth == 1 and .ca and .path_length == 0 and
	.key == {algorithm: "RSA", bits: 2048, curve: null, id: .key.id}'
is '[.[] | select (.path == "root/ca.crt")][0] | .depth == 0 and .issuer_fingerprint == null and
	.subject == "O=Example\\, Inc.,CN=Root" and .key.curve == "P-384" and .path_length == null'
is '[.[] | select (.path == "old.crt")][0].status == "revoked"'
is '[.[] | select (.type == "crl")][0] | .number == "01" and .entries == 1 and .depth == 2'
"$top_srcdir/tests/interop/as-openssl" json store >compared || grep -q 'IP:' compared || fail "$(cat compared)"

id=$(openssl pkey -in store/web.key -pubout -outform DER | openssl dgst -sha256 -r | cut -d' ' -f1)
is "[.[] | select (.path == \"web.key\")][0] | .type == \"private-key\" and .fingerprint == \"$id\" and
	.key.id == \"$id\" and .subject == null and .san == null and .ca == null and .status == null"

cat >expected <<-END
Root
└─ Sub
   ├─ Sub
   ├─ old
   └─ web
END
"$PKITTY" tree store | sed 's/\([^ ]\)  .*/\1/' >tree
sed -n '1,5p' tree >head
cmp head expected || { cat tree >&2; fail 'the tree has another shape'; }
[ "$("$PKITTY" tree store | grep -c web.example)" = 0 ] || fail 'one certificate in two places stands twice'
