[Profile]
Title=KubeEdge CloudCore
Title[zh_CN]=KubeEdge CloudCore
Purpose=What CloudCore shows to edge nodes on its ports 10000 (websocket) and 10002 (certificates).
Purpose[zh_CN]=CloudCore 在 10000（websocket）和 10002（证书）端口上向边缘节点出示的证书。
Group=kubeedge
# Subject, purpose and names as CloudCore makes them itself (kubeedge/kubeedge
# cloud/pkg/cloudhub/servers/httpserver/pre_server.go); its list of TLS 1.2 ciphers is ECDSA alone.
KeyUsage=digitalSignature
ExtendedKeyUsage=serverAuth
Subject=CN=KubeEdge, O=KubeEdge
RequiredNames=DNS;IP
AllowedNames=DNS;IP
Key=ecdsa-p256
AllowedKeys=ecdsa-p256;ecdsa-p384;ecdsa-p521
Days=365
LongestDays=3650
KeyFormat=traditional
NamesHint=Type every address of advertiseAddress in cloudcore.yaml as an IP address, and the names in dnsNames; edge nodes that call another one say “certificate is valid for …, not …”.
NamesHint[zh_CN]=请把 cloudcore.yaml 中 advertiseAddress 的每个地址都填为 IP 地址，并填写 dnsNames 中的域名；边缘节点访问其他地址时会报错 “certificate is valid for …, not …”。
NextSteps=Put {certificate} to /etc/kubeedge/certs/server.crt and {key} to /etc/kubeedge/certs/server.key (tlsCertFile and tlsPrivateKeyFile in cloudcore.yaml), both or none, and start CloudCore again.
NextSteps[zh_CN]=把 {certificate} 放到 /etc/kubeedge/certs/server.crt，把 {key} 放到 /etc/kubeedge/certs/server.key（即 cloudcore.yaml 的 tlsCertFile 和 tlsPrivateKeyFile），两者须同时存在，然后重启 CloudCore。
