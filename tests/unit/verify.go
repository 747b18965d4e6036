// Verifies certificates with crypto/x509, for the test ca-go. Each line of standard input says
//
//	ROOT LEAF PURPOSE HOST
//
// with files in PEM, a number of x509.ExtKeyUsage, and a host name or address ("-": none). Prints
// what is refused and leaves with 1 then.
package main

import (
	"bufio"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"os"
)

func read(file string) (*x509.Certificate, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, fmt.Errorf("%s: no PEM", file)
	}
	return x509.ParseCertificate(block.Bytes)
}

func verify(root, leaf string, purpose int, host string) error {
	above, err := read(root)
	if err != nil {
		return err
	}
	certificate, err := read(leaf)
	if err != nil {
		return err
	}
	roots := x509.NewCertPool()
	roots.AddCert(above)
	options := x509.VerifyOptions{Roots: roots, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsage(purpose)}}
	if host != "-" {
		options.DNSName = host
	}
	_, err = certificate.Verify(options)
	return err
}

func main() {
	var root, leaf, host string
	var purpose, count, refused int
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		if _, err := fmt.Sscan(lines.Text(), &root, &leaf, &purpose, &host); err != nil {
			panic(err)
		}
		count++
		if err := verify(root, leaf, purpose, host); err != nil {
			fmt.Println(lines.Text(), err)
			refused++
		}
	}
	if count == 0 || refused > 0 {
		os.Exit(1)
	}
}
