# Profiles: what can be issued.
profiles = \
	data/profiles/code-signing.profile \
	data/profiles/email.profile \
	data/profiles/etcd-client.profile \
	data/profiles/etcd-peer.profile \
	data/profiles/etcd-server.profile \
	data/profiles/intermediate-ca.profile \
	data/profiles/kubeedge-ca.profile \
	data/profiles/kubeedge-cloudcore.profile \
	data/profiles/kubeedge-edge.profile \
	data/profiles/pd-server.profile \
	data/profiles/root-ca.profile \
	data/profiles/tidb-client.profile \
	data/profiles/tidb-server.profile \
	data/profiles/tikv-server.profile \
	data/profiles/tls-client.profile \
	data/profiles/tls-peer.profile \
	data/profiles/tls-server.profile
EXTRA_DIST += $(profiles)

# Texts and tables compiled into the program (GResource); files in the data folder override them.
BUILT_SOURCES += data/resources.c
CLEANFILES += data/resources.c
EXTRA_DIST += data/pkitty.gresource.xml

data/resources.c: $(srcdir)/data/pkitty.gresource.xml $(profiles)
	$(AM_V_GEN)$(MKDIR_P) data && $(GLIB_COMPILE_RESOURCES) --sourcedir=$(srcdir)/data --target=$@ --generate-source --c-name pkitty $(srcdir)/data/pkitty.gresource.xml

# Tables of whole clusters, for `pkitty batch`.
examplesdir = $(pkgdatadir)/examples
dist_examples_DATA = \
	data/examples/edge2.csr \
	data/examples/etcd.csv \
	data/examples/kubeedge.csv \
	data/examples/tidb.csv

# Completions of commands, options, CAs and profiles for the shells.
bashcompletiondir = $(datadir)/bash-completion/completions
dist_bashcompletion_DATA = data/completions/bash/pkitty
zshcompletiondir = $(datadir)/zsh/site-functions
dist_zshcompletion_DATA = data/completions/_pkitty
fishcompletiondir = $(datadir)/fish/vendor_completions.d
dist_fishcompletion_DATA = data/completions/pkitty.fish

# The scripts that make the demonstration store.
demodir = $(pkgdatadir)/demo
dist_demo_SCRIPTS = \
	data/demo/make-demo \
	data/demo/make-store

# The pictures of README.md; "make pictures" makes them anew.
EXTRA_DIST += \
	data/pictures/cluster.svg \
	data/pictures/commit.svg \
	data/pictures/details.svg \
	data/pictures/done.svg \
	data/pictures/history.svg \
	data/pictures/mistake.svg \
	data/pictures/profiles.svg \
	data/pictures/review.svg \
	data/pictures/tree.svg

# The catalogs of messages as they are laid out when installed, for running from the build folder.
catalogs = locale/zh_CN/LC_MESSAGES/pkitty.mo
CLEANFILES += $(catalogs)
noinst_DATA += $(catalogs)
locale/%/LC_MESSAGES/pkitty.mo: po/%.po
	$(AM_V_GEN)$(MKDIR_P) $(@D) && $(MSGFMT) -c -o $@ $<

# The manual page: its section on keys comes from the table of actions.
nodist_man_MANS = data/pkitty.1
CLEANFILES += $(nodist_man_MANS)
EXTRA_DIST += data/pkitty.1.in
data/pkitty.1: data/pkitty.1.in data/keys.roff
	$(AM_V_GEN)$(SED) -e '/^@KEYS@$$/r data/keys.roff' -e '/^@KEYS@$$/d' $(srcdir)/data/pkitty.1.in > $@.new && mv $@.new $@
