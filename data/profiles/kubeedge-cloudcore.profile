[Profile]
Title=KubeEdge CloudCore
Title[zh_CN]=KubeEdge CloudCore
Purpose=What CloudCore shows to edge nodes on its ports 10000 (websocket) and 10002 (certificates).
Purpose[zh_CN]=CloudCore 在 10000（websocket）和 10002（证书）端口上向边缘节点出示的证书。
Group=kubeedge
# Subject, purpose and names as CloudCore makes them itself (kubeedge/kubeedge
# cloud/pkg/cloudhub/servers/httpserver/pre_server.go); its list of TLS 1.2 ciphers is ECDSA alone
# (cloud/pkg/cloudhub/servers/server.go). It shows the first certificate of the file alone
# (pkg/security/certs/io.go) and takes the key in either format. The tunnel for logs on port 10004 has
# the same certificate (cloud/pkg/cloudstream/tunnelserver.go).
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
NextSteps=Put {certificate} to /etc/kubeedge/certs/server.crt and {key} to /etc/kubeedge/certs/server.key (tlsCertFile and tlsPrivateKeyFile in cloudcore.yaml), both or none, and start CloudCore again.\nIn a container, where keadm init puts it, CloudCore has no such files and reads a secret, which has to be there before its first start:\n    openssl x509 -in {certificate} -outform DER -out cloudcoredata\n    openssl ec -in {key} -outform DER -out cloudcorekeydata\n    kubectl -n kubeedge create secret generic cloudcoresecret --from-file=cloudcoredata --from-file=cloudcorekeydata
NextSteps[zh_CN]=把 {certificate} 放到 /etc/kubeedge/certs/server.crt，把 {key} 放到 /etc/kubeedge/certs/server.key（即 cloudcore.yaml 的 tlsCertFile 和 tlsPrivateKeyFile），两者须同时存在或同时缺失，然后重启 CloudCore。\n由 keadm init 部署在容器中的 CloudCore 没有这些文件，而是读取一个 Secret，须在首次启动前创建：\n    openssl x509 -in {certificate} -outform DER -out cloudcoredata\n    openssl ec -in {key} -outform DER -out cloudcorekeydata\n    kubectl -n kubeedge create secret generic cloudcoresecret --from-file=cloudcoredata --from-file=cloudcorekeydata
