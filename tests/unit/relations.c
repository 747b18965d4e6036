#include "config.h"

#include "tests/unit/opened.h"

#include "src/base/time.h"
#include "src/store/revoke.h"
#include "src/x509/signature.h"
#include "tests/unit/unit.h"

static void check_all (PkiStore *store)
{
	g_autoptr (GError) error = NULL;
	ck_assert (pki_store_check_signatures (store, NULL, 0, NULL, &error));
	assert_no_error (error);
}

static void assert_parent (PkiStore *store, const char *path, const char *parent, int verdict)
{
	g_autoptr (PkiItem) item = opened_item (store, path);
	ck_assert_msg (item->issuer == (parent ? opened_at (store, parent) : 0),
		"%s stands below %" G_GINT64_FORMAT, path, item->issuer);
	ck_assert_int_eq (item->issuer_verdict, verdict);
	g_autoptr (GArray) siblings =
		parent ? pki_store_children (store, item->issuer, NULL) : NULL;
	if (parent)
		ck_assert (opened_has (siblings, item->id));
}

static gboolean in_section (PkiStore *store, PkiSection section, const char *path)
{
	g_autoptr (GArray) ids = pki_store_section (store, section, NULL);
	return opened_has (ids, opened_at (store, path));
}

static gboolean at_top (PkiStore *store, const char *path)
{
	g_autoptr (GArray) ids = pki_store_children (store, PKI_ROOTS, NULL);
	return opened_has (ids, opened_at (store, path));
}

static gboolean has_row (PkiStore *store, gint64 id)
{
	gint64 parent;
	PkiSection section;
	return pki_store_above (store, id, &parent, &section);
}

START_TEST (a_chain_is_a_tree)
{
	opened_make_ca ("root", "/CN=Root", NULL);
	opened_make_ca ("inner", "/CN=Inner", "root");
	opened_make_leaf ("leaf", "/CN=leaf", "inner");
	g_autoptr (PkiStore) store = opened_scanned ();
	ck_assert (at_top (store, "root.crt"));
	assert_parent (store, "leaf.crt", "inner.crt", PKI_VERDICT_UNKNOWN);
	check_all (store);
	assert_parent (store, "root.crt", NULL, PKI_VERDICT_GOOD);
	assert_parent (store, "inner.crt", "root.crt", PKI_VERDICT_GOOD);
	assert_parent (store, "leaf.crt", "inner.crt", PKI_VERDICT_GOOD);
	g_autoptr (PkiItem) leaf = opened_item (store, "leaf.crt");
	ck_assert_uint_eq (leaf->depth, 2);
	ck_assert_str_eq (leaf->private_key, "leaf.key");
	g_autoptr (PkiItem) inner = opened_item (store, "inner.crt");
	ck_assert_uint_eq (inner->children, 1);
	ck_assert (inner->ca && !inner->self_issued);
	ck_assert_int_eq (inner->worst_below, PKI_STATUS_VALID);
	ck_assert_uint_eq (pki_store_section_count (store, PKI_SECTION_ORPHANS), 0);
	ck_assert_uint_eq (pki_store_section_count (store, PKI_SECTION_KEYS), 0);
}
END_TEST

START_TEST (a_root_without_a_name_is_a_root)
{
	opened_make_ca ("nameless", "/", NULL);
	g_autoptr (PkiStore) store = opened_scanned ();
	for (int round = 0; round < 2; round++) {
		ck_assert (at_top (store, "nameless.crt"));
		ck_assert (!in_section (store, PKI_SECTION_ORPHANS, "nameless.crt"));
		check_all (store);
	}
	assert_parent (store, "nameless.crt", NULL, PKI_VERDICT_GOOD);
}
END_TEST

