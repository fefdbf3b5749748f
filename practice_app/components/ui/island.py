"""What every island has under it: when one falls, the page and a running session stay."""

from typing import Any

import reflex as rx

from practice_app.reflex_seams.published import published


class _Net(rx.Component):
    library = published("net.jsx")
    tag = "Net"


class Island(rx.Component):
    """Local JSX that falls alone: it is drawn anew once by itself, and after that on a tap."""

    @classmethod
    def create(cls, *children: Any, **props: Any) -> rx.Component:  # type: ignore[override]
        """Make the island, with its net."""
        return _Net.create(super().create(*children, **props))
