"""What a visitor sees first: what Woodshed is, in one screen."""

import reflex as rx

from practice_app.i18n import _


def landing() -> rx.Component:
    """The landing page."""
    return rx.el.main(
        rx.el.h1("Woodshed", class_name="font-serif text-5xl"),
        rx.el.p(_("The practice journal that listens.")),
        rx.el.a(_("Start practising"), href="/register", class_name="btn btn-primary"),
    )
