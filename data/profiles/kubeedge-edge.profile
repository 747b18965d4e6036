[Profile]
Title=KubeEdge edge node
Title[zh_CN]=KubeEdge 边缘节点
Purpose=What EdgeCore shows to CloudCore: who this node is. Mostly signed from the request that EdgeCore made.
Purpose[zh_CN]=EdgeCore 向 CloudCore 出示的证书，表明节点身份。多半由 EdgeCore 生成的请求签发。
Group=kubeedge
# CloudCore compares this subject with the node's name when the certificate is renewed
# (kubeedge/kubeedge cloud/pkg/cloudhub/servers/httpserver/certificate/certs.go), and where it asks for
# authorization, whenever the node connects, with a single certificate and no chain
# (cloud/pkg/cloudhub/authorization/authorizer.go). EdgeCore compares it, too, and renews what it has by
# itself (edge/pkg/edgehub/certificate/certmanager.go; paths and settings of
# staging/src/github.com/kubeedge/api/apis/componentconfig/edgecore/v1alpha2/).
KeyUsage=digitalSignature
KeyUsageRSA=keyEncipherment
ExtendedKeyUsage=clientAuth
Subject=CN=system:node:{name}, O=system:nodes
FixedSubject=true
AllowedNames=DNS;IP
Key=ecdsa-p256
Days=365
LongestDays=3650
KeyFormat=traditional
NamesHint=None are needed: CloudCore looks at the subject, CN=system:node:NAME and O=system:nodes, and compares NAME with the node's name. Name it exactly as the node is called in Kubernetes.
NamesHint[zh_CN]=无需填写：CloudCore 看的是主题 CN=system:node:NAME、O=system:nodes，并把 NAME 与节点名比较。请与 Kubernetes 中的节点名完全一致。
NextSteps=On the edge node: {certificate} to /etc/kubeedge/certs/server.crt, {key} to /etc/kubeedge/certs/server.key, {ca} to /etc/kubeedge/ca/rootCA.crt (tlsCertFile, tlsPrivateKeyFile and tlsCaFile of edgeHub in edgecore.yaml); then start EdgeCore again.\nBefore it ends, EdgeCore gets another one from CloudCore by itself, unless edgeHub has rotateCertificates: false.
NextSteps[zh_CN]=在边缘节点上：{certificate} 放到 /etc/kubeedge/certs/server.crt，{key} 放到 /etc/kubeedge/certs/server.key，{ca} 放到 /etc/kubeedge/ca/rootCA.crt（即 edgecore.yaml 中 edgeHub 的 tlsCertFile、tlsPrivateKeyFile 和 tlsCaFile）；然后重启 EdgeCore。\n到期之前 EdgeCore 会自行向 CloudCore 换取新证书，除非 edgeHub 设置了 rotateCertificates: false。
