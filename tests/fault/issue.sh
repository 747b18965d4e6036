#!/bin/sh
# The command "issue" is killed at each system call by which it changes the disk.
# tests/fault/inject without "kills" has these calls fail, too.
exec "$top_srcdir/tests/fault/inject" "$top_srcdir/tests/fault/issue.subject" kills
