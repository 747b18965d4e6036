[Profile]
Title=Root CA
Title[zh_CN]=根 CA
Purpose=The top of a tree of certificates: everybody who is to trust what stands below it gets this one certificate.
Purpose[zh_CN]=证书树的顶端：凡是需要信任其下证书的一方，只需拿到这一张证书。
Group=general
CertificateAuthority=true
KeyUsage=keyCertSign;cRLSign
Subject=CN={name}
Key=ecdsa-p384
Days=3650
NextSteps=Give {certificate} to all who are to trust this CA; it is no secret.\nKeep the passphrase of {key} where it will be found in ten years.\nNow make an intermediate CA below it for each system, and issue certificates from those.
NextSteps[zh_CN]=把 {certificate} 发给所有需要信任此 CA 的一方；它不是秘密。\n请把 {key} 的口令保存在十年后仍能找到的地方。\n接下来为每个系统建立一个下级 CA，再由下级 CA 签发证书。
