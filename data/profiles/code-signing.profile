[Profile]
Title=Code signing
Title[zh_CN]=代码签名
Purpose=Signing programs, packages and scripts.
Purpose[zh_CN]=为程序、软件包和脚本签名。
Group=general
KeyUsage=digitalSignature
ExtendedKeyUsage=codeSigning
Subject=CN={name}
AllowedNames=EMAIL;URI
Key=rsa-3072
Days=730
LongestDays=1095
NamesHint=None are needed: the common name is what users see as the author.
NamesHint[zh_CN]=无需填写：用户看到的作者就是通用名（CN）。
NextSteps=To sign a file:\n    openssl cms -sign -binary -in FILE -signer {certificate} -inkey {key} -outform DER -out FILE.p7s\nSign with a time stamp, so that the signature outlives the certificate.
NextSteps[zh_CN]=为文件签名：\n    openssl cms -sign -binary -in FILE -signer {certificate} -inkey {key} -outform DER -out FILE.p7s\n签名时请加时间戳，这样证书到期后签名仍然有效。
