[Profile]
Title=TiDB server
Title[zh_CN]=TiDB 服务器
Purpose=What tidb-server shows to the other components of a TiDB cluster, as server and as client.
Purpose[zh_CN]=tidb-server 向 TiDB 集群其他组件出示的证书，既作服务器又作客户端。
Group=tidb
# All components are servers and clients of each other (pingcap/docs enable-tls-between-components.md;
# the hosts and 127.0.0.1: generate-self-signed-certificates.md there). The settings are those of
# pingcap/tidb pkg/config/config.toml.example. Go trusts a CA below a root by itself; each common
# name is compared whole (pkg/server/http_status.go there).
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
NamesHint=Type the address of every host that runs TiDB, and 127.0.0.1 for the tools on the same machine; other components refuse it under any other address. The common name is what cluster-verify-cn and cert-allowed-cn are compared with.
NamesHint[zh_CN]=请填写运行 TiDB 的每台主机的地址，并为本机工具加上 127.0.0.1；用其他地址访问时其他组件会拒绝。通用名（CN）会与 cluster-verify-cn 和 cert-allowed-cn 比较。
NextSteps=In the configuration of tidb-server:\n    [security]\n    cluster-ssl-ca = "{ca_bare}"\n    cluster-ssl-cert = "{chain_bare}"\n    cluster-ssl-key = "{key_bare}"\n    # optional: the common names of all that call it, those of tools too\n    cluster-verify-cn = ["tidb", "tikv", "pd", "client"]
NextSteps[zh_CN]=在 tidb-server 的配置中：\n    [security]\n    cluster-ssl-ca = "{ca_bare}"\n    cluster-ssl-cert = "{chain_bare}"\n    cluster-ssl-key = "{key_bare}"\n    # 可选：所有访问者的通用名，包括工具的\n    cluster-verify-cn = ["tidb", "tikv", "pd", "client"]
