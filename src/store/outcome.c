#include "config.h"

#include "src/store/outcome.h"

static void made_free (gpointer data)
{
	PkiMade *made = data;
	pki_object_unref (made->object);
	g_free (made->name);
	g_free (made->profile);
	g_free (made->path);
	g_free (made->key_path);
	g_free (made->authority);
	g_free (made->issuer_fingerprint);
	g_free (made->next_steps);
	g_free (made);
}

PkiOutcome *pki_outcome_new (const char *action)
{
	PkiOutcome *outcome = g_new0 (PkiOutcome, 1);
	outcome->action = g_strdup (action);
	outcome->files = g_ptr_array_new_with_free_func (g_free);
	outcome->made = g_ptr_array_new_with_free_func (made_free);
	outcome->notes = g_ptr_array_new_with_free_func (g_free);
	return outcome;
}

void pki_outcome_free (PkiOutcome *outcome)
{
	if (!outcome)
		return;
	g_free (outcome->action);
	g_free (outcome->commit);
	g_ptr_array_unref (outcome->files);
	g_ptr_array_unref (outcome->made);
	g_ptr_array_unref (outcome->notes);
	g_free (outcome->warning);
	g_free (outcome->recovered);
	g_free (outcome);
}
