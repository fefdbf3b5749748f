"""What a page does while the server can't be reached: its last copy with its date, a word for what can't be done."""

from typing import Any

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published
from practice_app.reflex_seams.states import FIELD_MARKER


class _LastSeen(Island):
    library = published("lastseen.jsx")
    tag = "LastSeen"
    state: rx.Var[str]
    fields: rx.Var[list[str]]
    ready: rx.Var[bool]
    gone: rx.Var[bool]
    subject: rx.Var[str]
    whose: rx.Var[str]


class _Refusals(Island):
    library = published("refusals.jsx")
    tag = "Refusals"


def last_seen(skeleton: rx.Component, state: type[rx.State], *fields: str, **known: Any) -> rx.Component:
    """Draw ``skeleton`` while a page is empty; when the server can't be reached, bring its last copy, or say why not.

    Kept on the device are these ``fields`` of ``state``, whenever it is ``ready`` (one of them tells that) and for the
    person with the id ``whose`` alone, until what the page shows is ``gone``. Where the address ends with the id of
    what is shown, ``subject`` is that id in the state: it tells one page from the one before. Nothing that only the
    moment knows (an open form, a notice) belongs among them.
    """
    unknown = [name for name in fields if name not in state.vars]
    if unknown:
        raise ValueError(f"{state.__name__} has no {unknown}")
    kept = [name + FIELD_MARKER for name in fields]
    return _LastSeen.create(skeleton, state=state.get_full_name(), fields=kept, **known)


def refusals() -> rx.Component:
    """The word for what was tapped while the server can't be reached; once on a page."""
    return _Refusals.create()
