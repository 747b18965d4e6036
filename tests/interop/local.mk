# What other programs say of our files and we of theirs.
interop_tests = \
	tests/interop/at-once.sh \
	tests/interop/cloudcore.sh \
	tests/interop/commands.sh \
	tests/interop/completions.sh \
	tests/interop/core-dump.sh \
	tests/interop/damaged-catalog.sh \
	tests/interop/demo-list.sh \
	tests/interop/demo-store.sh \
	tests/interop/demo.sh \
	tests/interop/easy-rsa.sh \
	tests/interop/etcd.sh \
	tests/interop/every-command.sh \
	tests/interop/foreign-ca.sh \
	tests/interop/hostile-options.sh \
	tests/interop/hostile-text.sh \
	tests/interop/issuing.sh \
	tests/interop/log.sh \
	tests/interop/many-names.sh \
	tests/interop/mozilla.sh \
	tests/interop/next-steps.sh \
	tests/interop/nginx.sh \
	tests/interop/openssl-ca.sh \
	tests/interop/token-ca.sh \
	tests/interop/tour.sh \
	tests/interop/translation.sh \
	tests/interop/wrong-signature.sh
TESTS += $(interop_tests)
EXTRA_DIST += $(interop_tests) tests/interop/as-openssl
