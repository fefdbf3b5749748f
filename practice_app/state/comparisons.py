"""Two takes side by side: one comparison, and what there is to compare a session with."""

from uuid import UUID

import reflex as rx
from reflex.event import EventSpec

from practice_app.errors import NotAllowed, NotFound, Problem
from practice_app.services import comparisons
from practice_app.services.comparisons import Choices, ComparisonDraft, ComparisonPage
from practice_app.services.shared.events import Event, Topic
from practice_app.state.shared import live
from practice_app.state.shared.base import OwnState, handle_problems


@live.subscribes(Topic.COMPARISON)
class ComparisonState(OwnState):
    """What the page of a comparison shows. ``stage``: nothing yet, ``shown`` or ``missing``."""

    stage: str = ""
    shown: ComparisonPage = ComparisonPage()

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Show the comparison of the page's address; missing and forbidden look the same."""
        asked = self._address()
        if self.shown.id != asked:
            self.stage, self.shown = "", ComparisonPage()
        try:
            await self._show(UUID(asked))
        except (ValueError, NotFound):
            self.stage, self.shown = "missing", ComparisonPage()

    async def _show(self, comparison_id: UUID) -> None:
        self.shown = await self._call_service(comparisons.opened, comparison_id)
        self.stage = "shown"

    def _address(self) -> str:
        """The id in the address, as it was written."""
        return self.router.url.path.rstrip("/").rpartition("/")[2]

    @rx.event
    @handle_problems
    async def again(self) -> None:
        """Have one that failed tried again."""
        if not self.shown.id:
            raise NotFound()
        pair = ComparisonDraft(a=UUID(self.shown.a.recording_id), b=UUID(self.shown.b.recording_id))
        await self._show(await self._call_service(comparisons.ask, pair))

    async def _received(self, event: Event) -> None:
        """It is further on: look again."""
        if not self.shown.id or event.subject != self.shown.id or self._address() != self.shown.id:
            return
        try:
            await self._show(UUID(self.shown.id))
        except Problem:
            return


class CompareWithState(OwnState):
    """With which kept takes those of the session of the page's address can be compared."""

    choices: Choices = Choices()
    mine: str = ""
    """Which of the session's own takes it is about."""
    choosing: bool = False

    @rx.event
    @handle_problems
    async def look(self) -> None:
        """Find out what there is to choose from; nothing where the session isn't theirs."""
        self.choices, self.mine, self.choosing = Choices(), "", False
        try:
            session_id = UUID(self.router.url.path.rstrip("/").rpartition("/")[2])
            self.choices = await self._call_service(comparisons.choices, session_id)
        except (ValueError, NotFound, NotAllowed):
            return
        self.mine = self.choices.own[0].recording_id if self.choices.own else ""

    @rx.var
    def offered(self) -> bool:
        """Whether there are two takes to choose."""
        return bool(self.choices.own) and len(self.choices.own) + len(self.choices.others) > 1

    @rx.event
    @handle_problems
    async def show(self) -> None:
        """Open the list."""
        self.choosing = True

    @rx.event
    @handle_problems
    async def close(self) -> None:
        """Close it."""
        self.choosing = False

    @rx.event
    @handle_problems
    async def take(self, recording_id: str) -> None:
        """Let another of the session's takes be the one that is compared."""
        if any(one.recording_id == recording_id for one in self.choices.own):
            self.mine = recording_id

    @rx.event
    @handle_problems
    async def compare(self, recording_id: str) -> EventSpec:
        """Lay the chosen take beside this one, the earlier first, and go there."""
        try:
            pair = [UUID(recording_id), UUID(self.mine)]
        except ValueError:
            raise NotFound() from None
        order = {one.recording_id: (one.started_at, one.offset_s) for one in (*self.choices.own, *self.choices.others)}
        pair.sort(key=lambda one: order.get(str(one), ("", 0.0)))
        comparison_id = await self._call_service(comparisons.ask, ComparisonDraft(a=pair[0], b=pair[1]))
        self.choosing = False
        return rx.redirect(f"/compare/{comparison_id}")
