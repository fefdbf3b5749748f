"""What the settings do on the device itself, drawn by settings_forms.jsx."""

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published

_LIBRARY = published("settings_forms.jsx")


class _SignOut(Island):
    library = _LIBRARY
    tag = "SignOut"


class _TimeZones(Island):
    library = _LIBRARY
    tag = "TimeZones"


def sign_out() -> rx.Component:
    """The way out; with unsent work it asks first."""
    return _SignOut.create()


def time_zones(name: str) -> rx.Component:
    """The list that completes a field of time zones (its ``list`` is this name)."""
    return _TimeZones.create(id=name)
