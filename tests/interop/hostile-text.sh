#!/bin/sh
# Whatever stands in a certificate or in a file name, no command sends it to a terminal as it is:
# no control, bidirectional or invisible character, in a C locale nothing but ASCII. JSON carries the
# true value.
set -eu
. "${top_srcdir:?}/tests/ground.sh"
needs openssl jq
mkdir store

escape=$(printf '\033')
bell=$(printf '\007')
c1=$(printf '\302\233')
override=$(printf '\342\200\256')
invisible=$(printf '\342\200\213')
latin=$(printf '\351')
newline='
'
name="red${escape}[31m${bell}${c1}2J${override}gnp.${invisible}end"
cat >config <<END
[req]
distinguished_name = empty
prompt = no
[empty]
[all]
subjectAltName = DNS:a${escape}]0;title${bell}b, email:x${override}y@z
nsComment = "$name"
END
file="store/f${escape}[2J${latin}${override}${newline}ile.pem"
openssl req -x509 -utf8 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$file.key" \
	-out "$file" -subj "/CN=$name" -config config -extensions all -days 30 2>log ||
	{ cat log >&2; fail 'openssl failed'; }
printf -- '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n' >"store/broken${escape}[2J.pem"

# Control characters but newline, C1, bidirectional and zero-width characters, bytes not in UTF-8.
check () {
	if LC_ALL=C grep -aqP '[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8b-\x8f\xaa-\xae]' "$1"; then
		cat -v "$1" >&2
		fail "hostile text gets through: $2"
	fi
	iconv -f UTF-8 -t UTF-8 "$1" >/dev/null || fail "not UTF-8: $2"
}

# try STATUS ARGUMENT...: in both kinds of locale
try () {
	status=$1
	shift
	for locale in C.UTF-8 C; do
		got=0
		LC_ALL=$locale "$PKITTY" "$@" >output 2>&1 || got=$?
		[ $got = "$status" ] || { cat -v output >&2; fail "exit status $got: $*"; }
		[ -s output ] || fail "says nothing: $*"
		check output "$*"
		[ $locale != C ] || ! LC_ALL=C grep -aqP '[\x80-\xff]' output || fail "not ASCII: $*"
	done
}

try 0 tree store
try 0 list store
try 0 list store --json
try 0 show "$file"
try 0 show "$file" --text
try 0 show "$file" --json
try 2 show "$work/none$name"
try 2 show "$work/store$name/x"
try 2 "$name"
try 2 list "$name"
try 2 list store --filter "status:$name"
try 2 list "--$name"
try 2 list store store "$name"
try 2 tree "$file"
try 2 -C "$name" tree
try 0 --help
try 0 tree --help
try 0 show --help
try 0 list --help

"$PKITTY" list store --json | jq -e --arg name "$name" --arg san "DNS:a${escape}]0;title${bell}b" '
	[.[] | select (.type == "certificate")][0] | (.subject | contains ("31m")) and .san[0] == $san and
	(.path | startswith ("f\u001b[2J\\xe9\u202e\nile"))' >/dev/null || fail 'JSON changes values'
