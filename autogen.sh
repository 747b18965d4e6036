#!/bin/sh
# autogen.sh [potfiles]: makes configure and po/POTFILES.in, the list of files with translatable
# strings; with the word potfiles only the list. Run from anywhere; again when a source is added.
set -eu
cd "$(dirname "$0")"
list=$(find src ui \( -name '*.c' -o -name '*.def' \) | LC_ALL=C sort)
if [ ! -e po/POTFILES.in ] || [ "$list" != "$(cat po/POTFILES.in)" ]; then
	printf '%s\n' "$list" >po/POTFILES.in
fi
[ "${1-}" != potfiles ] || exit 0
mkdir -p m4 build-aux
autoreconf --install --force
