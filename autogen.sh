#!/bin/sh
# Makes configure and the list of files with translatable strings. Run from anywhere.
set -eu
cd "$(dirname "$0")"
mkdir -p m4 build-aux
{
	echo '# Made by autogen.sh: every source of the program.'
	find src ui \( -name '*.c' -o -name '*.def' \) | LC_ALL=C sort
} >po/POTFILES.in
autoreconf --install --force
