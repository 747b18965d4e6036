#!/bin/sh
# What is told to do next can be pasted, whatever the folders are called; who is told that git does not
# know them has no half of a store; and who signs is told what is granted.
set -eu
. "${top_srcdir:?}/tests/ground.sh"
needs openssl
mkdir bin
unset GIT_CONFIG_GLOBAL GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL EMAIL || :
printf '#!/bin/sh\nexec "%s" "$@"\n' "$PKITTY" >bin/pkitty
chmod +x bin/pkitty
export PATH="$work/bin:$PATH"
logs=log

! pkitty init 'my store' 2>log || fail 'a store of nobody'
grep -q 'git config --global user.name' log || fail 'does not say how to tell git'
[ ! -e 'my store' ] || fail 'half of a store is left'
git config --global user.name 'Lin Ye'
git config --global user.email lin@example.org
pkitty init 'my store' >log 2>&1 || fail init
cd 'my store'
(umask 077 && echo 'correct horse battery staple' >'../the passphrase')
mine () {
	pkitty "$@" --passphrase-file '../the passphrase' >../log 2>&1 || fail "failed: $*"
}
mine ca "my ca; echo 'x'"

# The commands as they are printed.
mine issue 'my mail' --profile email --email lin@example.org
grep '^To make' ../log | sed 's/^[^:]*: //' >../make
sh -eu ../make || fail 'the chain is not made'
grep '^    openssl pkcs12' ../log | sed 's/$/ -passout pass:x/' >../export
sh -eu ../export || fail 'the PKCS#12 file is not made'
openssl pkcs12 -in 'my mail.p12' -passin pass:x -nokeys | grep -q 'CN = my mail' || fail 'another certificate'

# TOML has its own quotes.
mine issue 'my tidb' --profile tidb-server --dns tidb.example.org
grep -q "cluster-ssl-ca = \"my ca; echo 'x'/ca.crt\"" ../log || fail 'TOML with the quotes of a shell'

# The key of a request is elsewhere.
openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ../theirs.key \
	-subj /CN=theirs -addext subjectAltName=DNS:theirs.example.org -out ../theirs.csr 2>../log
mine sign ../theirs.csr --profile tls-server --yes
grep -q 'ssl_certificate_key PRIVATE-KEY;' ../log || fail 'no word for the key'

# Of each request in a table it is told beforehand what it gets.
cp ../theirs.csr ../second.csr
printf 'profile,name,csr\ntls-server,one,theirs.csr\ntls-server,two,second.csr\n' >../table.csv
mine batch ../table.csv --dry-run
[ "$(grep -c '^What the request for \(one\|two\) gets:$' ../log)" = 2 ] || fail 'not told of each request'
[ "$(grep -c '^Alternative name *kept *DNS:theirs.example.org' ../log)" = 2 ] || fail 'not told what is kept'

# TiKV's status port trusts by OpenSSL, which takes no CA below a root without that root.
mine ca below --parent "my ca; echo 'x'"
mine issue tikv --profile tikv-server --ca below --dns tikv.example.org
grep '^To make' ../log | sed 's/^[^:]*: //' >../make
sh -eu ../make || fail 'the chains are not made'
trusted=$(sed -n 's/^ *ca-path = "\(.*\)"$/\1/p' ../log)
[ -s "$trusted" ] || fail "no such file: $trusted"
openssl verify -purpose sslclient -CAfile "$trusted" -untrusted tikv-chain.crt below/certs/tikv.crt >../log 2>&1 ||
	fail 'TiKV refuses another TiKV'

# A file of which nothing speaks is not to be made, though its name ends another's.
mine issue not-below --profile tidb-server --ca below --dns tidb.example.org
[ "$(grep -c '^To make' ../log)" = 1 ] || fail 'a chain that nothing needs'
