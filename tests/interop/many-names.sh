#!/bin/sh
# More names, parts of a name and purposes than anybody has: none is left out of JSON or of a search.
set -eu
. "${top_srcdir:?}/tests/ground.sh"
needs openssl jq
mkdir store

{
	printf '[req]\nprompt = no\ndistinguished_name = dn\nx509_extensions = x\n[dn]\n'
	seq 1 4999 | sed 's/.*/&.OU = unit&/'
	printf 'CN = many\n[x]\nsubjectAltName = @names\nextendedKeyUsage = '
	seq -f '1.2.3.%g' 1 1500 | paste -sd, -
	echo '[names]'
	seq 1 12000 | sed 's/.*/DNS.& = host&.example/'
} >many.cnf
openssl req -x509 -config many.cnf -newkey ed25519 -nodes -keyout many.key -days 9 -out store/many.crt 2>log ||
	{ cat log >&2; fail 'openssl failed'; }

for command in 'list --json store' 'show --json store/many.crt' 'list --json --filter san:host12000.example store'; do
	"$PKITTY" $command | jq -e '[.] | flatten | length == 1 and (.[0] |
		.san == [range (1; 12001) | "DNS:host\(.).example"] and
		.extended_key_usage == [range (1; 1501) | "1.2.3.\(.)"] and
		(.subject == .issuer) and
		(.subject | split (",")) == ["CN=many"] + [range (4999; 0; -1) | "OU=unit\(.)"])' >/dev/null ||
		fail "something is left out of: $command"
done
