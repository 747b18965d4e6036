[Profile]
Title=PD server
Title[zh_CN]=PD 服务器
Purpose=What pd-server shows to the other components of a TiDB cluster, as server and as client.
Purpose[zh_CN]=pd-server 向 TiDB 集群其他组件出示的证书，既作服务器又作客户端。
Group=tidb
# All components are servers and clients of each other (pingcap/docs enable-tls-between-components.md;
# the hosts and 127.0.0.1: generate-self-signed-certificates.md there). The settings are those of
# tikv/pd conf/config.toml. PD is etcd inside: Go trusts a CA below a root by itself, and the names are
# compared with the address another PD calls from, too (server/config/config.go there; etcd-io/etcd
# client/pkg/transport/listener_tls.go). Each common name is compared whole; before 8.4 there may be
# only one (pingcap/docs as above).
KeyUsage=digitalSignature
KeyUsageRSA=keyEncipherment
ExtendedKeyUsage=serverAuth;clientAuth
Subject=CN={name}
RequiredNames=DNS;IP
AllowedNames=DNS;IP;URI
SuggestedNames=IP:127.0.0.1
Key=ecdsa-p256
AllowedKeys=ecdsa-p256;ecdsa-p384;rsa-2048;rsa-3072;rsa-4096
Days=365
LongestDays=3650
NamesHint=Type the address of every host that runs PD, and 127.0.0.1 for the tools on the same machine; other components refuse it under any other address, and other PDs where it calls from any other. The common name is what cluster-verify-cn and cert-allowed-cn are compared with.
NamesHint[zh_CN]=请填写运行 PD 的每台主机的地址，并为本机工具加上 127.0.0.1；用其他地址访问时其他组件会拒绝，它从其他地址发起连接时其他 PD 也会拒绝。通用名（CN）会与 cluster-verify-cn 和 cert-allowed-cn 比较。
NextSteps=In the configuration of pd-server, and https:// in its URLs:\n    [security]\n    cacert-path = "{ca_bare}"\n    cert-path = "{chain_bare}"\n    key-path = "{key_bare}"\n    # optional: the common names of all that call it, those of tools too\n    # (before PD 8.4 a single one, the same for all)\n    cert-allowed-cn = ["tidb", "tikv", "pd", "client"]
NextSteps[zh_CN]=在 pd-server 的配置中，并把各 URL 改为 https://：\n    [security]\n    cacert-path = "{ca_bare}"\n    cert-path = "{chain_bare}"\n    key-path = "{key_bare}"\n    # 可选：所有访问者的通用名，包括工具的\n    # （PD 8.4 之前只能填一个，且所有组件相同）\n    cert-allowed-cn = ["tidb", "tikv", "pd", "client"]
