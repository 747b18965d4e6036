#!/bin/sh
# at-once.sh [COUNT]: two processes issue COUNT certificates each in one store, command by command,
# while a third one is killed again and again and its user stages and edits files of the same
# repository. Every commit is whole, no serial stands twice, nothing of the user's is touched, no plain
# key is in git. The catalog, which all of them write to, then tells what one made afresh tells.
set -eu
. "${top_srcdir:?}/tests/ground.sh"
count=${1:-15}
needs openssl git

enter_store
quietly "$PKITTY" ca some-ca $with
mkdir theirs
echo committed >theirs/staged
echo committed >theirs/edited
echo committed >theirs/gone
git add theirs
quietly git commit -m theirs
printf 'one\r\nstaged \377\n' >theirs/staged
printf 'new, and staged\n' >theirs/new
git add theirs/staged theirs/new
git rm -q --cached theirs/gone
printf 'edited after\0that\n' >>theirs/staged
printf 'edited\n' >>theirs/edited
printf 'git does not know it\n' >theirs/unknown
git diff --cached --binary >../staged.before
git diff --binary >../unstaged.before
sha256sum theirs/* >../files.before

# From now on there is a catalog, which every issuing tells of its files.
"$PKITTY" list >../before
catalog=$(find ../cache -name '*.catalog')
[ -n "$catalog" ] || fail 'there is no catalog'
cat "$catalog"* >../catalog.before

# issue NAME: one certificate; only the issuing of the third may fail.
issue () {
	"$PKITTY" issue "$1" --profile tls-client --ca some-ca $with
}

many () {
	for number in $(seq "$count"); do
		issue "$1-$number" >>"../$1.log" 2>&1 || { echo "status $?" >>"../$1.log"; return 1; }
	done
	: >"../$1.done"
}

many left &
left=$!
many right &
right=$!

# One after another starts and is killed, at another moment of its life each time. The pause chooses that
# moment; nothing waits for anything by it.
round=0 killed=0
while [ $killed -lt 5 ] || kill -0 $left 2>/dev/null || kill -0 $right 2>/dev/null; do
	round=$((round + 1))
	"$PKITTY" issue "victim-$round" --profile tls-client --ca some-ca $with >>../victim.log 2>&1 &
	victim=$!
	sleep "0.$(printf %03d $((round * 37 % 250)))"
	! kill -KILL $victim 2>/dev/null || killed=$((killed + 1))
	wait $victim 2>/dev/null || :
done
wait $left || :
wait $right || :
for side in left right; do
	[ -e "../$side.done" ] || { tail -n 5 "../$side.log" >&2; fail "the $side one has failed"; }
done
quietly issue last

quietly git fsck --strict --full --no-dangling
[ -z "$(find .git -name '*.lock')" ] || fail 'a lock is left'
git diff --cached --binary >../staged.after
git diff --binary >../unstaged.after
cmp ../staged.before ../staged.after || fail 'what was staged has changed'
cmp ../unstaged.before ../unstaged.after || fail 'what was edited has changed'
sha256sum --quiet -c ../files.before || fail "a file of the user's has changed"
[ -z "$(git status --porcelain -- . ':!theirs')" ] || { git status --porcelain >&2; fail 'something is left over'; }

# Each commit since is one certificate with its trailers, and nothing else.
git log --format='%H %P' --grep='^Pki-Action: issue$' >../commits
issued=$(wc -l <../commits)
[ "$issued" -gt $((2 * count)) ] || fail "$issued commits, not more than twice $count"
[ "$(git rev-list --count HEAD)" = $((issued + 3)) ] || fail 'other commits than those'
while read -r commit parent; do
	[ "${parent% *}" = "$parent" ] || fail "$commit has two parents"
	path=$(git diff-tree -r --no-commit-id --name-status "$parent" "$commit" | sed -n 's/^A	//p')
	name=$(git log -1 --format='%(trailers:key=Pki-Name,valueonly,separator=)' "$commit")
	# Of very many, the later ones lie in folders of two digits.
	echo "$path" | grep -Eqx "some-ca/certs/([0-9a-f]{2}/)?$name.crt" || fail "$commit is not whole: $path"
	[ "$(git diff-tree -r --no-commit-id --name-only "$parent" "$commit")" = "$path" ] ||
		fail "$commit has something else"
	git show "$commit:$path" >../certificate
	cmp -s ../certificate "$path" || fail "$name is another one in the work tree"
	serial=$(openssl x509 -in ../certificate -noout -serial | cut -d= -f2 | tr A-F a-f)
	echo "$serial" >>../serials
	[ "$(git log -1 --format='%(trailers:key=Pki-Serial,valueonly,separator=)' "$commit")" = "$serial" ] ||
		fail "$commit tells another serial"
	[ "$(openssl x509 -in ../certificate -noout -pubkey)" = \
		"$(openssl pkey -in "$(find private/some-ca -name "$name.key")" -pubout)" ] || fail "$name has not its key"
done <../commits
[ "$(sort -u ../serials | wc -l)" = "$issued" ] || fail 'a serial stands twice'
[ "$(find some-ca/certs -name '*.crt' | wc -l)" = "$issued" ] || fail 'a certificate is in no commit'
for side in left right; do
	[ "$(find some-ca/certs -name "$side-*.crt" | wc -l)" = "$count" ] || fail "not $count of the $side one"
done
[ "$(find private/some-ca -name '*.key' | wc -l)" = "$issued" ] || fail 'a key is of no certificate'

# The catalog of all of them beside one that is made anew.
[ "$(find ../cache -name '*.catalog')" = "$catalog" ] || fail 'the catalog is elsewhere'
cat "$catalog"* >../catalog.after
! cmp -s ../catalog.before ../catalog.after || fail 'nobody has written to the catalog'
stop_clock
for command in list tree; do
	"$PKITTY" $command --json >"../$command.kept" || fail "$command has failed"
	XDG_CACHE_HOME="$work/anew" "$PKITTY" $command --json >"../$command.anew" || fail "$command has failed"
	cmp "../$command.kept" "../$command.anew" || fail "the catalog is another one than anew"
done
[ "$(grep -o '"path": *"[^"]*[.]crt"' ../list.kept | sort -u | wc -l)" -eq $((issued + 1)) ] ||
	fail 'not every certificate is listed'

# Objects of commits that were never finished are among all there are.
git cat-file --batch-all-objects --batch --buffer >../objects
grep -aq -- '-----BEGIN ENCRYPTED PRIVATE KEY' ../objects || fail 'the key of the CA is not in git'
! grep -aqE -- '-----BEGIN ((EC|RSA) )?PRIVATE KEY' ../objects || fail 'a plain key is in git'
find private -name '*.key' -exec sed -sn 2p {} + >../secrets
[ "$(grep -Ecx '.{64}' ../secrets)" -ge "$issued" ] || fail 'not every key has a first line'
! grep -aqFf ../secrets ../objects || fail 'a plain key is in git'
echo "$issued certificates, $killed of $round killed"
