[Profile]
Title=TiDB client
Title[zh_CN]=TiDB 客户端
Purpose=pd-ctl, tikv-ctl and other programs that talk to the components of a TiDB cluster.
Purpose[zh_CN]=pd-ctl、tikv-ctl 以及其他访问 TiDB 集群组件的程序。
Group=tidb
# Flags and files as in pingcap/docs enable-tls-between-components.md, tikv/pd
# tools/pd-ctl/pdctl/ctl.go and tikv/tikv cmd/tikv-ctl/src/cmd.rs.
KeyUsage=digitalSignature
ExtendedKeyUsage=clientAuth
Subject=CN={name}
Key=ecdsa-p256
AllowedKeys=ecdsa-p256;ecdsa-p384;rsa-2048;rsa-3072;rsa-4096
Days=365
LongestDays=3650
NamesHint=None are needed. Where cluster-verify-cn or cert-allowed-cn is set, the common name has to be in that list.
NamesHint[zh_CN]=无需填写。若设置了 cluster-verify-cn 或 cert-allowed-cn，通用名（CN）必须在该列表中。
NextSteps=With the tools:\n    pd-ctl -u https://...:2379 --cacert {ca} --cert {chain} --key {key}\n    tikv-ctl --host ...:20160 --ca-path {ca} --cert-path {chain} --key-path {key}
NextSteps[zh_CN]=用于工具：\n    pd-ctl -u https://...:2379 --cacert {ca} --cert {chain} --key {key}\n    tikv-ctl --host ...:20160 --ca-path {ca} --cert-path {chain} --key-path {key}
