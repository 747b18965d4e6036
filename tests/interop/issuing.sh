#!/bin/sh
# From an empty directory to a cluster's certificates by commands alone; openssl, certtool and git say
# whether it is all there and right.
set -eu
. "${top_srcdir:?}/tests/ground.sh"
needs openssl certtool jq git
secret passphrase 'correct horse battery staple'
secret other 'another one, as long as that'

# One commit more, nothing left over, no plain key in any object, permissions as they must be.
commits=0
committed () {
	commits=$((commits + 1))
	[ "$(git rev-list --count HEAD)" = $commits ] || fail "not $commits commits: $*"
	[ -z "$(git status --porcelain)" ] || { git status >&2; fail "git status is not clean: $*"; }
	git fsck --strict --no-dangling >"$work/fsck" 2>&1 || { cat "$work/fsck" >&2; fail "git fsck: $*"; }
	git cat-file --batch-all-objects --batch-check | while read -r id type _; do
		[ "$type" = blob ] || continue
		! git cat-file blob "$id" | grep -aq -- '-----BEGIN \(EC \|RSA \|\)PRIVATE KEY' ||
			fail "a plain key is in git: $id"
	done
	[ ! -d private ] || [ -z "$(find private -type d ! -perm 700 -o -type f ! -perm 600)" ] ||
		{ find private -ls >&2; fail "permissions: $*"; }
}

# trailer KEY VALUE: of the last commit
trailer () {
	git log -1 --format="%(trailers:key=$1,valueonly)" | grep -qxF "$2" ||
		{ git log -1 >&2; fail "no trailer $1: $2"; }
}

# chain FILE CA...: openssl and certtool verify it up to root-ca
chain () {
	leaf=$1
	shift
	: >"$work/above"
	for ca in "$@" root-ca; do
		cat "$ca/ca.crt" >>"$work/above"
	done
	openssl verify -x509_strict -CAfile root-ca/ca.crt -untrusted "$work/above" "$leaf" >"$work/verify" 2>&1 ||
		{ cat "$work/verify" >&2; fail "openssl does not verify $leaf"; }
	cat "$leaf" "$work/above" | certtool --verify-chain >"$work/verify" 2>&1 ||
		{ cat "$work/verify" >&2; fail "certtool does not verify $leaf"; }
}

# same_key CERTIFICATE KEY [OPTION...]
same_key () {
	certificate=$1 key=$2
	shift 2
	[ "$(openssl x509 -in "$certificate" -noout -pubkey)" = "$(openssl pkey -in "$key" -pubout "$@")" ] ||
		fail "$key is not the key of $certificate"
}

# Where there is nothing yet.
expect 2 issue x --profile tls-server --dns x.example
grep -q 'pkitty init' err || fail 'does not say how to begin'
expect 0 init --dry-run store
[ ! -e store ] || fail 'a dry run writes'
expect 0 init store --json
jq -e '.action == "init" and (.commit | length == 40) and .certificates == [] and
	(.files | sort == [".gitignore", "pkitty.conf"])' out >/dev/null || { cat out >&2; fail 'not the answer of init'; }
expect 2 init store
expect 2 init store/below
grep -q in-repository err || fail 'does not say how to make a store within a repository'
grep -q 'git init /.*/store/below$' err || fail 'does not say how to make one of its own'
cd store
committed init
trailer Pki-Action init
[ "$(git log -1 --format='%an %ae %cn %ce')" = 'Ada Author ada@example.org Carl Committer carl@example.org' ] ||
	fail 'author and committer'
grep -qx /private/ .gitignore || fail 'private/ is not ignored'

