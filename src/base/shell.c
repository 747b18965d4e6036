#include "config.h"

#include "src/base/shell.h"

#include <string.h>

char *pki_shell_word (const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				    "-_./:=@,+";
	if (*word && strspn (word, plain) == strlen (word))
		return g_strdup (word);
	return g_shell_quote (word);
}
