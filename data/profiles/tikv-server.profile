[Profile]
Title=TiKV server
Title[zh_CN]=TiKV 服务器
Purpose=What tikv-server shows to the other components of a TiDB cluster, as server and as client.
Purpose[zh_CN]=tikv-server 向 TiDB 集群其他组件出示的证书，既作服务器又作客户端。
Group=tidb
# All components are servers and clients of each other (pingcap/docs enable-tls-between-components.md;
# the hosts and 127.0.0.1: generate-self-signed-certificates.md there). The settings are those of
# tikv/tikv etc/config-template.toml. gRPC trusts a CA below a root by itself
# (X509_V_FLAG_PARTIAL_CHAIN in grpc/grpc src/core/tsi/ssl_transport_security.cc), but the status port
# is OpenSSL without that flag, and asks for certificates where cert-allowed-cn is set (tikv/tikv
# src/server/status_server/mod.rs): the root has to be in ca-path, too. A common name that has one of
# the list anywhere in it is let in (match_peer_names in components/security/src/lib.rs).
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
NamesHint=Type the address of every host that runs TiKV, and 127.0.0.1 for the tools on the same machine; other components refuse it under any other address. The common name is what cluster-verify-cn and cert-allowed-cn are compared with.
NamesHint[zh_CN]=请填写运行 TiKV 的每台主机的地址，并为本机工具加上 127.0.0.1；用其他地址访问时其他组件会拒绝。通用名（CN）会与 cluster-verify-cn 和 cert-allowed-cn 比较。
NextSteps=In the configuration of tikv-server, and https:// in its addresses:\n    [security]\n    ca-path = "{authorities_bare}"\n    cert-path = "{chain_bare}"\n    key-path = "{key_bare}"\n    # optional: the common names of all that call it, those of tools too\n    # (a longer name that contains one of these passes)\n    cert-allowed-cn = ["tidb", "tikv", "pd", "client"]
NextSteps[zh_CN]=在 tikv-server 的配置中，并把各地址改为 https://：\n    [security]\n    ca-path = "{authorities_bare}"\n    cert-path = "{chain_bare}"\n    key-path = "{key_bare}"\n    # 可选：所有访问者的通用名，包括工具的\n    # （包含其中之一的更长的名字也会通过）\n    cert-allowed-cn = ["tidb", "tikv", "pd", "client"]
