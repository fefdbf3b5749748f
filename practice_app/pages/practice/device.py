"""What is stored on this device and not yet on the server."""

import reflex as rx

from practice_app.components.install import install_offer
from practice_app.components.outbox import device_island
from practice_app.components.shell.frame import shell
from practice_app.i18n import _


def device() -> rx.Component:
    """The device page; it works with no network and with nobody signed in."""
    head = rx.el.header(
        rx.el.h1(_("On this device")),
        rx.el.p(_("What you practised here and what is still on its way."), class_name="quiet"),
        class_name="mb-8 grid gap-2",
    )
    return shell(
        rx.el.div(
            head,
            device_island(),
            rx.el.div(install_offer(always=True), class_name="mt-10"),
            class_name="mx-auto max-w-2xl",
        ),
        active="/device",
    )
