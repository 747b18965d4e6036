/*
 * The view that shows a form and drives it: pages, fields, F1, leaving. One for all forms.
 */
#pragma once

#include "ui/core/app.h"
#include "ui/forms/form.h"
#include "ui/forms/host.h"

extern const UiViewOps ui_runner_ops;

/* Opens a form in the body. Takes RECORD over; NULL when it can't be opened (which is told). */
UiView *ui_runner_open (UiApp *app, const UiFormSpec *spec, gpointer record);

UiForm *ui_runner_form (UiView *view);

extern const UiHost ui_runner_host;
