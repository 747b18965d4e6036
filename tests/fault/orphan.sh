#!/usr/bin/env bash
# A change is killed when its private key is in place and its commit is not yet: the next change
# says so, and keeps the key where git does not look and nothing else is in the way.
set -uo pipefail
. "${top_srcdir:?}/tests/ground.sh"
needs_tracing
committer=$top_builddir/tests/fault/committer
fail () {
	echo "$*"
	find store -path store/.git/objects -prune -o -type f -ls
	exit 1
}
git init -q -b trunk store
# Nothing of the user's ignores private/: what is orphaned keeps itself out of git.
echo one >store/file
git -C store add .
git -C store commit -q -m first

for again in 1 2; do
	{
		strace -qq -f -o /dev/null -e trace=syncfs -e inject=syncfs:signal=KILL:when=2 \
			"$committer" store etcd1 1
	} 2>/dev/null
	[ -e store/private/ca/etcd1-1.key ] || fail 'the key was not in place yet'
	[ "$(git -C store rev-list --count HEAD)" = "$again" ] || fail 'it was committed already'
	key=$(cat store/private/ca/etcd1-1.key)
	said=$("$committer" store "other$again" 1) || fail 'the next change fails'
	case $said in
	'recovered: '*dropped*private/.orphaned*) ;;
	*) fail "it said: $said" ;;
	esac
	[ ! -e store/private/ca/etcd1-1.key ] || fail 'the key is still in the way'
	orphan=store/private/.orphaned/etcd1-1.key
	[ $again = 1 ] || orphan=$orphan.1
	[ "$(cat $orphan)" = "$key" ] || fail 'the key is lost'
	[ "$(stat -c %a $orphan store/private/.orphaned | tr '\n' ' ')" = '600 700 ' ] || fail 'permissions'
done
git -C store add -A
! git -C store ls-files | grep orphaned || fail 'git takes orphaned keys'
git -C store fsck --strict || fail 'git fsck'