/* Links that openssl rehash makes, and links at all, are not where a person looks. */
START_TEST (of_several_places_the_plain_file_is_told)
{
	opened_make_ca ("root", "/CN=Root", NULL);
	tool_do ("cd store; mkdir a; cp root.crt 5273a94c.0; cp root.crt 5273a94c.1; "
		 "ln -s ../root.crt a/first.crt; ln -s root.crt 0f00ba11.r0");
	g_autoptr (PkiStore) store = opened_scanned ();
	g_autoptr (PkiItem) root = opened_item (store, "5273a94c.0");
	ck_assert_str_eq (root->path, "root.crt");
	ck_assert_uint_eq (root->places, 5);
	tool_do ("rm store/root.crt store/5273a94c.0; mv store/5273a94c.1 store/a/real.crt");
	opened_scan (store);
	g_autoptr (PkiItem) moved = opened_item (store, "a/real.crt");
	ck_assert_str_eq (moved->path, "a/real.crt");
}
END_TEST

START_TEST (what_ends_below_is_told_at_the_ca)
{
	opened_make_ca ("root", "/CN=Root", NULL);
	opened_make_leaf ("leaf", "/CN=leaf", "root");
	g_autoptr (PkiStore) store = opened_scanned ();
	gint64 id = opened_at (store, "root.crt");
	gint64 now = g_get_real_time () / 1000000;
	g_autoptr (PkiItem) soon = pki_store_item (store, id, now + 280 * 86400, NULL);
	ck_assert_int_eq (soon->worst_below, PKI_STATUS_EXPIRING);
	ck_assert_uint_eq (soon->soon_below, 1);
	g_autoptr (PkiItem) late = pki_store_item (store, id, now + 301 * 86400, NULL);
	ck_assert_int_eq (late->worst_below, PKI_STATUS_EXPIRED);
	ck_assert_int_eq (late->status, PKI_STATUS_VALID);
	g_autoptr (PkiItem) early = pki_store_item (store, id, now - 86400, NULL);
	ck_assert_int_eq (early->worst_below, PKI_STATUS_NOT_YET_VALID);
	ck_assert_uint_eq (early->soon_below, 0);
}
END_TEST

START_TEST (a_missing_issuer_makes_orphans_with_what_is_below)
{
	opened_make_ca ("root", "/CN=Root", NULL);
	opened_make_ca ("inner", "/CN=Inner", "root");
	opened_make_leaf ("leaf", "/CN=leaf", "inner");
	tool_do ("rm store/root.crt");
	g_autoptr (PkiStore) store = opened_scanned ();
	ck_assert (in_section (store, PKI_SECTION_ORPHANS, "inner.crt"));
	ck_assert (!in_section (store, PKI_SECTION_ORPHANS, "leaf.crt"));
	assert_parent (store, "leaf.crt", "inner.crt", PKI_VERDICT_UNKNOWN);
	ck_assert (in_section (store, PKI_SECTION_KEYS, "root.key"));
}
END_TEST

/* Another CA of the same name, with another key, is not the issuer. */
START_TEST (a_namesake_is_no_issuer)
{
	opened_make_ca ("root", "/CN=Root", NULL);
	opened_make_leaf ("leaf", "/CN=leaf", "root");
	tool_do ("rm store/root.crt");
	opened_make_ca ("other", "/CN=Root", NULL);
	g_autoptr (PkiStore) store = opened_scanned ();
	check_all (store);
	ck_assert (in_section (store, PKI_SECTION_ORPHANS, "leaf.crt"));
}
END_TEST

START_TEST (a_wrong_signature_is_told_where_it_claims_to_stand)
{
	opened_make_ca ("root", "/CN=Root", NULL);
	opened_make_leaf ("leaf", "/CN=leaf", "root");
	/* The last bytes of the DER are the signature. */
	tool_do ("openssl x509 -in store/leaf.crt -outform DER -out leaf.der; "
		 "size=$(stat -c %%s leaf.der); head -c $((size - 1)) leaf.der >store/leaf.crt; "
		 "last=$(tail -c 1 leaf.der | od -An -tu1); "
		 "printf \"\\\\$(printf %%o $((last ^ 1)))\" >>store/leaf.crt");
	g_autoptr (PkiStore) store = opened_scanned ();
	check_all (store);
	assert_parent (store, "leaf.crt", "root.crt", PKI_VERDICT_BAD);
	g_autoptr (GArray) issuers = pki_store_issuers (store, opened_at (store, "leaf.crt"), NULL);
	ck_assert_uint_eq (issuers->len, 1);
	ck_assert_int_eq (g_array_index (issuers, PkiIssuer, 0).verdict, PKI_VERDICT_BAD);
}
END_TEST