# CAs.
with='--passphrase-file ../passphrase'
expect 2 ca root-ca
grep -q passphrase-file ../err || fail 'does not say how to give a passphrase'
: >../empty
chmod 600 ../empty
expect 2 ca root-ca --passphrase-file ../empty
expect 2 ca private $with
expect 0 ca root-ca $with --subject 'CN=Acme Root CA, O=Acme, C=DE' --dry-run
[ ! -e root-ca ] || fail 'a dry run writes'
expect 0 ca root-ca $with --subject 'CN=Acme Root CA, O=Acme, C=DE'
committed 'root CA'
trailer Pki-Action create-ca
trailer Pki-Name root-ca
openssl verify -x509_strict -CAfile root-ca/ca.crt root-ca/ca.crt >/dev/null || fail 'the root does not verify'
head -n2 root-ca/ca.key | grep -q '^Public-Key: sha256:[0-9a-f]\{64\}$' || fail 'no Public-Key line'
grep -q 'BEGIN ENCRYPTED PRIVATE KEY' root-ca/ca.key || fail 'the key of the CA is not encrypted'
same_key root-ca/ca.crt root-ca/ca.key -passin file:../passphrase
expect 2 ca root-ca $with
expect 2 ca ROOT-CA $with
expect 0 ca etcd-ca --parent root-ca $with --crl-url http://crl.example.org/etcd-ca.crl \
	--permit internal --permit 10.0.0.0/8 --permit 127.0.0.0/8 --permit localhost --json
committed 'intermediate CA'
jq -e '.action == "create-ca" and .certificates[0].ca and .certificates[0].path_length == 0 and
	.certificates[0].path == "etcd-ca/ca.crt" and .certificates[0].private_key == "etcd-ca/ca.key"' ../out \
	>/dev/null || { cat ../out >&2; fail 'not the answer of ca'; }
chain etcd-ca/ca.crt
openssl x509 -in etcd-ca/ca.crt -noout -text | grep -q 'IP:10.0.0.0/255.0.0.0' || fail 'no name constraints'
expect 2 ca below --parent etcd-ca $with
expect 0 ca other-ca --parent root-ca --path-length 1 --key rsa-3072 --days 400 $with
committed 'another CA'
expect 0 ca below-ca --parent other-ca $with --days 300
committed 'a CA below'
chain below-ca/ca.crt other-ca

# A leaf.
(export LC_ALL=C; expect 2 issue etcd1 --profile etcd-server --ca etcd-ca --ip 10.0.0.300 $with)
grep -q '"10.0.0.300": This is no IP address' ../err || fail 'quotes that ASCII has not'
expect 0 issue etcd1 --profile etcd-server --ca etcd-ca --dns etcd1.internal --ip 10.0.0.11,127.0.0.1 $with --json
committed issue
jq -e '.action == "issue" and .certificates[0].san == ["DNS:etcd1.internal", "IP:10.0.0.11", "IP:127.0.0.1"] and
	.files == ["etcd-ca/certs/etcd1.crt", "private/etcd-ca/etcd1.key"]' ../out >/dev/null ||
	{ cat ../out >&2; fail 'not the answer of issue'; }
[ "$(jq -r .commit ../out)" = "$(git rev-parse HEAD)" ] || fail 'not the commit'
trailer Pki-Action issue
trailer Pki-Authority etcd-ca
trailer Pki-Name etcd1
trailer Pki-Profile etcd-server
trailer Pki-Certificate "sha256:$(openssl x509 -in etcd-ca/certs/etcd1.crt -outform DER | sha256sum | cut -d' ' -f1)"
trailer Pki-Serial "$(openssl x509 -in etcd-ca/certs/etcd1.crt -noout -serial | cut -d= -f2 | tr A-F a-f)"
trailer Pki-Not-After "$(jq -r '.certificates[0].not_after' ../out)"
chain etcd-ca/certs/etcd1.crt etcd-ca
same_key etcd-ca/certs/etcd1.crt private/etcd-ca/etcd1.key
openssl x509 -in etcd-ca/certs/etcd1.crt -noout -text | grep -q 'URI:http://crl.example.org/etcd-ca.crl' ||
	fail 'no CRL URL in the certificate'
