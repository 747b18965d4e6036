// parse DIR: what a bare Go program needs to read every file below DIR and parse the certificates in
// it, on as many threads as there are processors. The peer of opening a store without a catalog.
package main

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
)

var parsed, refused int64

func parse(der []byte) {
	if _, err := x509.ParseCertificate(der); err != nil {
		atomic.AddInt64(&refused, 1)
	} else {
		atomic.AddInt64(&parsed, 1)
	}
}

func read(path string) {
	data, err := os.ReadFile(path)
	if err != nil {
		return
	}
	if !bytes.Contains(data, []byte("-----BEGIN")) {
		if len(data) > 0 && data[0] == 0x30 {
			parse(data)
		}
		return
	}
	for {
		var block *pem.Block
		if block, data = pem.Decode(data); block == nil {
			return
		}
		if block.Type == "CERTIFICATE" {
			parse(block.Bytes)
		}
	}
}

func main() {
	paths := make(chan string, 1024)
	var workers sync.WaitGroup
	for i := 0; i < runtime.NumCPU(); i++ {
		workers.Add(1)
		go func() {
			defer workers.Done()
			for path := range paths {
				read(path)
			}
		}()
	}
	filepath.WalkDir(os.Args[1], func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return nil
		}
		if entry.IsDir() && entry.Name() == ".git" {
			return fs.SkipDir
		}
		if entry.Type().IsRegular() {
			paths <- path
		}
		return nil
	})
	close(paths)
	workers.Wait()
	fmt.Printf("%d parsed, %d refused\n", parsed, refused)
}
