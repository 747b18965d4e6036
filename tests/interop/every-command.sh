#!/bin/sh
# What all commands that change something have in common: --json, --dry-run, --yes, passphrases, where they work,
# and what they say of what can't be done.
set -eu
. "${top_srcdir:?}/tests/ground.sh"
needs openssl jq git
secret passphrase 'correct horse battery staple'
secret crlf "$(printf 'correct horse battery staple\r\nsomething else\r')"
secret other 'another horse battery staple'

# both ARGUMENT...: a dry run tells the files that are written then.
both () {
	run 0 "$@" --json --dry-run --yes
	jq -e '.commit == null' out >/dev/null || fail "a dry run has a commit: $*"
	jq -c .files out >foretold
	run 0 "$@" --json --yes
	[ ! -s err ] || { cat err >&2; fail "complains: $*"; }
	[ "$(jq -c keys out)" = '["action","certificates","commit","files"]' ] || { cat out >&2; fail "other keys: $*"; }
	[ "$(jq -c .files out)" = "$(cat foretold)" ] || { cat out foretold >&2; fail "other files: $*"; }
}

with="--passphrase-file $work/passphrase"
both init store
both -C store ca root-ca $with --crl-url http://crl.example.org/root.crl
both -C store ca sub-ca --parent root-ca $with --crl-url http://crl.example.org/sub.crl
both -C store issue web --profile tls-server --ca sub-ca --dns web.example $with
both -C store request later --profile tls-client
both -C store sign requests/later.csr --profile tls-client --ca sub-ca $with
printf 'profile,name\ntls-client,many[1-3]\n' >many.csv
both -C store batch ../many.csv --ca sub-ca $with
both -C store passphrase sub-ca $with
both -C store export web --chain --key -o ../web.pem
[ "$(jq -c '.certificates | map ([.subject, .path, .index])' out)" = \
	'[["CN=web","../web.pem",1],["CN=sub-ca","../web.pem",2]]' ] || { cat out >&2; fail 'not what the file holds'; }
openssl pkey -in web.pem -noout || fail 'the key is not first'
rm web.pem
run 0 -C store export root-ca --key --dry-run -o ../root.pem
[ ! -e root.pem ] && [ ! -s err ] || fail 'a dry run opens the key of the CA'
run 2 -C store export many1 --json
[ ! -s out ] || fail 'JSON and PEM on one stream'
rm store/private/sub-ca/many1.key
run 2 -C store export many1 --key --dry-run -o ../many1.pem

# Nobody agrees: nothing is shown, and the error comes first.
openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout their.key -out their.csr -subj /CN=their 2>/dev/null
for json in '' --json; do
	run 2 -C store sign ../their.csr --profile tls-client --ca sub-ca $with $json
	[ ! -s out ] && [ "$(wc -l <err)" = 2 ] && head -n1 err | grep -q '^pkitty: sign: ' ||
		{ cat out err >&2; fail 'not an error alone'; }
done

# The line end of another system is none of the passphrase.
run 0 -C store issue crlf --profile tls-client --ca sub-ca --ca-passphrase-file ../crlf
run 0 -C store issue crlf2 --profile tls-client --ca sub-ca --encrypt --ca-passphrase-file ../passphrase --passphrase-file ../crlf
openssl pkey -in store/sub-ca/certs/crlf2.key -passin file:passphrase -noout 2>err || { cat err >&2; fail 'a CR is kept'; }

# URIs with commas between them, and one with a comma of its own.
run 0 -C store issue uris --profile tls-client --ca sub-ca $with --json \
	--uri 'spiffe://example.org/a, spiffe://example.org/b,urn:x:y' --uri 'https://example.org/c,d'
[ "$(jq -c '.certificates[0].san' out)" = \
	'["URI:spiffe://example.org/a","URI:spiffe://example.org/b","URI:urn:x:y","URI:https://example.org/c,d"]' ] ||
	{ cat out >&2; fail 'URIs are parted wrongly'; }

# Within a store what is issued goes where the store has it, also with -C.
run 0 -C store/sub-ca issue within --profile tls-client --ca root-ca $with --json
[ "$(jq -r '.files | join (" ")' out)" = 'root-ca/certs/within.crt private/root-ca/within.key' ] ||
	{ cat out >&2; fail 'another layout with -C'; }
run 0 -C store/sub-ca passphrase ca.key $with --yes
run 0 -C store/sub-ca passphrase sub-ca $with --yes

# From above a store its CAs are seen and do not sign: the settings of the store hold for what they issue.
git init -q around
run 0 init --in-repository around/pki
run 0 -C around/pki ca there-ca $with --crl-url http://crl.example.org/there.crl
run 2 -C around issue outside --profile tls-client --ca there-ca $with
grep -q -- '-C pki' err || { cat err >&2; fail 'it does not say where to work'; }
run 2 -C around issue outside --profile tls-client $with
grep -q -- '-C pki' err || { cat err >&2; fail 'it does not say where to work without --ca'; }
run 0 -C around/pki issue inside --profile tls-client $with
# The same of a CA that lies deeper in that store, under a name of its own.
(mkdir -p around/pki/legacy/2019 && cd around/pki && cp there-ca/ca.crt legacy/2019/root.pem &&
	cp there-ca/ca.key legacy/2019/root.key && git rm -qr there-ca && git add . && git commit -qm 'Move a CA') ||
	fail 'a CA can not be moved'
