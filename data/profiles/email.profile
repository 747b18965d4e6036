[Profile]
Title=Mail (S/MIME)
Title[zh_CN]=邮件（S/MIME）
Purpose=Signing mail, and receiving mail that others encrypt.
Purpose[zh_CN]=为邮件签名，并接收他人加密的邮件。
Group=general
KeyUsage=digitalSignature
KeyUsageRSA=keyEncipherment
ExtendedKeyUsage=emailProtection
Subject=CN={name}
RequiredNames=EMAIL
AllowedNames=EMAIL
Key=rsa-3072
AllowedKeys=rsa-2048;rsa-3072;rsa-4096;ecdsa-p256;ecdsa-p384;ecdsa-p521
Days=730
LongestDays=1095
NamesHint=Type each mail address of this person; mail programs show a warning when the sender's address is not among them.
NamesHint[zh_CN]=请填写此人的每个邮件地址；发件地址不在其中时，邮件程序会显示警告。
NextSteps=Mail programs take certificate and key as one PKCS#12 file:\n    openssl pkcs12 -export -in {chain} -inkey {key} -out {name_word}.p12\nWhoever checks the signatures trusts {ca}.
NextSteps[zh_CN]=邮件程序需要把证书和私钥合成一个 PKCS#12 文件：\n    openssl pkcs12 -export -in {chain} -inkey {key} -out {name_word}.p12\n验证签名的一方需要信任 {ca}。
