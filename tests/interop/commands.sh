#!/bin/sh
# The commands as scripts use them: exit status, errors, streams, targets, and what they leave behind.
set -eu
. "${top_srcdir:?}/tests/ground.sh"
needs openssl jq
mkdir -p store/alpha/certs store/beta/certs other

# certificate FILE CN SERIAL [OPENSSL-OPTION...]
certificate () {
	file=$1 cn=$2 serial=$3
	shift 3
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$file.key" \
		-out "$file" -subj "/CN=$cn" -set_serial "$serial" -days 365 "$@" 2>log ||
		{ cat log >&2; fail 'openssl failed'; }
}
certificate store/alpha/ca.crt 'Alpha CA' 0xa1a2a3a4a5
certificate store/beta/ca.crt 'Beta CA' 0xb1b2b3b4b5
certificate store/alpha/certs/web.crt web 0xf1f2f3f4f5 -CA store/alpha/ca.crt -CAkey store/alpha/ca.crt.key
certificate store/beta/certs/web.crt web 0x0102030405 -CA store/beta/ca.crt -CAkey store/beta/ca.crt.key
certificate store/beta/certs/mail.crt mail 0x0102030406 -CA store/beta/ca.crt -CAkey store/beta/ca.crt.key
cat store/alpha/ca.crt store/beta/ca.crt store/beta/certs/mail.crt >other/three.pem
echo 'nothing here' >other/plain.txt
find store other -type f -exec stat -c '%n %s %Y' {} + | sort >before

# means TARGET PATH: TARGET is the first object of PATH.
means () {
	expect 0 -C store show "$1" --json
	[ "$(jq -r .path out)" = "$2" ] || { cat out >&2; fail "$1 is not $2"; }
}

# show FILE makes no catalog.
expect 0 show store/alpha/ca.crt
grep -q 'Alpha CA' out || fail 'show does not tell the subject'
expect 0 show other/three.pem#2 --json
jq -e '.subject == "CN=mail" and .index == 2 and .depth == null' out >/dev/null || fail 'FILE#2 is not the third'
expect 0 show other/three.pem --json
jq -e 'length == 3' out >/dev/null || fail 'a file with three objects does not show three'
[ ! -e "$XDG_CACHE_HOME" ] || fail 'show FILE makes a catalog'
for form in --pem --der; do
	expect 0 show store/alpha/ca.crt $form
	[ "$(openssl x509 -in out -noout -serial)" = serial=A1A2A3A4A5 ] || fail "show $form is no certificate"
done
expect 0 show - --json <store/alpha/ca.crt
jq -e '.subject == "CN=Alpha CA"' out >/dev/null || fail 'standard input is not read'

# Targets.
means 'Alpha CA' alpha/ca.crt
means alpha alpha/ca.crt
means alpha/web alpha/certs/web.crt
means beta/web beta/certs/web.crt
means 'Beta CA/web' beta/certs/web.crt
means mail beta/certs/mail.crt
means f1f2f3 alpha/certs/web.crt
means F1:F2:F3:F4 alpha/certs/web.crt
means 0102030405 beta/certs/web.crt
means beta/certs/mail.crt beta/certs/mail.crt
means "$(openssl x509 -in store/beta/certs/mail.crt -noout -fingerprint -sha256 | cut -d= -f2)" beta/certs/mail.crt
expect 2 -C store show web
grep -q alpha/certs/web.crt err && grep -q beta/certs/web.crt err || fail 'the candidates are not listed'
expect 2 -C store show f1f2f
expect 2 -C store show 010203
expect 2 -C store show nobody
expect 2 -C store show ../other/three.pem#3

# Relations, once there is a catalog.
expect 0 show store/alpha/certs/web.crt --json
jq -e --arg key "$(pwd -P)/store/alpha/certs/web.crt.key" '.depth == 1 and .private_key == $key' out >/dev/null ||
	{ cat out >&2; fail 'no relations from the catalog of a folder above'; }
expect 0 -C store show alpha/certs/web.crt --json
jq -e '.depth == 1 and .private_key == "alpha/certs/web.crt.key"' out >/dev/null || { cat out >&2; fail 'no relations'; }

# Where it works.
for way in '-C store' '--directory=store' '-C . -C store'; do
	expect 0 $way list
	[ "$(wc -l <out)" = 10 ] || { cat out; fail "not 10 rows: $way"; }
