"""What of inviting and being invited the browser does itself: a code is in no page's state."""

from typing import Any

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _Invitation(Island):
    library = published("invitation.jsx")
    tag = "Invitation"


class _InviteStudent(Island):
    library = published("inviting.jsx")
    tag = "InviteStudent"


class _CodeForm(Island):
    library = published("code_form.jsx")
    tag = "CodeForm"


class _TagDesigner(Island):
    library = published("tags.jsx")
    tag = "TagDesigner"
    teaches: rx.Var[bool]


def tag_designer(teaches: Any) -> rx.Component:
    """One's tags, to be made, changed, ordered, retired; for who ``teaches`` also to be offered."""
    return _TagDesigner.create(teaches=teaches)


def invitation() -> rx.Component:
    """The invitation whose code stands in the address: who asks, what they would see, and accepting it."""
    return _Invitation.create()


def invite_student() -> rx.Component:
    """Makes a code for a student and shows it, with its link, to say, send or mail."""
    return _InviteStudent.create()


def code_form() -> rx.Component:
    """Takes a code that was told, and leads to its invitation."""
    return _CodeForm.create()
