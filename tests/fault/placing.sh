#!/usr/bin/env bash
# A catalog that was filled beside its place is put there with no descriptor of it left open: to close one
# later would take from this process the locks by which SQLite holds the catalog.
set -uo pipefail
. "${top_srcdir:?}/tests/ground.sh"
needs openssl
needs_tracing
mkdir certificates
quietly openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout certificates/one.key \
	-out certificates/one.crt -subj /CN=one
strace -qq -f -o calls -e trace=openat,close,rename,renameat,renameat2 "$PKITTY" list certificates >listed ||
	{ cat listed; exit 1; }
# Numbers of descriptors are given anew once they are closed: only those at the moment of the rename count.
sed 's/^[0-9]* *//' calls | awk '
/^openat.*[.]catalog-[^"]*"/ { if ($NF >= 0) open[$NF] = 1 }
/^close\(/ { number = $1; gsub (/[^0-9]/, "", number); delete open[number] }
/^rename.*[.]catalog-/ {
	placed++
	for (number in open) {
		print "descriptor " number " is still open"
		bad = 1
	}
}
END {
	if (placed != 1)
		print "put into its place " placed + 0 " times"
	exit bad || placed != 1
}' && exit 0
cat calls
exit 1
