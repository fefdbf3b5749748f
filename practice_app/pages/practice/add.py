"""Where a session is written in by hand, or changed before it was sent."""

import reflex as rx

from practice_app.components.practice.byhand import by_hand_island
from practice_app.components.shell.frame import shell


def add() -> rx.Component:
    """The page of a session whose clock was somebody's own; it works with no network and with nobody signed in."""
    return shell(by_hand_island(), active="/add")
