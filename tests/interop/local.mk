# What other programs say of our files and we of theirs.
interop_tests = \
	tests/interop/demo-store.sh
TESTS += $(interop_tests)
EXTRA_DIST += $(interop_tests) tests/interop/demo-list.sh tests/interop/translation.sh
