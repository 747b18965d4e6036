#!/usr/bin/env bash
# crowd.sh [COUNT]: two processes make COUNT changes each in one repository, while a third one makes
# changes and is killed again and again, and a user stages and edits in between. Every commit is
# whole, nothing of the user's is touched, git finds nothing wrong.
set -uo pipefail
count=${1:-100}
# In memory where that is possible: each change flushes the disk several times.
[ ! -w /dev/shm ] || export TMPDIR=/dev/shm
. "${top_srcdir:?}/tests/ground.sh"
needs_tracing
committer=$top_builddir/tests/fault/committer

git init -q -b trunk store
echo /private/ >store/.gitignore
mkdir store/theirs
echo one >store/theirs/file
git -C store add .
git -C store commit -q -m first
echo two >>store/theirs/file
git -C store add theirs/file
echo three >>store/theirs/file

"$committer" store left "$count" >left.log 2>&1 &
left=$!
"$committer" store right "$count" >right.log 2>&1 &
right=$!

# One change at a time, killed at another call each time.
calls=(renameat:5 symlinkat:2 linkat:2 unlinkat:8 syncfs:3 write:8 fsync:1 renameat2:1 link:5 openat:70)
round=0 killed=0
while [ $round -lt 30 ] || kill -0 $left 2>/dev/null || kill -0 $right 2>/dev/null; do
	round=$((round + 1))
	call=${calls[RANDOM % ${#calls[@]}]}
	{
		strace -qq -f -o /dev/null -e trace="${call%:*}" \
			-e inject="${call%:*}:signal=KILL:when=$((RANDOM % ${call#*:} + 1))" \
			"$committer" store "victim$round" 1 >>victim.log 2>&1 || killed=$((killed + 1))
	} 2>/dev/null
done
wait $left
left=$?
wait $right
right=$?
"$committer" store last 1 >last.log 2>&1 || { cat last.log; echo 'the last change failed'; exit 1; }

failures=0
complain () {
	echo "$1"
	failures=$((failures + 1))
}
[ "$left$right" = 00 ] || { cat left.log right.log; complain 'a process failed'; }
[ "$killed" -gt 10 ] || complain 'too few were killed'
found=$(git -C store log --format=%s | grep -c 'issue \(left\|right\)-')
[ "$found" = $((2 * count)) ] || complain "$found commits instead of $((2 * count))"
git -C store fsck --strict --full --no-dangling >fsck.log 2>&1 || { cat fsck.log; complain 'git fsck'; }
[ "$(git -C store log --format=%H --min-parents=2 | wc -l)" = 0 ] || complain 'a commit has two parents'
# Each commit has one certificate more than the one before, and its key is there.
git -C store log --format= --name-status --reverse | grep -v theirs | sort >names
[ -z "$(cut -f 2 names | uniq -d)" ] || complain 'a file is in two commits'
for certificate in $(git -C store ls-tree -r --name-only HEAD ca/certs); do
	key=private/ca/$(basename "$certificate" .crt).key
	[ "$(git -C store show "HEAD:$certificate")" = "$(cat "store/$key")" ] || complain "$certificate has no key"
	[ "$(cat "store/$certificate")" = "$(cat "store/$key")" ] || complain "$certificate is not in the work tree"
done
for key in store/private/ca/*; do
	[ -e "store/ca/certs/$(basename "$key" .key).crt" ] || complain "$key is of no certificate"
done
[ "$(git -C store status --porcelain)" = 'MM theirs/file' ] || complain "$(git -C store status --porcelain)"
[ "$(tr '\n' ' ' <store/theirs/file)" = 'one two three ' ] || complain 'the user'\''s file is changed'
[ -z "$(find store/.git -name '*.lock')" ] || complain 'a lock is left'
echo "$((2 * count)) changes beside $round of which $killed were killed, $failures failures"
[ "$failures" = 0 ]
