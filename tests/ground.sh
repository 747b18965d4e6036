# The ground that a test in shell stands on, sourced before anything else:
#	. "${top_srcdir:?}/tests/ground.sh"
# The working directory is the fresh folder $work, which goes when the test ends; home, cache and git's person belong
# to it, so that nothing of whoever runs the test is seen. For sh with or without -e and -u.
# shellcheck shell=sh
top_srcdir=$(cd "$top_srcdir" && pwd) || exit 1
top_builddir=$(cd "$top_builddir" && pwd) || exit 1
PKITTY=$(realpath "$PKITTY") || exit 1
work=$(mktemp -d "${TMPDIR:-/tmp}/pkitty-test-XXXXXX") && work=$(cd "$work" && pwd -P) || exit 1

# Processes that end with the test: their ids.
children=
leave () {
	for child in $children; do
		kill -TERM "$child" 2>/dev/null || :
	done
	for child in $children; do
		wait "$child" 2>/dev/null || :
	done
	rm -rf "$work"
}
trap leave EXIT
trap 'exit 1' HUP INT TERM

export top_srcdir top_builddir PKITTY
export HOME="$work/home" XDG_CACHE_HOME="$work/cache" XDG_CONFIG_HOME="$work/home/.config"
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL="$work/home/.gitconfig"
export GIT_AUTHOR_NAME='Ada Author' GIT_AUTHOR_EMAIL=ada@example.org
export GIT_COMMITTER_NAME='Carl Committer' GIT_COMMITTER_EMAIL=carl@example.org
export LC_ALL=C.UTF-8
unset LANGUAGE OPENSSL_CONF PKITTY_STORE
umask 022
mkdir "$HOME"
cd "$work" || exit 1
# Nobody answers what is asked.
exec </dev/null

# Files below $work, as a pattern: what they end with is shown when the test fails.
logs=
fail () {
	for log in $(cd "$work" && echo $logs); do
		[ ! -e "$work/$log" ] || tail -n 20 "$work/$log" >&2
	done
	echo "$*" >&2
	exit 1
}

skip () {
	echo "skipped: $*"
	exit 77
}

# needs TOOL...
needs () {
	for tool; do
		command -v "$tool" >/dev/null || skip "no $tool here"
	done
}

needs_tracing () {
	strace -qq -f -o /dev/null -e inject=fsync:error=EIO true 2>/dev/null ||
		skip 'strace can not put faults into programs here'
	# A process that is traced can't be searched for leaks.
	export ASAN_OPTIONS=detect_leaks=0
}

# secret FILE TEXT: nobody else can read it.
secret () {
	(umask 077 && printf '%s\n' "$2" >"$1")
}

# From here on pkitty's clock stands still: else a day ends, or a second passes, between two commands.
stop_clock () {
	PKITTY_TEST_NOW=$(date +%s)
	export PKITTY_TEST_NOW
}

# quietly COMMAND...: what it says is left in $work/log, and shown when it fails.
quietly () {
	"$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; fail "failed: $*"; }
}

# run STATUS ARGUMENT...: pkitty without a terminal. What it prints is left in out and err of $work; an error says
# of what it speaks, and why.
run () {
	wanted=$1
	shift
	got=0
	setsid "$PKITTY" "$@" >"$work/out" 2>"$work/err" || got=$?
	[ $got = "$wanted" ] || { cat "$work/err" >&2; fail "exit status $got, not $wanted: $*"; }
	[ "$wanted" = 0 ] || head -n1 "$work/err" | grep -Eq '^pkitty: [^:]+: .' ||
		{ cat "$work/err" >&2; fail "no WHAT: WHY: $*"; }
}

# expect STATUS ARGUMENT...: the same, and who succeeds complains of nothing.
expect () {
	run "$@"
	[ "$wanted" != 0 ] || [ ! -s "$work/err" ] || { cat "$work/err" >&2; fail "complains: $*"; }
}

# The store "store" in the working directory, which is gone into; $with gives commands the passphrase of its keys.
enter_store () {
	secret passphrase 'correct horse battery staple'
	quietly "$PKITTY" init store
	cd store || exit 1
	with='--passphrase-file ../passphrase'
}

# await COMMAND...: tries again until it succeeds, while the children run, for two minutes at most.
await () {
	deadline=$(($(date +%s) + 120))
	until "$@"; do
		for child in $children; do
			kill -0 "$child" 2>/dev/null || fail "a process has ended before: $*"
		done
		[ "$(date +%s)" -lt "$deadline" ] || fail "not in two minutes: $*"
		sleep 0.05
	done
}