expect 2 ca etcd-ca --parent root-ca $with
grep -q 'the name "etcd-ca" is in use' ../err || fail 'does not say that the name of a CA is taken'
expect 2 issue etcd1 --profile etcd-server --ca etcd-ca --dns etcd1.internal $with
expect 2 issue ETCD1 --profile etcd-server --ca etcd-ca --dns etcd1.internal $with
expect 2 issue out --profile etcd-server --ca etcd-ca --dns outside.example.org $with
expect 2 issue late --profile etcd-server --ca etcd-ca --dns late.internal --not-after 2099-01-01 $with
grep -q -- --not-after ../err || fail 'does not say which end is possible'
expect 2 issue none --profile etcd-server --ca etcd-ca $with
expect 2 issue www --profile tls-server --dns www.example.org $with
grep -q 'root-ca/ca.crt' ../err || fail 'does not list the CAs'
expect 2 issue x --profile tls-server --ca etcd-ca --dns x.internal --ca-passphrase-file ../other
expect 2 issue ../x --profile tls-server --ca etcd-ca --dns x.internal $with
[ "$(git rev-list --count HEAD)" = $commits ] && [ -z "$(git status --porcelain)" ] || fail 'what fails leaves something'
expect 0 issue locked --profile etcd-client --ca etcd-ca --encrypt $with --key rsa-2048
committed 'an encrypted key'
same_key etcd-ca/certs/locked.crt etcd-ca/certs/locked.key -passin file:../passphrase
for type in rsa-2048 ecdsa-p384 ecdsa-p521 ed25519 ed448; do
	expect 0 issue "of-$type" --profile tls-client --ca below-ca --key $type --days 30 $with
	committed "$type"
	chain "below-ca/certs/of-$type.crt" below-ca other-ca
	same_key "below-ca/certs/of-$type.crt" "private/below-ca/of-$type.key"
done

# Requests: ours, somebody's as a file, and from standard input.
expect 0 request etcd9 --profile etcd-server --dns etcd9.internal
committed request
openssl req -in requests/etcd9.csr -noout -verify 2>../log || { cat ../log >&2; fail 'the request is not signed'; }
[ -f private/requests/etcd9.key ] || fail 'the key of the request is not in private/'
expect 2 sign requests/etcd9.csr --profile etcd-server --ca etcd-ca $with
expect 0 sign requests/etcd9.csr --profile etcd-server --ca etcd-ca $with --yes
committed sign
trailer Pki-Action sign
chain etcd-ca/certs/etcd9.crt etcd-ca
same_key etcd-ca/certs/etcd9.crt private/etcd-ca/etcd9.key
[ -f etcd-ca/certs/etcd9.csr ] && [ ! -e requests ] && [ ! -e private/requests/etcd9.key ] ||
	fail 'the request and its key have not moved'
openssl req -new -newkey rsa:2048 -nodes -keyout ../their.key -subj /CN=theirs \
	-addext subjectAltName=DNS:theirs.internal,DNS:theirs.example.org -out ../theirs.csr 2>/dev/null
expect 2 sign ../theirs.csr --profile tls-server --ca root-ca $with
expect 0 sign ../theirs.csr --profile tls-server --ca root-ca $with --yes --json
committed "somebody's request"
same_key root-ca/certs/theirs.crt ../their.key
"$PKITTY" sign - --profile tls-client --ca root-ca --name piped $with --yes <../theirs.csr >../out 2>../err ||
	{ cat ../err >&2; fail 'sign -'; }
committed 'standard input'
openssl req -in ../theirs.csr -outform DER | sed 's/theirs/thairs/' >../broken.csr
expect 2 sign ../broken.csr --profile tls-server --ca root-ca $with --yes
# One that somebody put there without git.
mkdir requests
cp ../theirs.csr requests/dropped.csr
expect 0 sign requests/dropped.csr --profile tls-client --ca root-ca $with --yes
committed 'a request that git does not know'
[ ! -e requests/dropped.csr ] || fail 'it is still there'

# Whole clusters.
examples=$top_srcdir/data/examples
expect 0 ca cluster-ca --parent root-ca $with
committed 'CA of the clusters'
expect 0 ca kubeedge-ca --profile kubeedge-ca $with
committed 'CA of KubeEdge'
printf 'profile,name,dns\netcd-server,bad[1-2],\nno-such,x,x.internal\ntls-server,"y",no_dots..\n' >../bad.csv
expect 2 batch ../bad.csv --ca etcd-ca $with
for line in 2 3 4; do
	grep -q "line $line: " ../err || { cat ../err >&2; fail "line $line is not told"; }