run 2 -C around issue outside --profile tls-client $with
grep -q -- '-C pki' err || { cat err >&2; fail 'it does not say where to work for a CA in deep'; }
run 0 -C around/pki issue deep --profile tls-client $with
[ -z "$(git -C around status --porcelain)" ] || fail 'something is left around the store'

# The file of a certificate means its key: of a CA, of a leaf, and of a CA whose key does not say whose it is.
run 0 -C store passphrase sub-ca/ca.crt $with --yes --json
[ "$(jq -c .files out)" = '["sub-ca/ca.key"]' ] || { cat out >&2; fail 'not the key of ca.crt'; }
run 0 -C store/sub-ca passphrase certs/crlf2.crt $with --yes --json
[ "$(jq -c .files out)" = '["sub-ca/certs/crlf2.key"]' ] || { cat out >&2; fail 'not the key of crlf2.crt'; }
run 2 -C store passphrase sub-ca/certs/web.crt $with --yes
grep -q 'no encrypted private key' err || { cat err >&2; fail 'web.crt, whose key is not encrypted'; }
mkdir -p theirs/private
openssl req -x509 -newkey rsa:2048 -passout file:passphrase -keyout theirs/private/cakey.pem -out theirs/cacert.pem \
	-subj '/CN=Their CA' -days 900 -addext keyUsage=critical,keyCertSign 2>/dev/null
git init -q theirs
git -C theirs add cacert.pem
git -C theirs commit -qm 'their CA'
run 2 -C theirs passphrase cacert.pem $with --yes
grep -q 'not in git' err && grep -q 'git add' err || { cat err >&2; fail 'a key that is not in git'; }
git -C theirs add private
git -C theirs commit -qm 'its key'
run 0 -C theirs passphrase cacert.pem $with --yes --json
[ "$(jq -c .files out)" = '["private/cakey.pem"]' ] || { cat out >&2; fail 'not the key of Their CA'; }

# A key that is there and can't be read is not said to be missing.
mv store/root-ca/ca.key elsewhere.key
ln -s ca.key store/root-ca/ca.key
run 2 -C store issue linked --profile tls-client --ca root-ca $with --dry-run
grep -q 'root-ca/ca.key' err && ! grep -q 'not here' err || { cat err >&2; fail 'a key that can not be opened'; }
rm store/root-ca/ca.key
run 2 -C store issue linked --profile tls-client --ca root-ca $with --dry-run
grep -q 'not here' err || { cat err >&2; fail 'a key that is missing'; }
mv elsewhere.key store/root-ca/ca.key

# An export without a key replaces no file that has one.
for key in store/root-ca/ca.key store/private/sub-ca/web.key; do
	cp "$key" kept
	run 2 -C store export web -o "../$key" --yes --dry-run
	run 2 -C store export web -o "../$key" --yes
	cmp -s "$key" kept || fail "a key is lost: $key"
	grep -q 'private key' err || { cat err >&2; fail 'no word of the key'; }
done
run 2 -C store export web --key -o root-ca/ca.key --yes
run 0 -C store export web --chain --key -o ../web.pem
run 0 -C store export many2 --key -o ../web.pem --yes
run 0 -C store export web -o ../web.crt
run 0 -C store export many2 -o ../web.crt --yes

# A CA that is not valid yet.
run 0 -C store ca future-ca $with --not-before 2090-01-01T00:00:00Z
run 0 -C store issue early --profile tls-client --ca future-ca $with
grep -q '2090-01-01T00:00:00Z' out || { cat out >&2; fail 'no word of an issuer that is not valid yet'; }
run 0 -C store issue early2 --profile tls-client --ca future-ca $with --json
grep -q '2090-01-01T00:00:00Z' err || fail 'no word of it beside JSON'

# What is wrong for a thousand rows is told once.
{ echo profile,name; seq 1 1000 | sed 's/^/tls-client,n/'; } >rows.csv
run 2 -C store batch ../rows.csv --ca nobody $with
[ "$(wc -l <err)" = 1 ] && grep -q 'lines 2-1001: nobody' err || { head -c 2000 err >&2; fail 'not told once'; }
run 0 init empty
run 2 -C empty batch ../rows.csv
[ "$(wc -l <err)" = 2 ] || { head -c 2000 err >&2; fail 'a store without a CA is told for each row'; }
printf 'profile,name,ca\ntls-client,a,nobody\ntls-client,b,sub-ca\ntls-client,c,nobody\nno-such,d,sub-ca\ntls-client,e,nobody\n' >rows.csv
run 2 -C store batch ../rows.csv
grep -q 'lines 2, 4, 6: nobody' err && grep -q '^line 5: ' err || { cat err >&2; fail 'lines are not told'; }

# Errors of the program's own options.
run 2 --no-such-option
run 2 -C store issue con --profile tls-client --ca sub-ca $with
