[Profile]
Title=Intermediate CA
Title[zh_CN]=中间 CA
Purpose=Signs the certificates of one system, so that the key of the root can stay away from daily work.
Purpose[zh_CN]=为某一个系统签发证书，让根 CA 的私钥远离日常工作。
Group=general
CertificateAuthority=true
PathLength=0
KeyUsage=keyCertSign;cRLSign
Subject=CN={name}
Key=ecdsa-p256
Days=1825
NextSteps=Issue certificates from {name} now. Servers send {chain} (their certificate and this CA's) to whoever knows the root alone.
NextSteps[zh_CN]=现在可以由 {name} 签发证书。服务器应向只认识根 CA 的对端发送 {chain}（自身证书加上本 CA 的证书）。
