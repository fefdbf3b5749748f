"""Theme switch, language switch and the connection notice, drawn by local JSX: they work with no server."""

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _ThemeSwitch(Island):
    library = published("switches.jsx")
    tag = "ThemeSwitch"
    labelled: rx.Var[bool]


class _LanguageSwitch(Island):
    library = published("switches.jsx")
    tag = "LanguageSwitch"
    labelled: rx.Var[bool]


class _ConnectionNotice(Island):
    library = published("connection.jsx")
    tag = "ConnectionNotice"


def theme_switch(*, labelled: bool = False) -> rx.Component:
    """Daylight, evening, or like the device."""
    return _ThemeSwitch.create(labelled=labelled)


def language_switch(*, labelled: bool = False) -> rx.Component:
    """English, 繁體中文, 한국어: at once, and remembered."""
    return _LanguageSwitch.create(labelled=labelled)


def connection_notice() -> rx.Component:
    """A quiet line while the device is offline or the server can't be reached."""
    return _ConnectionNotice.create()