/* Without key identifiers only the signature tells which of two namesakes it was. */
START_TEST (a_signature_decides_between_namesakes)
{
	for (int i = 0; i < 2; i++) {
		opened_directory ();
		tool_do ("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes "
			 "-keyout store/r%d.key -out store/r%d.crt -subj /CN=Same -days 3%d "
			 "-config /dev/null -addext basicConstraints=CA:TRUE "
			 "-addext subjectKeyIdentifier=none 2>/dev/null || "
			 "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes "
			 "-keyout store/r%d.key -out store/r%d.crt -subj /CN=Same -days 3%d",
			i, i, i, i, i, i);
		tool_do (
			"openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes "
			"-keyout l%d.key -subj /CN=l%d -out l%d.csr; openssl x509 -req -in l%d.csr "
			"-CA store/r%d.crt -CAkey store/r%d.key -set_serial %d -out store/l%d.crt",
			i, i, i, i, i, i, i + 1, i);
	}
	g_autoptr (PkiStore) store = opened_scanned ();
	check_all (store);
	assert_parent (store, "l0.crt", "r0.crt", PKI_VERDICT_GOOD);
	assert_parent (store, "l1.crt", "r1.crt", PKI_VERDICT_GOOD);
}
END_TEST

/* A and B sign each other, and each signs itself too. */
START_TEST (cross_signing_tells_all_issuers)
{
	opened_make_ca ("a", "/CN=A", NULL);
	opened_make_ca ("b", "/CN=B", NULL);
	tool_do ("cp store/a.key store/a-by-b.key");
	opened_make_ca ("a-by-b", "/CN=A", "b");
	opened_make_leaf ("leaf", "/CN=leaf", "a");
	g_autoptr (PkiStore) store = opened_scanned ();
	check_all (store);
	assert_parent (store, "leaf.crt", "a.crt", PKI_VERDICT_GOOD);
	assert_parent (store, "a-by-b.crt", "b.crt", PKI_VERDICT_GOOD);
	g_autoptr (GArray) issuers = pki_store_issuers (store, opened_at (store, "leaf.crt"), NULL);
	ck_assert_uint_eq (issuers->len, 2);
	ck_assert_int_eq (g_array_index (issuers, PkiIssuer, 0).id, opened_at (store, "a.crt"));
}
END_TEST

