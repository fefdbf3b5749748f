"""Where today's practice is planned; works with no network from what the device has seen."""

import reflex as rx

from practice_app.components.planning import plan_island
from practice_app.components.shell.frame import shell


def plan() -> rx.Component:
    """The plan's page."""
    return shell(plan_island(), active="/plan")
