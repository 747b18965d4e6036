#!/bin/sh
# The certificates of the package ca-certificates: pkitty tells subject, issuer, serial, times,
# alternative names and fingerprint as openssl does, for every one of them.
set -eu
certificates=/usr/share/ca-certificates/mozilla
for tool in openssl jq; do
	command -v $tool >/dev/null || { echo "skipped: no $tool here"; exit 77; }
done
[ -d $certificates ] || { echo "skipped: no $certificates here"; exit 77; }
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT

# Alternative names as openssl prints them, "email:x, DirName:/O=A/street=B", in the words of our JSON.
alternative_names () {
	openssl x509 -in "$1" -noout -ext subjectAltName 2>/dev/null | awk '
	NR > 1 {
		sub (/^ +/, "")
		n = split ($0, name, ", ")
		for (i = 1; i <= n; i++) {
			sub (/^email:/, "EMAIL:", name[i])
			sub (/^IP Address:/, "IP:", name[i])
			if (sub (/^DirName:\//, "", name[i])) {
				m = split (name[i], part, "/")
				name[i] = "DIRNAME:"
				for (; m > 0; m--) {
					sub (/^street=/, "STREET=", part[m])
					name[i] = name[i] part[m] (m > 1 ? "," : "")
				}
			}
			printf "%s%s", name[i], i < n ? "," : ""
		}
	}'
}

# One line for each file: name, subject, issuer, serial, times, fingerprint, alternative names.
for file in "$certificates"/*.crt; do
	openssl x509 -in "$file" -noout -subject -issuer -serial -dates -dateopt iso_8601 \
		-nameopt RFC2253,-esc_msb,utf8,sep_comma_plus -fingerprint -sha256 |
		sed -e '/Fingerprint=/s/://g' -e '/^not/s/ /T/' -e 's/^[^=]*=//' |
		awk -v name="${file##*/}" -v names="$(alternative_names "$file")" '
			NR == 3 || NR == 6 { $0 = tolower ($0) }
			{ line = line "|" $0 }
			END { print name line "|" names }'
done | LC_ALL=C sort >"$directory/openssl"

"${PKITTY:?}" list --json "$certificates" | jq -r '.[] | select(.type == "certificate")
	| [.path, .subject, .issuer, (.serial | sub("^(00)+(?=..)"; "")), .not_before, .not_after,
	   .fingerprint, (.san // [] | join(","))] | join("|")' | LC_ALL=C sort >"$directory/pkitty"

[ -s "$directory/openssl" ]
diff "$directory/openssl" "$directory/pkitty"
