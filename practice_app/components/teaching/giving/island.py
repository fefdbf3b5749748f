"""What of giving homework the browser does itself: the form keeps what is written on the device, and sends it once."""

from typing import Any

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _GiveHomework(Island):
    library = published("give.jsx")
    tag = "GiveHomework"
    me: rx.Var[str]
    student: rx.Var[str]
    feedback: rx.Var[str]
    quiet: rx.Var[bool]
    handle: rx.Var[str]


class _HomeworkDeeds(Island):
    library = published("deeds.jsx")
    tag = "HomeworkDeeds"
    me: rx.Var[str]
    assignment: rx.Var[str]
    status: rx.Var[str]


def give_homework(me: Any, **about: Any) -> rx.Component:
    """A button that opens the form; ``student``: for whom it begins, ``feedback``: of which comment it is made."""
    return _GiveHomework.create(me=me, **about)


def homework_deeds(me: Any, assignment: Any, status: Any) -> rx.Component:
    """What a teacher does with homework that they gave: close it, give it back, change it, take it back."""
    return _HomeworkDeeds.create(me=me, assignment=assignment, status=status)
