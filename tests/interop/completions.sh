#!/bin/bash
# What the shells offer behind "pkitty": commands, options, CAs of the store and profiles. bash always; zsh and fish
# where they are installed.
set -eu
. "${top_srcdir:?}/tests/ground.sh"
export PATH=${PKITTY%/*}:$PATH
mkdir -p store/etcd-ca/certs store/root
touch store/etcd-ca/ca.crt store/root/ca.crt store/etcd-ca/certs/etcd1.crt
cd store

# offers SHELL WANTED WORD...: behind these words SHELL offers WANTED, among others
offers () {
	local shell=$1 wanted=$2
	shift 2
	"in_$shell" "$@" >"$work/offered" 2>"$work/error" || { cat "$work/error" >&2; fail "$shell: $*"; }
	grep -qxF -- "$wanted" "$work/offered" || { cat "$work/offered" >&2; fail "$shell does not offer $wanted behind: $*"; }
}

in_bash () {
	bash -c '. "$0"
		COMP_WORDS=(pkitty "$@") COMP_CWORD=$#
		_pkitty pkitty "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
		printf "%s\n" "${COMPREPLY[@]}"' "$top_srcdir/data/completions/bash/pkitty" "$@"
}

# Outside of its line editor zsh has no completion: what would be described is printed instead.
in_zsh () {
	zsh -f -c 'script=$1; shift
		_describe () { print -l -- ${${(P)4}%%:*} }
		_files () { : }
		compadd () { print -l -- $* }
		words=(pkitty "$@") CURRENT=$(($# + 1))
		_arguments () { : }
		source $script' zsh "$top_srcdir/data/completions/_pkitty" "$@"
}

in_fish () {
	fish --no-config -c "source $top_srcdir/data/completions/pkitty.fish; complete -C 'pkitty $*'" | cut -f1
}

shells=bash
command -v zsh >/dev/null && shells="$shells zsh"
command -v fish >/dev/null && shells="$shells fish"
for shell in $shells; do
	for command in $("$PKITTY" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
		offers $shell "$command" "${command%?}"
	done
	offers $shell --path-length ca --pa
	offers $shell --dry-run issue etcd2 --d
	offers $shell etcd-ca issue etcd2 --ca etc
	offers $shell root ca sub --parent r
	offers $shell etcd-server issue etcd2 --profile etcd-s
	offers $shell ecdsa-p384 issue etcd2 --key ecd
	offers $shell etcd-ca/etcd1 export etcd-ca/e
done
echo "asked: $shells"
