[Profile]
Title=TLS server
Title[zh_CN]=TLS 服务器
Purpose=HTTPS and any other server that others reach by TLS.
Purpose[zh_CN]=用于 HTTPS 以及其他通过 TLS 访问的服务器。
Group=general
KeyUsage=digitalSignature
KeyUsageRSA=keyEncipherment
ExtendedKeyUsage=serverAuth
Subject=CN={name}
RequiredNames=DNS;IP
AllowedNames=DNS;IP;URI
SuggestedNames=DNS:localhost;IP:127.0.0.1
Key=ecdsa-p256
Days=365
# Systems of Apple refuse a server with more than 825 days (support.apple.com/103769), and validity
# begins some minutes before now.
LongestDays=824
NamesHint=Type each name and each address by which clients reach the server; a client that uses another one refuses the connection. The common name does not count.
NamesHint[zh_CN]=请填写客户端访问该服务器所用的每个域名和地址；客户端用其他名字访问时会拒绝连接。通用名（CN）不起作用。
NextSteps=For nginx, in the server block:\n    listen 443 ssl;\n    ssl_certificate     {chain};\n    ssl_certificate_key {key};\n    ssl_protocols       TLSv1.2 TLSv1.3;\nClients trust it by {authorities}: curl --cacert {authorities} https://...
NextSteps[zh_CN]=nginx 的 server 块中写：\n    listen 443 ssl;\n    ssl_certificate     {chain};\n    ssl_certificate_key {key};\n    ssl_protocols       TLSv1.2 TLSv1.3;\n客户端用 {authorities} 信任它：curl --cacert {authorities} https://...
