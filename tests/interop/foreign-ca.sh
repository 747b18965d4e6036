#!/bin/sh
# CAs that other programs made sign where they are: new files go beside them, files of the user stay.
set -eu
. "${top_srcdir:?}/tests/ground.sh"
PATH=$PATH:/usr/share/easy-rsa
needs openssl jq git easyrsa
export EASYRSA_BATCH=1 EASYRSA_ALGO=ec
secret passphrase 'a passphrase of theirs'

# issues CA-FILE FOLDER ARGUMENT...
issues () {
	ca=$1 folder=$2
	shift 2
	find . -path ./.git -prune -o -type f -exec sha256sum {} + | sort >"$work/before"
	quietly "$PKITTY" issue www --profile tls-server --dns www.example.org "$@"
	quietly openssl verify -CAfile "$ca" "${folder}certs/www.crt"
	[ "$(openssl x509 -in "${folder}certs/www.crt" -noout -pubkey)" = \
		"$(openssl pkey -in "${folder}private/www.key" -pubout)" ] || fail 'not its key'
	[ "$(stat -c %a "${folder}private/www.key")" = 600 ] || fail 'others can read the key'
	git check-ignore -q "${folder}private/www.key" || fail 'git does not ignore the key'
	[ "$(git show --name-only --format= HEAD)" = "${folder}certs/www.crt" ] || fail 'something else is in the commit'
	sha256sum --quiet -c "$work/before" || fail 'a file of the user was changed'
	quietly git fsck --strict
}

# easy-rsa, with a key that is open, not known to git but for the certificate.
mkdir open
cd open
quietly git init
export EASYRSA_PKI="$PWD/pki"
quietly easyrsa init-pki
quietly env EASYRSA_REQ_CN='Easy CA' easyrsa build-ca nopass
quietly easyrsa build-client-full client nopass
git add pki/ca.crt
quietly git commit -m 'the CA'
issues pki/ca.crt pki/
git log -1 --format=%B | grep -qx 'Pki-Authority: Easy CA' || fail 'the authority is not called by its name'
cd ..

# The same with a passphrase, nothing in git yet.
mkdir locked
cd locked
quietly git init
export EASYRSA_PKI="$PWD/pki"
quietly easyrsa init-pki
quietly env EASYRSA_PASSOUT="pass:$(cat ../passphrase)" EASYRSA_PASSIN="pass:$(cat ../passphrase)" \
	EASYRSA_REQ_CN='Easy CA' easyrsa build-ca
issues pki/ca.crt pki/ --ca 'Easy CA' --ca-passphrase-file ../passphrase
cd ..

# As XCA exports: certificate and key side by side, named after the CA; two of them.
mkdir exported
cd exported
quietly git init
for ca in 'Acme Root' 'Acme Sub'; do
	quietly openssl req -x509 -newkey rsa:2048 -passout file:../passphrase -keyout "$ca.pem" -out "$ca.crt" \
		-subj "/CN=$ca" -days 3000 -addext keyUsage=critical,keyCertSign,cRLSign
done
git add -A
quietly git commit -m 'exported'
! "$PKITTY" issue www --profile tls-server --dns www.example.org --ca-passphrase-file ../passphrase 2>err ||
	fail 'signs with one of two'
grep -q 'Acme Root' err && grep -q 'Acme Sub' err || fail 'does not list the two'
rm err
issues 'Acme Sub.crt' '' --ca 'Acme Sub' --ca-passphrase-file ../passphrase
cd ..

# The other forms of XCA: certificate and PKCS#8 key in one file; the key beside as .pk8, and as
# traditional PEM. And the files of easy-rsa by copy. All in a store that has a CA already.
quietly "$PKITTY" init store
cd store
quietly "$PKITTY" ca own-ca --passphrase-file ../passphrase
mkdir xca1 xca2 xca3 easy
for ca in 1 2 3; do
	quietly openssl req -x509 -newkey rsa:2048 -passout file:../passphrase -keyout "xca$ca/key.pem" \
		-out "xca$ca/Imported $ca.crt" -subj "/CN=Imported $ca" -days 3000 -addext keyUsage=critical,keyCertSign
done
cat "xca1/Imported 1.crt" xca1/key.pem >"xca1/Imported 1.pem"
mv xca2/key.pem "xca2/Imported 2.pk8"
quietly openssl rsa -in xca3/key.pem -passin file:../passphrase -traditional \
	-des3 -passout 'pass:a passphrase of theirs' -out "xca3/Imported 3.pem"
grep -q "^DEK-Info: DES-EDE3-CBC" "xca3/Imported 3.pem" || fail "not the form of XCA"
rm "xca1/Imported 1.crt" xca1/key.pem xca3/key.pem
cp -r ../locked/pki/ca.crt ../locked/pki/private easy
rm easy/private/www.key
issues "xca1/Imported 1.pem" xca1/ --ca "Imported 1" --ca-passphrase-file ../passphrase
issues "xca2/Imported 2.crt" xca2/ --ca "Imported 2" --ca-passphrase-file ../passphrase
issues "xca3/Imported 3.crt" xca3/ --ca "Imported 3" --ca-passphrase-file ../passphrase
issues easy/ca.crt easy/ --ca easy --ca-passphrase-file ../passphrase
rm -r own-ca easy/certs easy/private/www.key
quietly git commit -a -m 'only copies are left'
rm -r xca1 xca2 xca3
issues easy/ca.crt easy/ --ca-passphrase-file ../passphrase
cd ..

# In no repository, and in a store around them.
cp -r exported/*.crt exported/*.pem .
mkdir bare
cp exported/*.crt exported/*.pem bare
got=0
"$PKITTY" -C bare issue www --profile tls-server --dns www.example.org 2>err || got=$?
[ $got = 2 ] && grep -q 'pkitty init' err || fail 'does not say what to do without git'
quietly "$PKITTY" init bare
cd bare
git status --porcelain | grep -q . || fail 'init took the files of the user into git'
quietly "$PKITTY" issue www --profile tls-server --dns www.example.org --ca 'Acme Sub' --ca-passphrase-file ../passphrase
quietly openssl verify -CAfile 'Acme Sub.crt' certs/www.crt

# The user's own .gitignore in private/ is not touched, and no key goes where it would be committed.
rm -r private
mkdir private
echo '*.txt' >private/.gitignore
got=0
"$PKITTY" issue w2 --profile tls-server --dns www.example.org --ca 'Acme Sub' --ca-passphrase-file ../passphrase 2>err ||
	got=$?
[ "$(cat private/.gitignore)" = '*.txt' ] || fail "the user's .gitignore was changed"
[ $got = 2 ] || git check-ignore -q private/w2.key || fail 'a key is where git takes it'
