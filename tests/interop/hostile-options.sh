#!/bin/sh
# What commands refuse, with a reason and before anything is written, and what they would else do quietly.
set -eu
. "${top_srcdir:?}/tests/ground.sh"
needs openssl jq git

# refused WORD ARGUMENT...: exit status 2, and WORD is in what is said of it
refused () {
	word=$1
	shift
	run 2 "$@"
	grep -qF -- "$word" "$work/err" || { cat "$work/err" >&2; fail "it does not speak of $word: $*"; }
	[ ! -s "$work/out" ] || fail "it answers what it refuses: $*"
}

# A bare repository has no files; nor has what git keeps in .git.
git init -q --bare bare
refused 'git keeps' init bare
refused 'git keeps' init bare/objects/store
git init -q repository
refused 'git keeps' init --in-repository repository/.git/store
[ -z "$(find bare repository -name pkitty.conf)" ] || fail 'a store where git keeps its own files'

enter_store
stop_clock
run 0 ca root-ca $with
issue="issue x --profile tls-server --ca root-ca --dns x.example --dry-run"
commits=$(git rev-list --count HEAD)

# Numbers are decimal, and none stands for "not said".
for days in 0 -1 -2147483648 2147483648 99999999999999999999 NaN 1e3 0x10 1.5 ''; do
	refused --days $issue --days "$days"
	refused --path-length ca below --parent root-ca --dry-run --path-length "x$days"
done
for length in -1 -2 -2147483648 2147483648 1.5 0x1 ''; do
	refused --path-length ca below --parent root-ca --dry-run --path-length "$length"
done
run 0 $issue --days 010
grep -q "$(date -u -d "@$((PKITTY_TEST_NOW + 10 * 86400))" +%Y-%m-%d)" ../out || { cat ../out >&2; fail '010 days are not ten'; }
for descriptor in -2 -2147483648; do
	refused passphrase-fd issue x --profile tls-client --ca root-ca --passphrase-fd=$descriptor
done
refused passphrase-fd issue x --profile tls-client --ca root-ca $with --passphrase-fd 0

# What is empty is a mistake of a script, not an option left out.
for option in subject dns ip email uri ca profile passphrase-file not-after; do
	refused "--$option" $issue --$option ''
done
refused --parent ca below $with --parent ''
refused --permit ca below $with --permit ''
# An option without a value does not take one that would be ignored.
refused --dry-run ca below $with --dry-run=no
refused --encrypt $issue --encrypt=no
refused --yes passphrase root-ca $with --yes=no
refused --json log --json=0

# Names that git would keep out of a work tree, or that lead elsewhere in one on another system.
for name in 'git~1' 'GIT~1' 'git~1:x' 'r\.git' 'r\o'; do
	refused "can't be that of a file" ca "$name" --dry-run
done
for name in 'x\..\..\y' 'x\.git\y'; do
	refused "can't be that of a file" issue "$name" --profile tls-client --ca root-ca --dry-run
done
run 0 issue 'git~1' --profile tls-client --ca root-ca $with
git clone -q . ../clone 2>../log || { cat ../log >&2; fail 'the store can not be cloned'; }
commits=$((commits + 1))

# RFC 5280 §4.2.1.6: a URI with an authority has a host in it.
for uri in http:// https:///x spiffe:///x http://:80/; do
	refused --uri $issue --uri "$uri"
	refused --crl-url ca below --parent root-ca --dry-run --crl-url "$uri"
done

# A table.
printf 'profile,name\ntls-client,node[1-9999999999]\n' >../table.csv
refused 'line 2' batch ../table.csv --ca root-ca --dry-run
for name in 'node[a-c]' 'node[1,3]' 'node[-1-3]' 'node[1-3' 'node[[1-2]]'; do
	printf 'profile,name\ntls-client,"%s"\n' "$name" >../table.csv
	refused bracket batch ../table.csv --ca root-ca --dry-run
done
head -c 1000000 /dev/zero | tr '\0' a >../long
{ printf 'profile,name,'; cat ../long; printf '\nx,y,z\n'; } >../table.csv
refused 'line 1' batch ../table.csv --ca root-ca --dry-run
[ "$(wc -c <../err)" -lt 1000 ] || fail 'a field of a megabyte is repeated'

# Somebody's request: its subject may hold what no file of ours would, and its key is there already.
openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ../their.key \
	-subj "/CN=$(printf 'red\033[31m')" -addext subjectAltName=DNS:theirs.example -out ../theirs.csr 2>/dev/null
refused --key sign ../theirs.csr --profile tls-server --ca root-ca --dry-run --key rsa-2048
run 0 sign ../theirs.csr --profile tls-server --ca root-ca $with --yes
commits=$((commits + 1))
[ "$(openssl x509 -in root-ca/certs/theirs.crt -noout -subject -nameopt multiline | grep -c '= theirs$')" = 1 ] ||
	fail 'control characters of a request are signed'
printf 'profile,name,key,csr\ntls-server,theirs2,rsa-2048,../theirs.csr\n' >../table.csv
refused 'line 2' batch ../table.csv --ca root-ca --dry-run

# The certificate of the CA was edited: what is said helps, and trying again is not what helps.
echo >>root-ca/ca.crt
refused 'git restore' issue x --profile tls-client --ca root-ca $with
git checkout -q root-ca/ca.crt
[ "$(git rev-list --count HEAD)" = $commits ] && [ -z "$(git status --porcelain)" ] ||
	{ git status >&2; fail 'what is refused leaves something'; }

# Who takes private/ out of .gitignore again does not get keys into git.
echo '!/private/' >>.gitignore
git commit -qam 'keep private'
run 0 issue y --profile tls-client --ca root-ca $with
[ -z "$(git status --porcelain)" ] || { git status >&2; fail 'git add would take a plain key'; }

# What an answer tells of a certificate is what a listing tells of it afterwards.
run 0 ca top-ca $with --json
cp ../out ../first
run 0 ca sub-ca --parent root-ca $with --json
cp ../out ../answer
run 0 issue z --profile tls-client --ca sub-ca $with --json
jq -s 'map (.certificates[]) | sort_by (.path)' ../first ../answer ../out >../answers
run 0 list --json
jq '[.[] | select (.path | test ("(top-ca|sub-ca)/(ca|certs/z).crt"))] | sort_by (.path)' ../out >../listed
cmp ../answers ../listed || { diff ../answers ../listed >&2; fail 'not what the list says'; }

# In a folder that is gone, "here" is not the root of the file system.
mkdir "$work/gone"
cd "$work/gone"
rmdir "$work/gone"
for command in tree 'show x' 'init store' .; do
	refused 'it was removed' $command
done
run 0 --version
run 0 -C "$work/store" tree
