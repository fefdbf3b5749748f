"""What to practise next: the page of a plan, and one line that leads there. The plan works with no network."""

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class PlanIsland(Island):
    """Local JSX over IndexedDB and REST; knows no state of ours."""

    library = published("plan.jsx")
    tag = "PlanIsland"


def plan_island() -> rx.Component:
    """A plan for some minutes: proposed, changed, begun."""
    return PlanIsland.create()