START_TEST (keys_belong_to_requests_and_locked_ones_tell_or_are_guessed)
{
	opened_make_ca ("root", "/CN=Root", NULL);
	tool_do ("openssl genpkey -algorithm ED25519 -out store/lonely.key; "
		 "openssl genpkey -algorithm ED25519 -out store/wanted.key; "
		 "openssl req -new -key store/wanted.key -subj /CN=wanted -out store/wanted.csr; "
		 "openssl pkcs8 -topk8 -in store/root.key -passout pass:x -out locked.pem; "
		 "openssl pkey -in store/root.key -pubout -outform DER | sha256sum | cut -c 1-64 "
		 ">id; "
		 "mkdir store/told; (echo \"Public-Key: sha256:$(cat id)\"; cat locked.pem) "
		 ">store/told/any.key; mkdir store/near; "
		 "openssl req -x509 -newkey ed25519 -nodes -keyout web.key -subj /CN=web "
		 "-out store/near/web.crt; openssl pkcs8 -topk8 -in web.key -passout pass:x "
		 "-out store/near/web.key");
	g_autoptr (PkiStore) store = opened_scanned ();
	ck_assert (in_section (store, PKI_SECTION_KEYS, "lonely.key"));
	ck_assert (!in_section (store, PKI_SECTION_KEYS, "wanted.key"));
	ck_assert (has_row (store, opened_at (store, "lonely.key")));
	ck_assert (has_row (store, opened_at (store, "root.crt")));
	ck_assert (!has_row (store, opened_at (store, "wanted.key")));
	ck_assert (!has_row (store, G_MAXINT64));
	ck_assert (in_section (store, PKI_SECTION_REQUESTS, "wanted.csr"));
	/* What tells whose it is stands with that; Locked is for what can't be told. */
	ck_assert (!in_section (store, PKI_SECTION_LOCKED, "told/any.key"));
	ck_assert (!in_section (store, PKI_SECTION_KEYS, "told/any.key"));
	ck_assert (in_section (store, PKI_SECTION_LOCKED, "near/web.key"));
	gboolean certain = FALSE;
	g_autoptr (GArray) same =
		pki_store_same_key (store, opened_at (store, "told/any.key"), &certain, NULL);
	ck_assert (certain && opened_has (same, opened_at (store, "root.crt")));
	g_autoptr (GArray) guess =
		pki_store_same_key (store, opened_at (store, "near/web.key"), &certain, NULL);
	ck_assert (!certain && opened_has (guess, opened_at (store, "near/web.crt")));
	g_autoptr (PkiItem) item = opened_item (store, "wanted.csr");
	ck_assert_str_eq (item->private_key, "wanted.key");
	tool_do ("rm store/root.crt");
	opened_scan (store);
	ck_assert (in_section (store, PKI_SECTION_KEYS, "told/any.key"));
	ck_assert (!in_section (store, PKI_SECTION_LOCKED, "told/any.key"));
}
END_TEST

/* A locked key is that of a certificate only where the line above it says so, whichever copy of it
 * is read first and also after the others have gone. */
START_TEST (locked_keys_are_matched_by_their_line_alone)
{
	opened_directory ();
	tool_do ("mkdir store/a store/b; "
		 "openssl req -x509 -newkey ed25519 -nodes -keyout web.key -subj /CN=web "
		 "-out store/a/web.crt; "
		 "openssl pkcs8 -topk8 -in web.key -passout pass:x -out store/a/web.key; "
		 "openssl pkey -in web.key -pubout -outform DER | sha256sum | cut -c 1-64 >id");
	g_autoptr (PkiStore) store = opened_scanned ();
	g_autoptr (PkiItem) candidate = opened_item (store, "a/web.crt");
	ck_assert_ptr_null (candidate->private_key);
	static const char *const told[] = { "b/told.key", "0.key" };
	for (guint i = 0; i < G_N_ELEMENTS (told); i++) {
		tool_do ("{ echo \"Public-Key: sha256:$(cat id)\"; cat store/a/web.key; } "
			 ">store/%s",
			told[i]);
		opened_scan (store);
		g_autoptr (PkiItem) item = opened_item (store, "a/web.crt");
		ck_assert_str_eq (item->private_key, told[i]);
		/* A catalog made anew says the same. */
		g_autoptr (PkiStore) fresh =
			pki_store_open (opened_directory (), PKI_STORE_IN_MEMORY, NULL);
		opened_scan (fresh);
		g_autoptr (PkiItem) same = opened_item (fresh, "a/web.crt");
		ck_assert_str_eq (same->private_key, told[i]);
		tool_do ("rm store/%s", told[i]);
		opened_scan (store);
		g_autoptr (PkiItem) bare = opened_item (store, "a/web.crt");
		ck_assert_ptr_null (bare->private_key);
	}
}
END_TEST

static void make_ca_database (void)
{
	opened_directory ();
	tool_do ("mkdir -p ca/new; : >ca/index.txt; echo 01 >ca/serial; echo 01 >ca/crlnumber; "
		 "printf '%%s\\n' '[ca]' 'default_ca=x' '[x]' 'dir=ca' 'database=ca/index.txt' "
		 "'serial=ca/serial' 'crlnumber=ca/crlnumber' 'new_certs_dir=ca/new' "
		 "'default_md=sha256' 'default_days=300' 'default_crl_days=30' 'policy=p' "
		 "'x509_extensions=e' 'unique_subject=no' '[p]' 'commonName=supplied' '[e]' "
		 "'authorityKeyIdentifier=keyid' >ca.cnf");
}

