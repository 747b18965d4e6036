#!/bin/sh
# The house rules that a machine can check (ARCHITECTURE.md): arrows between folders point down, each
# library stays in its room, files keep to one noun and to 600 lines, and every string is found by
# xgettext. Prints each breach; a formatter of the version we use is asked too where it is installed.
set -eu
export LC_ALL=C
cd "${top_srcdir:-$(dirname "$0")/..}"
breaches=$(mktemp)
trap 'rm -f "$breaches"' EXIT

sources () {
	find "$@" -name '*.[ch]' | sort
}

# Which folders a folder may include, besides itself.
arrows () {
	cat <<-'END'
	src/base
	src/x509 src/base
	src/git src/base
	src/ca src/base src/x509
	src/store src/base src/x509 src/git src/ca
	ui/term src/base
	ui/core src/base src/x509 src/git src/ca src/store ui/term
	ui/widgets src/base src/x509 src/git src/ca src/store ui/term ui/core
	ui/views src/base src/x509 src/git src/ca src/store ui/term ui/core ui/widgets
	ui/forms src/base src/x509 src/git src/ca src/store ui/term ui/core ui/widgets
	ui/cli src/base src/x509 src/git src/ca src/store ui/term ui/core ui/widgets
	ui src/base src/x509 src/git src/ca src/store ui/term ui/core ui/widgets ui/views ui/forms ui/cli
	END
}

# One line for each #include: FILE FOLDER INCLUDED
includes () {
	sources src ui | xargs grep -HE '^[ \t]*#[ \t]*include[ \t]*[<"]' |
		sed -E 's/^([^:]*)\/([^:\/]*):[^<"]*[<"]([^>"]*)[>"].*/\1\/\2 \1 \3/'
}

arrows_down () {
	arrows | awk -v includes="$1" '
	{ for (i = 1; i <= NF; i++) may[$1, $i] = 1; known[$1] = 1 }
	END {
		while ((getline line <includes) > 0) {
			split (line, field, " ")
			target = field[3]
			if (target !~ /\//)
				continue
			sub (/\/[^\/]*$/, "", target)
			if (!(field[2] in known))
				print field[1] ": folder " field[2] " is not in the list of folders"
			else if (target in known && !((field[2], target) in may))
				print field[1] ": an arrow points up, to " field[3]
		}
	}'
}

# stays LIBRARY PATTERN PLACE: headers that match are included below PLACE only.
stays () {
	awk -v library="$1" -v pattern="$2" -v place="$3" \
		'$3 ~ pattern && $1 !~ place { print $1 ": includes " library ", which belongs in " place }' "$4"
}

libraries_at_home () {
	stays GnuTLS '^gnutls/' '^src/(x509|ca)/' "$1"
	stays libtasn1 '^libtasn1' '^src/(x509|ca)/' "$1"
	stays nettle '^(nettle/|gmp)' '^src/x509/curve-point' "$1"
	stays 'nettle and GMP' '^(nettle/|gmp\.h)' '^src/(x509|ca)/' "$1"
	stays libgit2 '^git2' '^src/git/' "$1"
	stays SQLite '^sqlite3' '^src/store/catalog' "$1"
	stays curses '^(n?cursesw?(/.*)?|term|panel|form|menu)\.h$|^ncursesw?/' '^ui/term/' "$1"
	stays 'file functions' '^(fcntl|dirent|sys/stat|sys/mman|glib/gstdio|src/base/file)\.h$' \
		'^(src/(base|git|store)|ui)/' "$1"
}

bytes_in_bytes_out () {
	find src/x509 src/ca -name '*.c' 2>/dev/null |
		xargs -r grep -HnE '\b(f?open|openat|creat|g_file_[a-z_]+|g_mapped_file_[a-z_]+|gnutls_load_file) \(' |
		sed 's/\(:[0-9]*\):.*/\1: touches a file/'
}

one_noun () {
	find src ui data tests -type f | grep -E '/(utils?|misc|common|helpers?)[^/]*$' |
		sed 's/$/: this name tells nothing/'
	sources src ui tests | xargs wc -l | awk '$2 != "total" && $1 > 600 { print $2 ": " $1 " lines: two nouns" }'
	sources src ui tests | while read -r file; do
		case $file in
		*.h) grep -q '^#pragma once' "$file" || echo "$file: no #pragma once" ;;
		src/*.c | ui/*.c)
			[ "$(grep -m 1 '^#include' "$file")" = '#include "config.h"' ] ||
				echo "$file: config.h is not its first header"
			;;
		esac
	done
}

# What no fragment of the Makefile names is missing in the tarball.
distributed () {
	[ ! -e Makefile ] || return 0 # built in place: what was made stands among the sources
	find src ui data tests -name '*.mk' -exec cat {} + | tr -s ' \t\\' '\n' | sort -u >"$list.named"
	find src ui data tests -type f ! -name '*.mk' | grep -vE '/\.|~$|\.(o|log|trs|orig|rej)$' | sort |
		comm -23 - "$list.named" | sed 's/$/: no local.mk names it/'
}

translatable () {
	grep -lE '(^|[^A-Za-z_])(_|N_|C_|ngettext) \(' $(find src ui -name '*.c' -o -name '*.def') |
		while read -r file; do
			grep -qxF "$file" po/POTFILES.in || echo "$file: not in po/POTFILES.in, run ./autogen.sh"
		done
	# xgettext knows the macros of inttypes.h and no others: it would cut the text there.
	sources src ui | while read -r file; do
		tr '\n' ' ' <"$file" | grep -oE '(_|N_|C_|ngettext) \("([^"]|" *")*%" *G_[A-Z0-9_]+' |
			sed "s|.*|$file: a text can be translated with PRId64, not with a macro of GLib|"
	done
}

formatted () {
	for format in clang-format-14 clang-format; do
		case $($format --version 2>/dev/null) in
		*version\ 14.*)
			sources src ui tests | xargs "$format" --dry-run -Werror 2>&1 |
				sed -n 's/^\([^:]*\):\([0-9]*\):.*error.*/\1:\2: layout (make indent mends it)/p' |
				awk -F: '!seen[$1]++'
			return
			;;
		esac
	done
}

list=$(mktemp)
trap 'rm -f "$breaches" "$list" "$list.named"' EXIT
includes >"$list"
[ -s "$list" ] || { echo 'no #include line found'; exit 1; }
{
	arrows_down "$list"
	libraries_at_home "$list"
	bytes_in_bytes_out
	one_noun
	distributed
	translatable
	formatted
} >"$breaches"
cat "$breaches"
[ ! -s "$breaches" ]
