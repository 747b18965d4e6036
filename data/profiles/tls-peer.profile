[Profile]
Title=TLS peer (server and client)
Title[zh_CN]=TLS 对等方（服务器兼客户端）
Purpose=A member of a group whose members call each other: server and client with one certificate.
Purpose[zh_CN]=成员之间互相访问的群组中的一员：同一张证书既作服务器又作客户端。
Group=general
KeyUsage=digitalSignature
KeyUsageRSA=keyEncipherment
ExtendedKeyUsage=serverAuth;clientAuth
Subject=CN={name}
RequiredNames=DNS;IP
AllowedNames=DNS;IP;URI
SuggestedNames=DNS:localhost;IP:127.0.0.1
Key=ecdsa-p256
Days=365
# Systems of Apple refuse a server with more than 825 days (support.apple.com/103769), and validity
# begins some minutes before now.
LongestDays=824
NamesHint=Type each name and each address by which the other members reach this one; otherwise they refuse the connection.
NamesHint[zh_CN]=请填写其他成员访问本成员所用的每个域名和地址，否则它们会拒绝连接。
NextSteps=Give each member its own {chain} and {key}, and {authorities} to all of them to trust each other by.
NextSteps[zh_CN]=每个成员使用自己的 {chain} 和 {key}，并把 {authorities} 发给所有成员用于互相信任。
