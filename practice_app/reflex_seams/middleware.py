"""What is done before each event of a page is worked on.

Seen on Reflex 0.10.1: `reflex.middleware.middleware.Middleware`, which is asked before the handler with the tab's root
state, whose `router_data` came with the event.
"""

from abc import abstractmethod
from typing import Any

import reflex as rx
from reflex.middleware.middleware import Middleware
from reflex.state import BaseState

from practice_app.reflex_seams.namespace import DEVICE
from practice_app.reflex_seams.states import Moment, moment_of


class BeforeEachEvent(Middleware):
    """Calls ``before`` with the state of the tab and the device that proved itself on the event's socket."""

    async def preprocess(self, app: rx.App, state: BaseState, event: Any) -> None:  # noqa: ARG002
        """As Reflex calls it."""
        await self.before(state, state.router_data.get(DEVICE, ""), moment_of(event))

    @abstractmethod
    async def before(self, state: BaseState, device: str, moment: Moment) -> None:
        """Do it, at this moment of the page."""