done
for cluster in etcd tidb; do
	expect 0 batch "$examples/$cluster.csv" --ca cluster-ca $with --json
	committed $cluster
	jq -r '.certificates[].path' ../out >../paths
	while read -r path; do
		chain "$path" cluster-ca
		name=$(basename "$path" .crt)
		same_key "$path" "private/cluster-ca/$name.key"
	done <../paths
	[ "$(git log -1 --format='%(trailers:key=Pki-Name,valueonly)' | grep -c .)" = "$(wc -l <../paths)" ] ||
		fail 'not the trailers of each certificate'
done
[ "$(git ls-files 'cluster-ca/certs/*.crt' | wc -l)" = 15 ] || fail 'not 7 certificates of etcd and 8 of TiDB'
openssl verify -CAfile root-ca/ca.crt -untrusted cluster-ca/ca.crt -verify_ip 10.0.0.12 \
	cluster-ca/certs/etcd2-peer.crt >/dev/null || fail 'the ranges do not count together'
expect 0 batch "$examples/kubeedge.csv" --ca kubeedge-ca $with
committed kubeedge
[ "$(openssl x509 -in kubeedge-ca/certs/edge2.crt -noout -pubkey)" = \
	"$(openssl req -in "$examples/edge2.csr" -noout -pubkey)" ] || fail 'the row with a request'
head -n1 private/kubeedge-ca/edge1.key | grep -q 'EC PRIVATE KEY' || fail 'not the traditional form'
expect 2 batch "$examples/etcd.csv" --ca cluster-ca $with

# For deployment.
expect 0 export etcd-ca/etcd1 --chain -o ../etcd1.crt
openssl verify -CAfile root-ca/ca.crt -untrusted ../etcd1.crt ../etcd1.crt >/dev/null || fail 'the chain'
[ "$(grep -c BEGIN ../etcd1.crt)" = 2 ] || fail 'the chain is not the leaf and its CA'
: >../usual
[ "$(stat -c %a ../etcd1.crt)" = "$(stat -c %a ../usual)" ] || fail 'others can read it more or less than any file'
expect 2 export etcd-ca/etcd1 --chain -o ../etcd1.crt
expect 0 export etcd-ca/etcd1 --key --traditional -o ../etcd1.pem
[ "$(stat -c %a ../etcd1.pem)" = 600 ] || fail 'others can read the key'
head -n1 ../etcd1.pem | grep -q 'EC PRIVATE KEY' || fail 'the key is not in front'
same_key ../etcd1.pem ../etcd1.pem
expect 0 export etcd-ca/locked --key -o ../locked.pem $with
same_key ../locked.pem ../locked.pem
expect 2 export below-ca/of-ed25519 --key --traditional -o ../ed.pem
[ ! -e ../ed.pem ] || fail 'a file is made by what fails'
# etcd1 and etcd1-peer have one subject; the name of the file decides.
expect 0 show cluster-ca/etcd1 --json
jq -e '.path == "cluster-ca/certs/etcd1.crt"' ../out >/dev/null || fail 'cluster-ca/etcd1 is another one'
expect 0 export below-ca --chain -o -
[ "$(grep -c BEGIN ../out)" = 3 ] || fail 'the chain of a CA does not go up to the root'

# Passphrases.
expect 2 passphrase root-ca --passphrase-file ../other --ca-passphrase-file ../passphrase
expect 0 passphrase root-ca --passphrase-file ../other --ca-passphrase-file ../passphrase --yes
committed passphrase
trailer Pki-Action passphrase
openssl pkey -in root-ca/ca.key -passin file:../other -noout || fail 'the new passphrase does not open it'
! openssl pkey -in root-ca/ca.key -passin file:../passphrase -noout 2>/dev/null || fail 'the old passphrase opens it'
expect 2 passphrase etcd-ca/etcd1 --passphrase-file ../other --yes
expect 0 issue last --profile tls-client --ca root-ca --ca-passphrase-file ../other
committed 'the key under its new passphrase'
chmod 644 ../other
"$PKITTY" issue warned --profile tls-client --ca root-ca --ca-passphrase-file ../other >../out 2>../err ||
	fail 'a file that others can read is refused'
