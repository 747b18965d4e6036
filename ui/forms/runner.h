/*
 * The view that shows a form and drives it: pages, fields, F1, leaving. One for all forms.
 */
#pragma once

#include "ui/core/app.h"
#include "ui/forms/form.h"

extern const UiViewOps ui_runner_ops;

/* Opens a form in the body. Takes RECORD over; NULL when it can't be opened (which is told). */
UiView *ui_runner_open (UiApp *app, const UiFormSpec *spec, gpointer record);

UiForm *ui_runner_form (UiView *view);

/* While work for the form is under way: keys wait, Esc and ^C cancel it by JOB. NULL: it is over.
 */
typedef struct _UiJob UiJob;
void ui_runner_set_busy (UiView *view, UiJob *job);

/* Asks, where something was typed, and closes the view and ABOVE (a view on top of it, or NULL). */
void ui_runner_leave (UiView *view, UiView *above);
