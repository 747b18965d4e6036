/* What a piece of text on the screen means. Views name roles, never colours; the theme knows how a
 * role looks, and colour is never the only carrier of a meaning. */
#pragma once

typedef enum {
	UI_ROLE_VALUE, /* ordinary text */
	UI_ROLE_TITLE,
	UI_ROLE_LABEL,
	UI_ROLE_GOOD,
	UI_ROLE_SOON,
	UI_ROLE_BAD,
	UI_ROLE_MUTED,
	UI_ROLE_SELECTED, /* the cursor's row: laid over the roles of its cells by the app */
	UI_ROLE_KEY, /* a key to press */
	UI_ROLE_TAB, /* the tab that is open */
	UI_ROLE_MATCH, /* what a search found: laid over by the app */
	UI_ROLE_LINE, /* rules and frames */
	UI_ROLE_N,
} UiRole;
