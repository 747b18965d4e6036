#include "config.h"

#include "src/store/catalog-private.h"

/* Few indexes and narrow rows, for 100,000 of them are loaded in half a second. Names and texts of
 * files are BLOBs: they need not be UTF-8. What follows from relations stands apart, in `tree`:
 * `place` is the id of the parent, 0 for a root, -1 and below for the sections, NULL for what is
 * shown at its certificate; `verdict` is NULL for what nobody signs. */
const char pki_catalog_schema[] =
	"CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;"
	"CREATE TABLE note (text TEXT);"
	"CREATE TABLE directory (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL,"
	"  name BLOB NOT NULL, UNIQUE (parent, name));"
	"INSERT INTO directory VALUES (1, 0, x'');"
	"CREATE TABLE file (id INTEGER PRIMARY KEY, directory INTEGER NOT NULL,"
	"  name BLOB NOT NULL, device INTEGER, inode INTEGER, size INTEGER, mtime INTEGER,"
	"  ctime INTEGER, read_at INTEGER, passed INTEGER, UNIQUE (directory, name));"
	"CREATE INDEX file_passed ON file (passed) WHERE passed <> 0;"
	"CREATE TABLE object (id INTEGER PRIMARY KEY, type INTEGER, digest BLOB,"
	"  print INTEGER, key INTEGER, subject INTEGER, issuer INTEGER, serial INTEGER,"
	"  ski INTEGER, aki INTEGER, not_before INTEGER, not_after INTEGER, flags INTEGER,"
	"  wrap INTEGER, kind TEXT, sins INTEGER, name BLOB, friendly BLOB, error TEXT,"
	"  issues INTEGER);"
	"CREATE INDEX object_key ON object (key) WHERE key IS NOT NULL;"
	"CREATE INDEX object_issues ON object (subject) WHERE issues = 1;"
	"CREATE INDEX object_other ON object (type) WHERE type NOT IN (0, 2);"
	"CREATE INDEX object_private ON object (key, type) WHERE type IN (3, 5);"
	"CREATE TABLE der (id INTEGER PRIMARY KEY, der BLOB);"
	"CREATE TABLE location (id INTEGER PRIMARY KEY, object INTEGER NOT NULL, at INTEGER,"
	"  record BLOB);"
	"CREATE INDEX location_object ON location (object, id & 1048575);"
	"CREATE TABLE tree (object INTEGER PRIMARY KEY, place INTEGER, rank INTEGER, sort BLOB,"
	"  soon_at INTEGER, verdict INTEGER, revoked_at INTEGER, reason "
	"INTEGER);" PKI_CATALOG_TREE_ORDER
	"CREATE INDEX tree_revoked ON tree (object) WHERE revoked_at IS NOT NULL;"
	"CREATE TABLE branch (object INTEGER PRIMARY KEY, children INTEGER, first_end INTEGER,"
	"  first_soon INTEGER, last_begin INTEGER, revoked INTEGER, soon INTEGER, counted_at "
	"INTEGER,"
	"  holds_until INTEGER);"
	"CREATE TABLE verdict (child INTEGER, issuer INTEGER, verdict INTEGER,"
	"  PRIMARY KEY (child, issuer)) WITHOUT ROWID;";

/* Only who adds to what is there looks for these: the first to do so makes it. */
const char pki_catalog_print_index[] = "CREATE INDEX IF NOT EXISTS object_print ON object (print);";
