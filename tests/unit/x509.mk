# unit tests of x509