static void sign_with_database (const char *name)
{
	tool_do ("openssl req -new -newkey ed25519 -nodes -keyout %s.key -subj /CN=%s -out %s.csr; "
		 "openssl ca -batch -config ca.cnf -cert store/root.crt -keyfile store/root.key "
		 "-in %s.csr -out store/%s.crt -notext",
		name, name, name, name, name);
}

static void make_crl (const char *name)
{
	tool_do ("openssl ca -config ca.cnf -cert store/root.crt -keyfile store/root.key -gencrl "
		 "-out store/%s",
		name);
}

static void revoke_one (const char *name, const char *reason)
{
	tool_do ("openssl ca -config ca.cnf -cert store/root.crt -keyfile store/root.key -revoke "
		 "store/%s.crt -crl_reason %s",
		name, reason);
}

START_TEST (a_crl_revokes_with_time_and_reason)
{
	opened_make_ca ("root", "/CN=Root", NULL);
	make_ca_database ();
	sign_with_database ("good");
	sign_with_database ("bad");
	sign_with_database ("held");
	revoke_one ("bad", "keyCompromise");
	revoke_one ("held", "certificateHold");
	make_crl ("ca.crl");
	g_autoptr (PkiStore) store = opened_scanned ();
	check_all (store);
	g_autoptr (PkiItem) good = opened_item (store, "good.crt");
	g_autoptr (PkiItem) bad = opened_item (store, "bad.crt");
	g_autoptr (PkiItem) held = opened_item (store, "held.crt");
	ck_assert_int_eq (good->status, PKI_STATUS_VALID);
	ck_assert_int_eq (bad->status, PKI_STATUS_REVOKED);
	ck_assert_int_eq (bad->revoked_reason, 1);
	ck_assert (ABS (bad->revoked_at - g_get_real_time () / 1000000) < 600);
	ck_assert_int_eq (held->status, PKI_STATUS_REVOKED);
	ck_assert_int_eq (held->revoked_reason, 6);
	assert_parent (store, "ca.crl", "root.crt", PKI_VERDICT_GOOD);
	g_autoptr (PkiItem) root = opened_item (store, "root.crt");
	ck_assert_int_eq (root->worst_below, PKI_STATUS_REVOKED);
	g_autoptr (PkiFilter) filter = pki_filter_new ("status:revoked", NULL);
	g_autoptr (GArray) revoked =
		pki_store_query (store, filter, PKI_SORT_NAME, pki_time_now (), NULL);
	ck_assert_uint_eq (revoked->len, 2);
}
END_TEST

/* The later list counts: what it no longer has is no longer revoked. */
START_TEST (a_later_crl_replaces_an_earlier_one)
{
	opened_make_ca ("root", "/CN=Root", NULL);
	make_ca_database ();
	sign_with_database ("leaf");
	tool_do ("cp ca/index.txt clean.txt");
	revoke_one ("leaf", "certificateHold");
	make_crl ("1.crl");
	g_autoptr (PkiStore) store = opened_scanned ();
	g_autoptr (PkiItem) held = opened_item (store, "leaf.crt");
	ck_assert_int_eq (held->status, PKI_STATUS_REVOKED);
	tool_do ("cp clean.txt ca/index.txt; openssl ca -config ca.cnf -cert store/root.crt "
		 "-keyfile store/root.key -gencrl -crl_lastupdate 20900101000000Z "
		 "-crl_nextupdate 20910101000000Z -out store/2.crl");
	opened_scan (store);
	g_autoptr (PkiItem) released = opened_item (store, "leaf.crt");
	ck_assert_int_eq (released->status, PKI_STATUS_VALID);
}
END_TEST

