[Profile]
Title=etcd, client port
Title[zh_CN]=etcd 客户端端口
Purpose=What a member of an etcd cluster shows on its client port (2379) to etcdctl, Kubernetes and other clients.
Purpose[zh_CN]=etcd 集群成员在客户端端口（2379）上向 etcdctl、Kubernetes 等客户端出示的证书。
Group=etcd
# clientAuth: the gRPC gateway dials the member's own client port with this certificate
# (etcd-io/etcd server/embed/etcd.go and threads 9785, 11736, 16590; default usages of its
# tests/fixtures/gencert.json). The flags are those of its server/embed/config.go; a CA below a root
# is trusted by itself, as Go does (client/pkg/tlsutil/tlsutil.go).
KeyUsage=digitalSignature
KeyUsageRSA=keyEncipherment
ExtendedKeyUsage=serverAuth;clientAuth
Subject=CN={name}
RequiredNames=DNS;IP
AllowedNames=DNS;IP;URI
SuggestedNames=DNS:localhost;IP:127.0.0.1
Key=ecdsa-p256
Days=365
LongestDays=3650
NamesHint=Type every name and address that stands in --advertise-client-urls, and localhost and 127.0.0.1 for etcdctl on the same machine; clients refuse a member under any other name.
NamesHint[zh_CN]=请填写 --advertise-client-urls 中的每个域名和地址，并为本机的 etcdctl 加上 localhost 和 127.0.0.1；用其他名字访问时客户端会拒绝该成员。
NextSteps=Start this member with\n    --cert-file={chain}\n    --key-file={key}\n    --trusted-ca-file={ca}\n    --client-cert-auth\nand use https:// in --listen-client-urls and --advertise-client-urls.
NextSteps[zh_CN]=启动该成员时加上\n    --cert-file={chain}\n    --key-file={key}\n    --trusted-ca-file={ca}\n    --client-cert-auth\n并在 --listen-client-urls 和 --advertise-client-urls 中使用 https://。
