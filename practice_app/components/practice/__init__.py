"""The practice session: clock, recording and summary, on the device first and with no need of a server."""

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class PracticeIsland(Island):
    """Local JSX over IndexedDB and REST; knows no state of ours."""

    library = published("practice.jsx")
    tag = "PracticeIsland"


class RunningBar(Island):
    """The session that runs, on every other page; loads what it needs only where there is one."""

    library = published("running_bar.jsx")
    tag = "RunningBar"


def running_bar() -> rx.Component:
    """Clock, pause and the way back, above the navigation."""
    return RunningBar.create()


def practice_island() -> rx.Component:
    """One practice session from the first tap to its place in the journal."""
    return PracticeIsland.create()
