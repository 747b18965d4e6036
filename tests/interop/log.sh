#!/bin/sh
# What `log` tells is what git tells: commits, authors, times; and what openssl says was committed.
set -eu
. "${top_srcdir:?}/tests/ground.sh"
needs openssl jq git
export TZ=UTC

# same WHAT OURS THEIRS
same () {
	[ "$2" = "$3" ] || fail "$1: $2 is not $3"
}

enter_store
quietly "$PKITTY" ca etcd-ca --passphrase-file ../passphrase
quietly "$PKITTY" issue etcd1 --profile etcd-server --ca etcd-ca --dns etcd1.internal --ca-passphrase-file ../passphrase
printf 'name,profile,dns,ip\na,etcd-client,,\nb,etcd-client,,\n' >../some.csv
quietly "$PKITTY" batch ../some.csv --ca etcd-ca --ca-passphrase-file ../passphrase
cp etcd-ca/certs/etcd1.crt copy.crt
git add copy.crt
quietly git commit -m "$(printf 'evil \033[31m\033]0;x\007')" --author "$(printf 'E\033[2Jvil') <e@example.org>"
git rm -q etcd-ca/certs/etcd1.crt copy.crt
quietly git commit -m 'removed by hand'

"$PKITTY" log --json >../log.json
jq -e . ../log.json >/dev/null || fail 'no JSON'
same commits "$(jq -r '.[] | .commit + " " + .email + " " + .time' ../log.json)" \
	"$(git log --date=format-local:%Y-%m-%dT%H:%M:%SZ --format='%H %ae %ad')"
same authors "$(jq -r '.[].author' ../log.json)" "$(git log --format=%an)"
same actions "$(jq -r '.[].action' ../log.json | tr '\n' ' ')" 'null null issue issue create-ca init '
same keys "$(jq -r '.[0] | keys_unsorted | join (" ")' ../log.json)" 'commit time author email action summary objects'
issued=$(git rev-list HEAD -- etcd-ca/certs/etcd1.crt | tail -1)
same fingerprint \
	"$(jq -r --arg id "$issued" '.[] | select (.commit == $id) | .objects[] | select (.type == "certificate") | .fingerprint' ../log.json)" \
	"$(git show "$issued:etcd-ca/certs/etcd1.crt" | openssl x509 -outform DER | sha256sum | cut -d' ' -f1)"
same 'certificates of the batch' \
	"$(jq -r '[.[2].objects[] | select (.type == "certificate") | .name] | sort | join (" ")' ../log.json)" 'a b'
same mismatches "$("$PKITTY" log | grep -c 'trailers' || true)" 0
same marks "$("$PKITTY" log | grep -c 'not pkitty')" 2

# Of one: by path, by CA/NAME, by name; also what has gone.
for target in etcd-ca/certs/etcd1.crt etcd-ca/etcd1; do
	same "$target" "$("$PKITTY" log "$target" --json | jq -r '.[].commit')" \
		"$(git log --format=%H -- etcd-ca/certs/etcd1.crt)"
done
same etcd1 "$("$PKITTY" log etcd1 --json | jq -r '.[].commit')" \
	"$(git log --format=%H -- etcd-ca/certs/etcd1.crt copy.crt)"
same a "$("$PKITTY" log etcd-ca/a --json | jq -r '.[].commit')" "$(git log --format=%H -- etcd-ca/certs/a.crt)"
same folder "$("$PKITTY" log etcd-ca/ --json | jq -r '.[].commit')" "$(git log --format=%H -- etcd-ca)"
same subfolder "$("$PKITTY" -C etcd-ca log --json | jq -r '.[].commit')" "$(git log --format=%H -- etcd-ca)"
if "$PKITTY" log nonsense >../out 2>../err; then fail 'nonsense was found'; fi
grep -q '^pkitty: log: nonsense: ' ../err || fail 'no word of nonsense'

# Nothing of commits reaches the terminal as it is.
[ "$({ "$PKITTY" log; "$PKITTY" log --json; } | tr -d '\n' | LC_ALL=C tr -d '[:print:]' | wc -c)" = 0 ] || fail 'control characters'

# Outside of git, and before the first commit.
mkdir ../nowhere
if "$PKITTY" -C ../nowhere log 2>../err; then fail 'a history outside of git'; fi
grep -q '/nowhere: it is in no git repository$' ../err || fail 'it does not say why'
quietly git init ../fresh
same fresh "$("$PKITTY" -C ../fresh log --json)" '[]'