done
expect 0 list store --filter 'issuer:Beta -name:mail type:certificate'
[ "$(wc -l <out)" = 2 ] || { cat out >&2; fail 'the filter lets other things through'; }
expect 0 list store --filter nothing-like-this
[ ! -s out ] || fail 'something is like nothing-like-this'
expect 0 list store --filter nothing-like-this --json
[ "$(cat out)" = '[]' ] || fail 'an empty list is not []'
expect 0 tree store --filter name:mail
[ "$(wc -l <out)" = 2 ] || { cat out >&2; fail 'the tree of a match is not it and its issuer'; }
(cd other && PKITTY_STORE="$work/store" "$PKITTY" list | wc -l) | grep -qx 10 || fail 'PKITTY_STORE'
(cd store/alpha && touch ../pkitty.conf && "$PKITTY" list | wc -l) | grep -qx 10 || fail 'the store around'
rm store/pkitty.conf
stop_clock
expect 0 store
cp out piped
expect 0 tree store
cmp out piped || fail 'pkitty DIR in a pipe is not the tree'

# What can't be done.
expect 2 list store --filter colour:red
grep -q subject err || fail 'the known fields are not listed'
expect 2 list store --filter 'days<many'
expect 2 list --no-such-option
expect 2 list store other
expect 2 list nowhere
expect 2 list other/plain.txt
expect 2 tree nowhere
expect 2 nowhere
expect 2 show
expect 2 show nowhere/at/all
expect 2 show store
expect 2 show other/plain.txt
expect 2 show other/three.pem --der
expect 2 show other/three.pem --der --pem
mkfifo other/fifo
expect 2 show other/fifo
rm other/fifo

# Streams.
if [ -e /dev/full ]; then
	for what in 'list store --json' 'list store' 'tree store' 'show store/alpha/ca.crt' --version --help; do
		got=0
		"$PKITTY" $what >/dev/full 2>err || got=$?
		[ $got = 2 ] && grep -q '^pkitty: .*: ' err || fail "a full disk is no error: $what"
	done
fi
got=0
"$PKITTY" list store --json >&- 2>err || got=$?
[ $got = 2 ] || fail 'a closed standard output is no error'
(trap '' PIPE; "$PKITTY" list store --json 2>err; :) | true
[ ! -s err ] || { cat err >&2; fail 'a reader that goes away is spoken of'; }

# On a terminal: colour unless it is not wanted, no bytes of DER, a line of titles.
if command -v script >/dev/null; then
	# on_terminal STATUS COMMAND
	on_terminal () {
		got=0
		TERM=xterm script -qec "$2" /dev/null >out </dev/null || got=$?
		[ $got = "$1" ] || { cat out >&2; fail "exit status $got on a terminal: $2"; }
	}
	escape=$(printf '\033')
	on_terminal 0 "$PKITTY list store"
	grep -q "$escape\[32mvalid" out || fail 'no colour on a terminal'
	head -n1 out | grep -q NAME || fail 'no titles on a terminal'
	on_terminal 0 "NO_COLOR=1 $PKITTY list store"
	! grep -q "$escape" out || fail 'colour in spite of NO_COLOR'
	on_terminal 0 "TERM=dumb $PKITTY tree store"
	! grep -q "$escape" out || fail 'colour on a terminal that has none'
	on_terminal 2 "$PKITTY show store/alpha/ca.crt --der"
	on_terminal 0 "stty cols 60; $PKITTY tree store"
	[ "$(sed "s/$escape\[[0-9]*m//g" out | tr -d '\r' | wc -L)" -le 60 ] || fail 'wider than the terminal'
fi

# A file that goes while the list is printed: the pipe holds a quarter of it, so the last is not yet read.
mkdir many
for i in $(seq 300); do
	cp store/alpha/ca.crt "many/$i.crt"
done
cp store/beta/ca.crt many/zz.crt
mkfifo pipe
"$PKITTY" list many --json >pipe 2>err &
exec 3<pipe
head -c1 <&3 >out
rm many/zz.crt
cat <&3 >>out
exec 3<&-
wait $! || { cat err >&2; fail 'a file that goes is an error'; }
jq -e 'length == 301 and .[300].type == "unreadable" and .[300].error != null' out >/dev/null ||
	fail 'a file that has gone is not told'

# What a scan leaves out is counted and told, beside the rows.
mkdir left
cp store/alpha/ca.crt left
mkfifo left/pipe
ln -s / left/link
printf -- '-----BEGIN PGP MESSAGE-----\n\naGk=\n-----END PGP MESSAGE-----\n' >left/message.asc
for what in tree list 'list --json'; do
	"$PKITTY" $what left >out 2>err || fail "what is left out is an error: $what"
	[ "$(cat err)" = 'pkitty: Skipped: 1 link to a folder, 1 pipe, 1 PGP block' ] ||
		{ cat err >&2; fail "does not tell what it left out: $what"; }
done

# Help and its examples.
for command in '' tree list show; do
	expect 0 $command --help
	grep -q '^  pkitty ' out || fail "no example: $command --help"
done
expect 0 --version
for library in pkitty GLib GnuTLS libgit2 SQLite ncurses; do
	grep -Eq "^$library +[0-9]+\.[0-9]" out || fail "no version of $library"
done

find store other -type f -exec stat -c '%n %s %Y' {} + | sort >after
cmp before after || fail 'reading has written'
