#!/bin/sh
# The power fails at each system call by which a change is made; of a batch at some of them.
inject=$top_srcdir/tests/fault/inject
"$inject" "$top_srcdir/tests/fault/commit.subject" power &&
	"$inject" "$top_srcdir/tests/fault/issue.subject" power &&
	"$inject" "$top_srcdir/tests/fault/batch.subject" power 101
