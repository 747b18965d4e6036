#!/bin/sh
# In Chinese: commands speak it, columns align by what characters take on a terminal, and what scripts
# read stays as it is. A locale is made where C.UTF-8 is never translated (newer C libraries).
set -eu
. "${top_srcdir:?}/tests/ground.sh"
needs openssl git gettext
export TEXTDOMAINDIR="$top_builddir/locale" PKITTY_LOCALEDIR="$top_builddir/locale"
unset LC_ALL LC_MESSAGES LC_CTYPE

translated () {
	[ "$(gettext pkitty Subject)" = 主体 ]
}
export LANG=C.UTF-8 LANGUAGE=zh_CN
if ! translated; then
	export LANG=zh_CN.UTF-8 LOCPATH="$work"
	localedef -i zh_CN -f UTF-8 "$work/zh_CN.UTF-8" 2>/dev/null || :
	translated || skip 'no Chinese locale here, and none can be made'
fi

stop_clock
"$top_srcdir/data/demo/make-store" store
cd store

# in_english COMMAND...
in_english () {
	LANGUAGE=C LC_ALL=C.UTF-8 "$@"
}

"$PKITTY" --help | grep -q 证书 || fail '--help is not in Chinese'
"$PKITTY" show company/orders.crt | grep -q 颁发者 || fail 'show is not in Chinese'
"$PKITTY" show company/orders.crt | grep -q 示例公司 || fail 'show loses the name'
("$PKITTY" show nowhere 2>&1 || :) | grep -q '[^ -~]' || fail 'errors are not in Chinese'

"$PKITTY" list --json >../chinese.json
in_english "$PKITTY" list --json >../english.json
# The words of an error are for people.
sed '/"error"/d' ../chinese.json >../chinese.part
sed '/"error"/d' ../english.json | cmp - ../chinese.part || fail 'JSON changes with the language'

# starts: the columns where the first dates of rows begin, each once; Chinese characters take two.
starts () {
	LC_ALL=C awk 'i = match ($0, / 20[0-9][0-9]-[0-9][0-9]-[0-9][0-9] /) { print substr ($0, 1, i) "|" }' |
		while IFS= read -r before; do
			printf '%s\n' "$before" | LC_ALL=C.UTF-8 wc -L
		done | sort -u
}
for command in tree list; do
	"$PKITTY" $command >../$command
	columns=$(starts <../$command)
	[ -n "$columns" ] || fail "$command shows no dates"
	[ "$(echo "$columns" | wc -l)" = 1 ] || fail "$command: dates begin in columns" $columns "
$(cat ../$command)"
done
