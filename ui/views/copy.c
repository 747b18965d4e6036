#include "config.h"

#include "ui/views/copy.h"

#include "src/base/hex.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/x509/field.h"
#include "ui/widgets/menu.h"

typedef enum { COPY_PEM, COPY_FINGERPRINT, COPY_SERIAL, COPY_SUBJECT, COPY_N } What;

static const struct {
	UiKey key;
	const char *label, *copied;
} choices[COPY_N] = {
	[COPY_PEM] = { 'p', N_ ("PEM"), N_ ("PEM copied.") },
	[COPY_FINGERPRINT] = { 'f', N_ ("SHA-256 fingerprint"),
		N_ ("SHA-256 fingerprint copied.") },
	[COPY_SERIAL] = { 's', N_ ("Serial number"), N_ ("Serial number copied.") },
	[COPY_SUBJECT] = { 'd', N_ ("Subject"), N_ ("Subject copied.") },
};

typedef struct {
	UiSession *session;
	char *texts[COPY_N]; /* NULL: the object has none */
} Copy;

static void copy_free (gpointer data)
{
	Copy *copy = data;
	for (int i = 0; i < COPY_N; i++)
		g_free (copy->texts[i]);
	g_free (copy);
}

static void chosen (int id, gpointer data)
{
	Copy *copy = data;
	ui_app_copy (copy->session->app, copy->texts[id], _ (choices[id].copied));
}

/* One line, short enough for the menu. */
static char *hint_of (What what, const char *text)
{
	if (what == COPY_PEM) {
		gulong lines = 0;
		for (const char *p = text; *p; p++)
			lines += *p == '\n';
		return g_strdup_printf (ngettext ("%lu line", "%lu lines", lines), lines);
	}
	g_autofree char *shown = pki_text_printable (text, -1);
	return pki_text_clip (shown, 44);
}

void ui_copy_open (UiSession *session, const PkiObject *object)
{
	Copy *copy = g_new0 (Copy, 1);
	copy->session = session;
	copy->texts[COPY_PEM] = pki_object_to_pem (object);
	copy->texts[COPY_FINGERPRINT] =
		pki_hex_encode (pki_slice (object->digest, sizeof object->digest));
	copy->texts[COPY_SERIAL] = pki_object_serial (object);
	copy->texts[COPY_SUBJECT] = pki_object_subject (object);
	UiMenuItem items[COPY_N];
	guint count = 0;
	for (int i = 0; i < COPY_N; i++) {
		if (!copy->texts[i] || !*copy->texts[i])
			continue;
		items[count++] = (UiMenuItem){ choices[i].key, (char *)_ (choices[i].label),
			hint_of (i, copy->texts[i]), i };
	}
	const UiMenu menu = { _ ("Copy"), items, count, chosen, copy, copy_free };
	(void)ui_app_push (session->app, &ui_menu_ops, (gpointer)&menu, NULL);
	for (guint i = 0; i < count; i++)
		g_free (items[i].hint);
}
