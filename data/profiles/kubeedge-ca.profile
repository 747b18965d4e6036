[Profile]
Title=KubeEdge CA
Title[zh_CN]=KubeEdge CA
Purpose=The CA of a KubeEdge cluster: it signs for CloudCore and for edge nodes, and CloudCore itself signs with it.
Purpose[zh_CN]=KubeEdge 集群的 CA：为 CloudCore 和边缘节点签发证书，CloudCore 自己也用它签发。
Group=kubeedge
# CloudCore makes its own like this (kubeedge/kubeedge pkg/security/certs/x509_ca.go) and reads the
# key of this one by ParseECPrivateKey (x509_types.go there): ECDSA, in SEC1. Of each file it takes
# the first block alone, and ends where one of the two is missing (cloud/pkg/cloudhub/config/config.go,
# paths of staging/src/github.com/kubeedge/api/apis/common/constants/default_others.go); where both
# are, it reads the secret (cloud/pkg/cloudhub/servers/httpserver/pre_server.go). The token:
# pkg/security/token/token.go.
CertificateAuthority=true
PathLength=0
KeyUsage=digitalSignature;keyCertSign;cRLSign
ExtendedKeyUsage=serverAuth;clientAuth
Subject=CN=KubeEdge
Key=ecdsa-p256
AllowedKeys=ecdsa-p256;ecdsa-p384;ecdsa-p521
Days=3650
KeyFormat=traditional
NextSteps=CloudCore reads the CA from /etc/kubeedge/ca/rootCA.crt (this is {certificate}) and its key, not encrypted and in the traditional format, from /etc/kubeedge/ca/rootCA.key: pkitty export --key --traditional writes that. It needs both or none (tlsCAFile and tlsCAKeyFile in cloudcore.yaml).\nIn a container, where keadm init puts it, CloudCore has no such files and reads a secret, which has to be there before its first start:\n    openssl x509 -in {certificate} -outform DER -out cadata\n    openssl ec -in rootCA.key -outform DER -out cakeydata\n    kubectl -n kubeedge create secret generic casecret --from-file=cadata --from-file=cakeydata\nThe token that edge nodes join with begins with the SHA-256 of this certificate's DER:\n    openssl x509 -in {certificate} -outform DER | sha256sum
NextSteps[zh_CN]=CloudCore 从 /etc/kubeedge/ca/rootCA.crt 读取 CA 证书（即 {certificate}），从 /etc/kubeedge/ca/rootCA.key 读取未加密的传统格式私钥：可用 pkitty export --key --traditional 写出。两者须同时存在或同时缺失（cloudcore.yaml 的 tlsCAFile 和 tlsCAKeyFile）。\n由 keadm init 部署在容器中的 CloudCore 没有这些文件，而是读取一个 Secret，须在首次启动前创建：\n    openssl x509 -in {certificate} -outform DER -out cadata\n    openssl ec -in rootCA.key -outform DER -out cakeydata\n    kubectl -n kubeedge create secret generic casecret --from-file=cadata --from-file=cakeydata\n边缘节点加入时所用令牌的开头，就是本证书 DER 的 SHA-256：\n    openssl x509 -in {certificate} -outform DER | sha256sum
