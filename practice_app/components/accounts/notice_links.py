"""The way to the privacy page and the terms, which are pages of their own with no script."""

from typing import Any

import reflex as rx

from practice_app.i18n import _


def notice_links(**props: Any) -> rx.Component:
    """Both of them; in a tab of their own, so that nothing typed here is lost."""
    away = {"target": "_blank", "rel": "noopener", "class_name": "link-plain inline-block py-2"}
    return rx.el.p(
        rx.el.a(_("Privacy"), href="/privacy", **away),
        " · ",
        rx.el.a(_("Terms"), href="/terms", **away),
        **props,
    )
