/* What a change is made of. */
#pragma once

#include "src/git/change.h"

typedef enum {
	PKI_PATH_WRITE,
	PKI_PATH_REMOVE,
	PKI_PATH_PRIVATE,
	PKI_PATH_EXPECT,
} PkiPathKind;

typedef struct {
	PkiPathKind kind;
	char *path;
	GBytes *bytes; /* written, or expected: NULL for nothing there */
	PkiSecret *secret;
} PkiChangeItem;

struct _PkiChange {
	GPtrArray *items; /* PkiChangeItem */
};