/* A list that somebody else signed in the name of the CA revokes nothing. */
START_TEST (a_forged_crl_revokes_nothing)
{
	opened_make_ca ("root", "/CN=Root", NULL);
	make_ca_database ();
	sign_with_database ("leaf");
	tool_do ("cp store/root.crt true.crt; cp store/root.key true.key; rm store/root.key");
	opened_make_ca ("root", "/CN=Root", NULL);
	revoke_one ("leaf", "keyCompromise");
	tool_do ("openssl ca -config ca.cnf -cert store/root.crt -keyfile store/root.key -gencrl "
		 "-out store/forged.crl; cp true.crt store/root.crt; cp true.key store/root.key");
	g_autoptr (PkiStore) store = opened_scanned ();
	check_all (store);
	g_autoptr (PkiItem) leaf = opened_item (store, "leaf.crt");
	ck_assert_int_eq (leaf->status, PKI_STATUS_VALID);
}
END_TEST

/* What a delta of the base that is here adds, counts; a delta that is older than the base does not.
 */
START_TEST (a_delta_adds_to_its_base)
{
	opened_make_ca ("root", "/CN=Root", NULL);
	make_ca_database ();
	tool_do ("printf '%%s\\n' '[d]' '2.5.29.27=critical,DER:020101' >>ca.cnf");
	sign_with_database ("early");
	sign_with_database ("late");
	tool_do ("cp ca/index.txt clean.txt");
	revoke_one ("early", "superseded");
	make_crl ("base.crl");
	revoke_one ("late", "keyCompromise");
	tool_do ("openssl ca -config ca.cnf -cert store/root.crt -keyfile store/root.key -gencrl "
		 "-crlexts d -crl_lastupdate 20900101000000Z -crl_nextupdate 20910101000000Z "
		 "-out store/delta.crl");
	g_autoptr (PkiStore) store = opened_scanned ();
	check_all (store);
	g_autoptr (PkiItem) early = opened_item (store, "early.crt");
	g_autoptr (PkiItem) late = opened_item (store, "late.crt");
	ck_assert_int_eq (early->status, PKI_STATUS_REVOKED);
	ck_assert_int_eq (late->status, PKI_STATUS_REVOKED);
	tool_do ("cp clean.txt ca/index.txt; openssl ca -config ca.cnf -cert store/root.crt "
		 "-keyfile store/root.key -gencrl -crl_lastupdate 20950101000000Z "
		 "-crl_nextupdate 20960101000000Z -out store/base.crl");
	opened_scan (store);
	g_autoptr (PkiItem) released = opened_item (store, "late.crt");
	ck_assert_int_eq (released->status, PKI_STATUS_VALID);
}
END_TEST

/* An indirect CRL of CN=Lists that names both leaves of CN=Root: openssl can't make one, but it
 * can write and sign its parts. */
static void make_indirect_crl (void)
{
	tool_do (
		"exec >list.cnf; echo 'asn1=SEQUENCE:tbs'; echo '[tbs]'; echo v=INTEGER:1; "
		"echo a=SEQUENCE:alg; echo i=SEQUENCE:lists; echo t=UTCTIME:260101000000Z; "
		"echo n=UTCTIME:490101000000Z; echo r=SEQUENCE:revoked; "
		"echo x=EXPLICIT:0,SEQUENCE:extensions; echo '[alg]'; echo o=OID:1.3.101.112; "
		"for n in Root Lists; do l=$(echo $n | tr RL rl); echo \"[$l]\"; "
		"echo s=SET:${l}_rdn; echo \"[${l}_rdn]\"; echo q=SEQUENCE:${l}_cn; "
		"echo \"[${l}_cn]\"; echo t=OID:commonName; echo v=UTF8:$n; done; "
		"echo '[revoked]'; echo a=SEQUENCE:delegated; echo b=SEQUENCE:other; "
		"for n in delegated other; do echo \"[$n]\"; "
		"echo s=INTEGER:0x$(openssl x509 -in store/$n.crt -noout -serial | cut -d= -f2); "
		"echo t=UTCTIME:260102000000Z; echo x=SEQUENCE:entry; done; "
		"echo '[entry]'; echo c=SEQUENCE:certificate_issuer; echo '[certificate_issuer]'; "
		"echo o=OID:2.5.29.29; echo c=BOOL:TRUE; echo v=OCTWRAP,SEQUENCE:names; "
		"echo '[names]'; echo d=EXPLICIT:4,SEQUENCE:root; echo '[extensions]'; "
		"echo p=SEQUENCE:point; echo '[point]'; echo o=OID:2.5.29.28; echo c=BOOL:TRUE; "
		"echo v=OCTWRAP,SEQUENCE:indirect; echo '[indirect]'; echo i=IMPLICIT:4,BOOL:TRUE");
	tool_do ("openssl asn1parse -genconf list.cnf -noout -out tbs.der; "
		 "openssl pkeyutl -sign -rawin -inkey store/lists.key -in tbs.der -out signature; "
		 "{ cat tbs.der; printf '\\060\\005\\006\\003\\053\\145\\160\\003\\101\\000'; "
		 "cat signature; } >inside.der; "
		 "n=$(wc -c <inside.der); { printf \"\\060\\202\\\\$(printf %%03o $((n / 256)))"
		 "\\\\$(printf %%03o $((n %% 256)))\"; cat inside.der; } >store/lists.crl");
}