grep -q 'others can read' ../err || fail 'a file that others can read is not warned of'
committed 'the open file'
exec 7<../passphrase
expect 0 issue by-fd --profile etcd-client --ca etcd-ca --passphrase-fd 7
exec 7<&-
committed 'a descriptor'

# On a terminal it asks, once for each key, and does not show what is typed.
if command -v script >/dev/null; then
	# shown TEXT: waits until the terminal shows it, as long as the program runs
	shown () {
		while kill -0 $program 2>/dev/null && ! grep -q "$1" ../typed; do
			sleep 0.05
		done
	}
	: >../typed
	mkfifo ../keys
	timeout 60 script -qefc "$PKITTY ca typed-ca" ../typed <../keys >/dev/null &
	program=$!
	exec 8>../keys
	for prompt in 'New passphrase' 'once more'; do
		shown "$prompt"
		printf 'typed and never shown\r' >&8
	done
	got=0
	wait $program || got=$?
	exec 8>&-
	[ $got = 0 ] || { cat ../typed >&2; fail 'a passphrase can not be typed'; }
	! grep -q 'never shown' ../typed || fail 'the passphrase is shown'
	committed 'a typed passphrase'
	openssl pkey -in typed-ca/ca.key -passin 'pass:typed and never shown' -noout || fail 'not what was typed'

	# What is more than is taken is refused, not cut: it would open the key nowhere else.
	: >../typed
	timeout 60 script -qefc "$PKITTY ca long-ca" ../typed <../keys >/dev/null &
	program=$!
	exec 8>../keys
	shown 'New passphrase'
	printf '%1100s\r' | tr ' ' x >&8
	got=0
	wait $program || got=$?
	exec 8>&-
	[ $got = 2 ] && grep -q 'longer than 1024 bytes' ../typed || { cat ../typed >&2; fail 'a passphrase is cut'; }
	[ ! -e long-ca ] || fail 'a CA is made under a passphrase that was cut'
fi

# What a following command sees.
expect 0 list --json
jq -e '[.[] | select (.type == "unreadable")] == [] and
	([.[] | select (.path == "etcd-ca/certs/etcd1.crt")][0] | .private_key == "private/etcd-ca/etcd1.key" and .depth == 2)' \
	../out >/dev/null || fail 'list does not see what was issued'
expect 0 issue seen --profile etcd-client --ca etcd-ca $with
committed 'seen at once'
expect 0 show etcd-ca/certs/seen.crt --json
jq -e '.depth == 2 and .private_key == "private/etcd-ca/seen.key"' ../out >/dev/null || fail 'the catalog was not told'

# Names in any locale.
expect 0 ca '证书 CA' $with
committed 'a name that is not ASCII'
(export LC_ALL=C && expect 0 issue 'Élan' --profile tls-server --ca '证书 CA' --dns bücher.example $with)
committed 'a name that the locale does not have'
openssl x509 -in '证书 CA/certs/Élan.crt' -noout -checkhost xn--bcher-kva.example | grep -q 'does match' ||
	fail 'the international name'
expect 2 issue "$(printf 'bad\377')" --profile tls-client --ca root-ca --ca-passphrase-file ../other
expect 2 issue bad --profile tls-client --ca root-ca --subject "$(printf 'CN=\377')" --ca-passphrase-file ../other

# Profiles and help.
expect 0 profiles
grep -q '^etcd-server ' ../out || fail 'no profiles'
expect 0 profiles etcd-server --json
jq -e '.extended_key_usage == ["serverAuth", "clientAuth"]' ../out >/dev/null || fail 'a profile as JSON'
expect 2 profiles no-such-thing
for command in init ca issue request sign batch profiles passphrase export; do
	expect 0 $command --help
	grep -q "^  pkitty $command\|pkitty $command\|| pkitty $command" ../out || fail "no example: $command"
done

# A store of a newer program is left alone.
sed -i 's/^format=1/format=2/' pkitty.conf
expect 2 issue newer --profile etcd-client --ca etcd-ca $with
