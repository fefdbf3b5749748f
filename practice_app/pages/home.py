"""The address `/`: the landing page for a visitor, the journal for whoever is signed in.

Both are in the prerendered page; the script in the head knows by a hint cookie, before the first paint, which one to
show (assets/styles/shell.css). The hint decides looks only: what is in the journal is asked for with the real cookie.
"""

import reflex as rx

from practice_app.components.ui.button import link_button
from practice_app.components.ui.stave import stave
from practice_app.components.ui.surface import empty_state, page_header
from practice_app.i18n import _
from practice_app.pages.frame import own_page
from practice_app.pages.landing import landing


def home() -> rx.Component:
    """Landing page or journal."""
    return rx.fragment(
        rx.el.div(landing(), class_name="only-visitors"),
        rx.el.div(journal(), class_name="only-own"),
    )


def journal() -> rx.Component:
    """The journal before its first session."""
    return own_page(
        page_header(_("Journal")),
        empty_state(
            _("Nothing here yet"),
            _("Your first session will stand here: when you played, and how long it really sounded."),
            link_button(_("Start practising"), href="/practice", size="stand", icon="play"),
            picture=rx.el.div(stave([], 0, size="medium"), class_name="w-48"),
        ),
        active="/",
    )
