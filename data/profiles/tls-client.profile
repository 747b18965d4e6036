[Profile]
Title=TLS client
Title[zh_CN]=TLS 客户端
Purpose=Whoever shows a server who they are by a certificate (mutual TLS).
Purpose[zh_CN]=用证书向服务器证明自己身份的一方（双向 TLS）。
Group=general
KeyUsage=digitalSignature
ExtendedKeyUsage=clientAuth
Subject=CN={name}
Key=ecdsa-p256
Days=365
LongestDays=3650
NamesHint=None are needed: servers look at the subject, mostly at its common name. Some look at a mail address or a URI like spiffe://example.org/name.
NamesHint[zh_CN]=无需填写：服务器看的是主题，多半是其中的通用名（CN）。有些服务器会看邮件地址或 spiffe://example.org/name 之类的 URI。
NextSteps=Give {certificate} and {key} to the client: curl --cert {chain} --key {key} https://...\nThe server trusts it by {authorities} (nginx: ssl_client_certificate {authorities}; ssl_verify_client on;).
NextSteps[zh_CN]=把 {certificate} 和 {key} 交给客户端：curl --cert {chain} --key {key} https://...\n服务器用 {authorities} 信任它（nginx：ssl_client_certificate {authorities}; ssl_verify_client on;）。
