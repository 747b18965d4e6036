/* By which commit an object came to where it is kept: asked of git by a job, once somebody has
 * looked at the object for a moment. */
#pragma once

#include "ui/views/session.h"

typedef struct _UiCommitted UiCommitted;

/* VIEW, which frees it when it closes, is told by CHANGED that there is an answer. */
UiCommitted *ui_committed_new (UiSession *session, UiView *view, void (*changed) (UiView *view));
void ui_committed_free (UiCommitted *committed);

/* What is shown is ID now (0: none). */
void ui_committed_ask (UiCommitted *committed, gint64 id);

/* The same again: there may be other commits by now. The answer stays until there is another. */
void ui_committed_ask_again (UiCommitted *committed);

/* "2025-12-02 by Li Wei, "issue etcd1"", hostile text, or that there is none; "" while git is
 * asked; NULL where there is no git. */
const char *ui_committed_words (const UiCommitted *committed);