START_TEST (an_indirect_crl_speaks_where_it_was_asked_to)
{
	opened_directory ();
	tool_do ("for n in Root Lists; do l=$(echo $n | tr RL rl); openssl req -x509 -newkey "
		 "ed25519 "
		 "-nodes -keyout store/$l.key -out store/$l.crt -subj /CN=$n -days 30; done; "
		 "printf '%%s\\n' 'crlDistributionPoints=p' '[p]' "
		 "'fullname=URI:http://pki.example/l' "
		 "'CRLissuer=dirName:n' '[n]' 'CN=Lists' >delegated.ext; : >other.ext; "
		 "for n in delegated other; do "
		 "openssl req -new -newkey ed25519 -nodes -keyout $n.key -subj /CN=$n -out $n.csr; "
		 "openssl x509 -req -in $n.csr -CA store/root.crt -CAkey store/root.key -days 20 "
		 "-set_serial 0x$(openssl rand -hex 8 | sed 's/^./5/') -extfile $n.ext "
		 "-out store/$n.crt; done");
	make_indirect_crl ();
	tool_do ("openssl crl -in store/lists.crl -inform DER -CAfile store/lists.crt -noout");
	g_autoptr (PkiStore) store = opened_scanned ();
	check_all (store);
	assert_parent (store, "lists.crl", "lists.crt", PKI_VERDICT_GOOD);
	g_autoptr (PkiItem) delegated = opened_item (store, "delegated.crt");
	g_autoptr (PkiItem) other = opened_item (store, "other.crt");
	ck_assert_int_eq (delegated->status, PKI_STATUS_REVOKED);
	ck_assert_int_ne (other->status, PKI_STATUS_REVOKED);
}
END_TEST

typedef struct {
	PkiObject *certificate;
	guint asked;
} Asked;

static PkiObject *tell_certificate (gint64 id, gpointer data)
{
	Asked *asked = data;
	asked->asked++;
	return pki_object_ref (asked->certificate);
}

