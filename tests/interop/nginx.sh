#!/bin/sh
# nginx with mutual TLS, configured with the lines that pkitty tells and the certificates of a CA below
# a root; curl is let in with its certificate and not without. As root and as anybody.
set -eu
. "${top_srcdir:?}/tests/ground.sh"
PATH=$PATH:/usr/sbin:/sbin
needs nginx curl
logs=error.log

enter_store
quietly "$PKITTY" ca root-ca $with
quietly "$PKITTY" ca web-ca --parent root-ca $with
quietly "$PKITTY" ca other-ca $with
quietly "$PKITTY" issue www --profile tls-server --ca web-ca --dns www.example.org --ip 127.0.0.1 $with
cp ../log ../told-server
quietly "$PKITTY" issue ada --profile tls-client --ca web-ca $with
cp ../log ../told-client
quietly "$PKITTY" issue stranger --profile tls-client --ca other-ca $with

# Whoever is told of a file is told how to make it.
cat ../told-server ../told-client | sed -n 's/^To make .*: pkitty //p' | sort -u >../making
while read -r made; do
	# shellcheck disable=SC2086 # words
	quietly "$PKITTY" $made
done <../making

sed -n 's/^    \(\(listen\|ssl_\).*;\)$/\1/p' ../told-server >../server.lines
[ "$(wc -l <../server.lines)" = 4 ] || { cat ../told-server >&2; fail 'not four lines for nginx'; }
sed -n 's/.*nginx: \(ssl_client_certificate .*;\)).*/\1/p' ../told-client >../client.lines
[ -s ../client.lines ] || { cat ../told-client >&2; fail 'no lines for mutual TLS'; }
{
	echo "daemon off; pid $work/nginx.pid; error_log stderr; worker_processes 1;"
	[ "$(id -u)" != 0 ] || echo "user root;"
	echo 'events { } http { access_log off;'
	for path in client_body proxy fastcgi uwsgi scgi; do
		echo "${path}_temp_path $work/$path;"
	done
	echo 'server {'
	sed -E "s|listen 443|listen unix:$work/socket|; s|^(ssl_certificate(_key)?) +|\1 $PWD/|" ../server.lines
	sed -E "s|(ssl_client_certificate) +|\1 $PWD/|" ../client.lines
	# shellcheck disable=SC2016 # variables of nginx
	echo 'location / { return 200 "hello $ssl_client_s_dn, $ssl_client_verify\n"; } } }'
} >../nginx.conf
# shellcheck disable=SC2094 # it opens the log by itself
nginx -p "$work" -c "$work/nginx.conf" 2>"$work/error.log" &
children=$!
ask () {
	curl -sS --noproxy '*' --unix-socket "$work/socket" "$@" >../answer 2>../complaint
}
url=https://www.example.org/
trust=$(sed -n 's/^Clients trust it by .*curl \(--cacert .*\) https.*/\1/p' ../told-server)
shown=$(sed -n 's/.*curl \(--cert .*\) https.*/\1/p' ../told-client)
[ -n "$trust" ] && [ -n "$shown" ] || fail 'nothing is told for curl'

# shellcheck disable=SC2086 # options
await ask $trust "$url"
grep -q '400 No required SSL certificate' ../answer || { cat ../answer >&2; fail 'served without a certificate'; }
# shellcheck disable=SC2086 # options
for address in "$url" https://127.0.0.1/; do
	ask $trust $shown "$address" || { cat ../complaint >&2; fail "curl: $address"; }
	[ "$(cat ../answer)" = 'hello CN=ada, SUCCESS' ] || { cat ../answer >&2; fail "not served: $address"; }
done
# The root alone is as good.
# shellcheck disable=SC2086 # options
ask --cacert root-ca/ca.crt $shown "$url" || { cat ../complaint >&2; fail 'who knows the root alone'; }
# shellcheck disable=SC2086 # options
ask $trust --cert other-ca/certs/stranger.crt --key private/other-ca/stranger.key "$url" || :
! grep -q hello ../answer || fail 'served with a certificate of another CA'
grep -q '400 The SSL certificate error' ../answer || { cat ../answer ../complaint >&2; fail 'not refused by nginx'; }
# shellcheck disable=SC2086 # options
! ask --cacert other-ca/ca.crt $shown "$url" || fail 'another CA is trusted'
# shellcheck disable=SC2086 # options
! ask $trust $shown https://w2.example.org/ ||
	fail 'another name is trusted'
