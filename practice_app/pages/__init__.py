"""One module per route, composition only; `PAGES` is the list that the composition root registers."""

from collections.abc import Callable
from typing import Any, NamedTuple

import reflex as rx

from practice_app.i18n import _
from practice_app.pages.device import device
from practice_app.pages.home import home
from practice_app.pages.login import login
from practice_app.pages.not_found import not_found
from practice_app.pages.practice import practice
from practice_app.pages.register import register
from practice_app.settings import early


class Page(NamedTuple):
    """A route and what is drawn there."""

    route: str
    draw: Callable[[], rx.Component]
    title: Any
    on_load: Any = None


PAGES: list[Page] = [
    Page("/", home, "Woodshed"),
    Page("/login", login, _("Sign in · Woodshed")),
    Page("/register", register, _("Start your journal · Woodshed")),
    Page("/practice", practice, _("Practise · Woodshed")),
    Page("/device", device, _("On this device · Woodshed")),
    Page("404", not_found, _("Not found · Woodshed")),
]

if early("WOODSHED_ENV") == "development":
    from practice_app.pages.styleguide import styleguide

    PAGES.append(Page("/styleguide", styleguide, "Style guide · Woodshed"))
