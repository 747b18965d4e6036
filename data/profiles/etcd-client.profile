[Profile]
Title=etcd client
Title[zh_CN]=etcd 客户端
Purpose=etcdctl, a Kubernetes API server or any other program that talks to etcd.
Purpose[zh_CN]=etcdctl、Kubernetes API 服务器或其他访问 etcd 的程序。
Group=etcd
# The common name is the user (etcd-io/etcd server/auth/store.go); the names are compared with nothing
# (client/pkg/transport/listener_tls.go). etcdctl's flags are those of its ctlv3/ctl.go, the API
# server's those of kubernetes/kubernetes staging/src/k8s.io/apiserver/pkg/server/options/etcd.go.
KeyUsage=digitalSignature
ExtendedKeyUsage=clientAuth
Subject=CN={name}
Key=ecdsa-p256
Days=365
LongestDays=3650
NamesHint=None are needed. With etcd's role-based access switched on, the common name is the etcd user: name it as that user is called (root for all rights).
NamesHint[zh_CN]=无需填写。启用 etcd 基于角色的访问控制后，通用名（CN）就是 etcd 用户名：请按该用户名命名（root 拥有全部权限）。
NextSteps=With etcdctl:\n    etcdctl --cacert={ca} --cert={chain} --key={key} --endpoints=https://...:2379 endpoint health\nFor a Kubernetes API server:\n    --etcd-cafile={ca} --etcd-certfile={chain} --etcd-keyfile={key}
NextSteps[zh_CN]=用于 etcdctl：\n    etcdctl --cacert={ca} --cert={chain} --key={key} --endpoints=https://...:2379 endpoint health\n用于 Kubernetes API 服务器：\n    --etcd-cafile={ca} --etcd-certfile={chain} --etcd-keyfile={key}
