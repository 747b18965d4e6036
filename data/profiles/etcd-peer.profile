[Profile]
Title=etcd, between members
Title[zh_CN]=etcd 成员之间
Purpose=What a member of an etcd cluster shows to the other members on the peer port (2380), as server and as client.
Purpose[zh_CN]=etcd 集群成员在对等端口（2380）上向其他成员出示的证书，既作服务器又作客户端。
Group=etcd
# Without clientAuth the others refuse it with "incompatible key usage" (etcd-io/etcd 8603, 11736).
# Its names are compared with the address a call comes from, too (checkSAN in
# client/pkg/transport/listener_tls.go there; on the peer port alone). The flags are those of
# server/embed/config.go.
KeyUsage=digitalSignature
KeyUsageRSA=keyEncipherment
ExtendedKeyUsage=serverAuth;clientAuth
Subject=CN={name}
RequiredNames=DNS;IP
AllowedNames=DNS;IP;URI
Key=ecdsa-p256
Days=365
LongestDays=3650
FileName={name}-peer
NamesHint=Type every name and address that stands in --initial-advertise-peer-urls of this member; the other members compare it with the address they call and with the one they are called from.
NamesHint[zh_CN]=请填写该成员 --initial-advertise-peer-urls 中的每个域名和地址；其他成员会把它与所访问的地址以及来访的地址进行比较。
NextSteps=Start this member with\n    --peer-cert-file={chain}\n    --peer-key-file={key}\n    --peer-trusted-ca-file={ca}\n    --peer-client-cert-auth\nand use https:// in --listen-peer-urls, --initial-advertise-peer-urls and --initial-cluster.
NextSteps[zh_CN]=启动该成员时加上\n    --peer-cert-file={chain}\n    --peer-key-file={key}\n    --peer-trusted-ca-file={ca}\n    --peer-client-cert-auth\n并在 --listen-peer-urls、--initial-advertise-peer-urls 和 --initial-cluster 中使用 https://。