/* A list of thousands of entries for one certificate costs one reading of it. */
START_TEST (a_list_that_repeats_itself_is_cheap)
{
	static const guint8 entry[] = { 0x30, 0x14, 0x02, 0x03, 0x01, 0x02, 0x03, 0x17, 0x0d, '2',
		'6', '0', '1', '0', '1', '0', '0', '0', '0', '0', '0', 'Z' };
	tool_do ("openssl req -x509 -newkey ed25519 -nodes -keyout k -subj /CN=leaf -set_serial "
		 "0x010203 -outform DER -out leaf.der");
	g_autoptr (GBytes) der = tool_read ("leaf.der");
	g_autoptr (PkiObject) leaf = pki_object_new (PKI_OBJECT_CERTIFICATE, der, tool_slice (der));
	Asked asked = { leaf, 0 };
	g_autoptr (GByteArray) entries = g_byte_array_new ();
	for (int i = 0; i < 5000; i++)
		g_byte_array_append (entries, entry, sizeof entry);
	PkiObject object = { .type = PKI_OBJECT_CRL,
		.crl.revoked = pki_slice (entries->data, entries->len) };
	PkiNode made[] = {
		{ .id = 1,
			.issuer = 7,
			.serial = pki_summary_hash (leaf->certificate.serial),
			.parent = -1 },
		{ .id = 2, .issuer = 7, .type = PKI_OBJECT_CRL, .parent = -1 },
	};
	g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (PkiNode));
	g_autoptr (GArray) lists = g_array_new (FALSE, FALSE, sizeof (PkiList));
	g_array_append_vals (nodes, made, 2);
	PkiList list = { .node = &g_array_index (nodes, PkiNode, 1), .object = &object };
	g_array_append_val (lists, list);
	pki_revoke_apply (nodes, lists, tell_certificate, &asked);
	ck_assert_int_eq (g_array_index (nodes, PkiNode, 0).revoked_at, 1767225600);
	ck_assert_uint_eq (asked.asked, 1);
}
END_TEST

static const GArray *no_verdicts (gint64 child, gpointer data)
{
	return data;
}

/* The print of the parent chosen for a certificate with two issuers that are alike. */
static gint64 chosen_print (gint64 first, gint64 second)
{
	PkiNode made[] = {
		{ .id = 1, .print = first, .subject = 7, .issuer = 9 },
		{ .id = 2, .print = second, .subject = 7, .issuer = 9 },
		{ .id = 3, .print = 30, .subject = 8, .issuer = 7 },
	};
	g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (PkiNode));
	g_autoptr (GArray) known = g_array_new (FALSE, FALSE, sizeof (PkiKnownVerdict));
	g_array_append_vals (nodes, made, G_N_ELEMENTS (made));
	g_autoptr (PkiRelation) relation = pki_relation_new (nodes, 0);
	pki_relation_choose (relation, no_verdicts, known);
	int parent = g_array_index (nodes, PkiNode, 2).parent;
	ck_assert_int_ge (parent, 0);
	return g_array_index (nodes, PkiNode, parent).print;
}

/* Ids tell which of the files was read first, and that is chance. */
START_TEST (of_issuers_that_are_alike_the_same_is_chosen_in_any_order)
{
	ck_assert_int_eq (chosen_print (10, 20), chosen_print (20, 10));
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("relations");
	TCase *tests = tcase_create ("relations");
	tcase_set_timeout (tests, 120);
	tcase_add_test (tests, a_chain_is_a_tree);
	tcase_add_test (tests, a_root_without_a_name_is_a_root);
	tcase_add_test (tests, of_several_places_the_plain_file_is_told);
	tcase_add_test (tests, what_ends_below_is_told_at_the_ca);
	tcase_add_test (tests, a_missing_issuer_makes_orphans_with_what_is_below);
	tcase_add_test (tests, a_namesake_is_no_issuer);
	tcase_add_test (tests, a_wrong_signature_is_told_where_it_claims_to_stand);
	tcase_add_test (tests, a_signature_decides_between_namesakes);
	tcase_add_test (tests, cross_signing_tells_all_issuers);
	tcase_add_test (tests, keys_belong_to_requests_and_locked_ones_tell_or_are_guessed);
	tcase_add_test (tests, locked_keys_are_matched_by_their_line_alone);
	tcase_add_test (tests, a_crl_revokes_with_time_and_reason);
	tcase_add_test (tests, a_later_crl_replaces_an_earlier_one);
	tcase_add_test (tests, a_forged_crl_revokes_nothing);
	tcase_add_test (tests, a_delta_adds_to_its_base);
	tcase_add_test (tests, an_indirect_crl_speaks_where_it_was_asked_to);
	tcase_add_test (tests, a_list_that_repeats_itself_is_cheap);
	tcase_add_test (tests, of_issuers_that_are_alike_the_same_is_chosen_in_any_order);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
