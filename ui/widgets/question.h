/* A question before something that can't be taken back: one key agrees, every other one does not.
 * Push ui_question_ops with a UiQuestion. */
#pragma once

#include "ui/core/view.h"

typedef struct {
	const char *title; /* the question, translated; copied, as all texts are */
	const char *text; /* what will change and what will not */
	UiKey key; /* that agrees: another than the one that led here */
	const char *answer; /* what it does, in a word: "leave" */
	const char *otherwise; /* what any other key does: "stay" */
	void (*agreed) (gpointer data); /* the question has closed already */
	gpointer data;
	GDestroyNotify free_data; /* when the question is gone */
} UiQuestion;

extern const UiViewOps ui_question_ops;
