/* {"commit", "time", "author", "email", "action", "summary", "objects": [...]} */
#include "config.h"

#include "ui/cli/log-json.h"

#include "src/base/hex.h"
#include "src/base/time.h"
#include "src/store/field-change.h"
#include "ui/cli/json-writer.h"

static void set_times (json_t *members, const PkiObject *object)
{
	gint64 from = PKI_TIME_NONE, until = PKI_TIME_NONE;
	if (object && object->type == PKI_OBJECT_CERTIFICATE) {
		from = object->certificate.not_before;
		until = object->certificate.not_after;
	} else if (object && object->type == PKI_OBJECT_CRL) {
		from = object->crl.this_update;
		until = object->crl.next_update;
	}
	json_object_set_new_nocheck (members, "not_before", cli_json_time (from));
	json_object_set_new_nocheck (members, "not_after", cli_json_time (until));
}

/* The object at PATH; a mere file without OBJECT. */
static void set_object (json_t *members, const PkiObject *object, const char *path)
{
	gboolean has_digest = object && object->type != PKI_OBJECT_LOCKED &&
			      object->type != PKI_OBJECT_UNREADABLE;
	json_object_set_new_nocheck (members, "path", cli_json_text (path));
	json_object_set_new_nocheck (members, "fingerprint",
		has_digest ? cli_json_taken_text (pki_hex_encode (
				     pki_slice (object->digest, sizeof object->digest)))
			   : json_null ());
	json_object_set_new_nocheck (members, "subject",
		object ? cli_json_taken_text (pki_object_subject (object)) : json_null ());
	json_object_set_new_nocheck (members, "serial",
		object ? cli_json_taken_text (pki_object_serial (object)) : json_null ());
	set_times (members, object);
}

static const char *type_name (const PkiObjectChange *change)
{
	static const char *const things[PKI_CHANGED_N] = {
		[PKI_CHANGED_SETTINGS] = "settings",
		[PKI_CHANGED_PROFILE] = "profile",
		[PKI_CHANGED_FILE] = "file",
	};
	const PkiObject *object = pki_object_change_object (change);
	return object ? pki_object_type_name (object->type) : things[change->thing];
}

static json_t *before_or_null (const PkiObjectChange *change)
{
	gboolean both = change->kind == PKI_CHANGE_REPLACED || change->kind == PKI_CHANGE_MOVED;
	if (!both)
		return json_null ();
	json_t *members = json_object ();
	set_object (members, change->before, change->path_before);
	return members;
}

/* {"field": [before, after]} would lose the order: an array. */
static json_t *differences (const PkiObjectChange *change)
{
	json_t *array = json_array ();
	if (change->kind != PKI_CHANGE_REPLACED || !change->before || !change->after)
		return array;
	g_autoptr (GPtrArray) fields = pki_field_changes (change->before, change->after);
	for (guint i = 0; i < fields->len; i++) {
		const PkiFieldChange *field = fields->pdata[i];
		json_t *members = json_object ();
		json_object_set_new_nocheck (members, "field", json_string (field->id));
		json_object_set_new_nocheck (members, "before", cli_json_text (field->before));
		json_object_set_new_nocheck (members, "after", cli_json_text (field->after));
		json_object_set_new_nocheck (members, "same", json_boolean (field->same));
		json_array_append_new (array, members);
	}
	return array;
}

static void print_change (CliOutput *output, const PkiObjectChange *change)
{
	static const char *const kinds[PKI_CHANGE_N] = {
		[PKI_CHANGE_ADDED] = "added",
		[PKI_CHANGE_REPLACED] = "replaced",
		[PKI_CHANGE_REMOVED] = "removed",
		[PKI_CHANGE_MOVED] = "moved",
	};
	CliJsonWriter writer = { .output = output };
	json_t *members = json_object ();
	json_object_set_new_nocheck (members, "change", json_string (kinds[change->kind]));
	json_object_set_new_nocheck (members, "type", json_string (type_name (change)));
	json_object_set_new_nocheck (
		members, "name", cli_json_taken_text (pki_object_change_name (change)));
	set_object (members, pki_object_change_object (change), pki_object_change_path (change));
	json_object_set_new_nocheck (members, "before", before_or_null (change));
	json_object_set_new_nocheck (members, "differences", differences (change));
	cli_json_writer_begin (&writer);
	cli_json_writer_members (&writer, members);
	cli_json_writer_end (&writer);
}

void cli_log_json_print (CliOutput *output, const PkiHistoryEntry *entry)
{
	const PkiRevision *revision = entry->revision;
	const PkiClaim *claim =
		entry->claims->len ? &g_array_index (entry->claims, PkiClaim, 0) : NULL;
	CliJsonWriter writer = { .output = output };
	json_t *members = json_object ();
	json_object_set_new_nocheck (members, "commit", json_string (revision->id));
	json_object_set_new_nocheck (members, "time", cli_json_time (revision->author.time));
	json_object_set_new_nocheck (members, "author", cli_json_text (revision->author.name));
	json_object_set_new_nocheck (members, "email", cli_json_text (revision->author.email));
	json_object_set_new_nocheck (
		members, "action", cli_json_text (claim ? claim->action : NULL));
	json_object_set_new_nocheck (
		members, "summary", cli_json_taken_text (pki_history_summary (entry)));
	cli_json_writer_begin (&writer);
	cli_json_writer_members (&writer, members);
	cli_json_writer_list_begin (&writer, "objects");
	for (guint i = 0; i < entry->changes->len; i++) {
		cli_json_writer_list_next (&writer);
		print_change (output, entry->changes->pdata[i]);
	}
	cli_json_writer_list_end (&writer);
	cli_json_writer_end (&writer);
}
