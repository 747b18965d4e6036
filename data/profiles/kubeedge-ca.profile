[Profile]
Title=KubeEdge CA
Title[zh_CN]=KubeEdge CA
Purpose=The CA of a KubeEdge cluster: it signs for CloudCore and for edge nodes, and CloudCore itself signs with it.
Purpose[zh_CN]=KubeEdge 集群的 CA：为 CloudCore 和边缘节点签发证书，CloudCore 自己也用它签发。
Group=kubeedge
# CloudCore makes its own like this (kubeedge/kubeedge pkg/security/certs/x509_ca.go) and reads the
# key of this one by ParseECPrivateKey: ECDSA, in SEC1.
CertificateAuthority=true
PathLength=0
KeyUsage=digitalSignature;keyCertSign;cRLSign
ExtendedKeyUsage=serverAuth;clientAuth
Subject=CN=KubeEdge
Key=ecdsa-p256
AllowedKeys=ecdsa-p256;ecdsa-p384;ecdsa-p521
Days=3650
KeyFormat=traditional
NextSteps=CloudCore reads the CA from /etc/kubeedge/ca/rootCA.crt (this is {certificate}) and its key, not encrypted and in the traditional format, from /etc/kubeedge/ca/rootCA.key: pkitty export --key --traditional writes that.\nThe token that edge nodes join with begins with the SHA-256 of this certificate's DER:\n    openssl x509 -in {certificate} -outform DER | sha256sum
NextSteps[zh_CN]=CloudCore 从 /etc/kubeedge/ca/rootCA.crt 读取 CA 证书（即 {certificate}），从 /etc/kubeedge/ca/rootCA.key 读取未加密的传统格式私钥：可用 pkitty export --key --traditional 写出。\n边缘节点加入时所用令牌的开头，就是本证书 DER 的 SHA-256：\n    openssl x509 -in {certificate} -outform DER | sha256sum
