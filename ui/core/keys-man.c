/* Prints the manual page's section on keys from the table of actions; with --keymap a keymap file
 * that says what holds anyway, to start one's own from. */
#include "config.h"

#include <stdio.h>

#include "ui/core/action.h"

static void print_roff (const char *text)
{
	for (; *text; text++) {
		if (*text == '-' || *text == '\\' || *text == '^')
			printf (*text == '\\' ? "\\e" : *text == '^' ? "\\(ha" : "\\-");
		else if (*text == '\'')
			printf ("\\(aq");
		else
			putchar (*text);
	}
}

static void print_section (const UiActionInfo *info)
{
	g_auto (GStrv) keys = g_strsplit (info->keys, " ", -1);
	printf (".TP\n");
	for (char **key = keys; *key; key++) {
		printf ("%s\\fB", key == keys ? "" : ", ");
		print_roff (*key);
		printf ("\\fR");
	}
	printf (" (:");
	print_roff (info->name);
	printf (")\n");
	print_roff (info->help);
	printf (".\n");
}

static void print_keymap (void)
{
	printf ("# Keys of pkitty. Copy this file to ~/.config/pkitty/keymap and change it there:\n"
		"# a line is the name of an action and its keys, or \"none\". What is left out\n"
		"# stays as it is here. A key that a line takes is taken from other actions.\n");
	for (int i = 1; i < UI_ACTION_N; i++) {
		const UiActionInfo *info = ui_action_info ((UiActionId)i);
		printf ("\n# %s\n%-16s %s\n", info->help, info->name, info->keys);
	}
}

int main (int argc, char **argv)
{
	if (argc > 1 && g_str_equal (argv[1], "--keymap")) {
		print_keymap ();
		return 0;
	}
	for (int i = 1; i < UI_ACTION_N; i++)
		print_section (ui_action_info ((UiActionId)i));
	return 0;
}
