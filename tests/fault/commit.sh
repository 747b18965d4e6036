#!/bin/sh
# A change is killed at each system call by which it changes the disk, and each of these calls fails.
exec "$top_srcdir/tests/fault/inject" "$top_srcdir/tests/fault/commit.subject" quick
