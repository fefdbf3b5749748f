"""Where a session is written in by hand, or changed before it was sent."""

import reflex as rx

from practice_app.components.byhand import by_hand_island
from practice_app.pages.practice import bare_page


def add() -> rx.Component:
    """The page of a session whose clock was somebody's own."""
    return bare_page(by_hand_island())
