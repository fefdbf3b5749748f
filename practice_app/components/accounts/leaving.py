"""Leaving, in the settings and on the page of whoever is leaving; drawn by leaving.jsx."""

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.i18n import _
from practice_app.reflex_seams.published import published

_LIBRARY = published("leaving.jsx")


class _Leave(Island):
    library = _LIBRARY
    tag = "Leave"


class _WayBack(Island):
    library = _LIBRARY
    tag = "WayBack"


def leaving() -> rx.Component:
    """What happens when one leaves, and the way to do it."""
    return rx.el.div(
        rx.el.p(
            _("At once nobody sees anything of yours any more: what you shared, your links, what your teachers see."),
            class_name="quiet",
        ),
        rx.el.p(
            _(
                "For 14 days you can come back as if nothing had happened. Then everything is erased for good: "
                "sessions, recordings, pieces, the account itself."
            ),
            class_name="quiet",
        ),
        rx.el.p(
            _("Would you like to keep any of it?"),
            " ",
            rx.el.a(_("Take everything along first"), href="#along", class_name="link-plain"),
        ),
        _Leave.create(),
        class_name="grid max-w-xl gap-4",
    )


def way_back() -> rx.Component:
    """Until when one can come back, and one tap that does it."""
    return _WayBack.create()
