"""Two takes side by side: one comparison, and what there is to compare a session with."""

from uuid import UUID

import reflex as rx
from reflex.event import EventSpec

from practice_app.errors import NotAllowed, NotFound, Problem
from practice_app.services import comparisons
from practice_app.services.comparisons import Choice, Choices, ComparisonDraft, ComparisonPage
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


class CompareTakesState(OwnState):
    """Which two kept takes of the piece of the page's address are to be compared."""

    offered: bool = False
    """Whether there are two; which ones there are is asked when the list is opened."""
    takes: list[Choice] = []  # noqa: RUF012 - Reflex copies defaults
    one: str = ""
    other: str = ""
    choosing: bool = False

    @rx.event
    @handle_problems
    async def look(self) -> None:
        """Find out whether there are two to choose; nothing where the piece isn't theirs."""
        self.takes, self.offered, self.choosing = [], False, False
        self.offered = len(await self._of_the_piece(2)) == 2

    async def _of_the_piece(self, *most: int) -> list[Choice]:
        try:
            piece_id = UUID(self.router.url.path.rstrip("/").rpartition("/")[2])
            return await self._call_service(comparisons.takes_of, piece_id, *most)
        except (ValueError, NotFound, NotAllowed):
            return []

    @rx.event
    @handle_problems
    async def show(self) -> None:
        """Open the list; suggested are the newest and the one before it, of another session where there is one."""
        self.takes = await self._of_the_piece()
        self.choosing = self.offered = len(self.takes) > 1
        if not self.offered:
            return
        newest, before = self.takes[0], self.takes[1]
        earlier = next((take for take in self.takes if take.session_id != newest.session_id), before)
        self.one, self.other = earlier.recording_id, newest.recording_id

    @rx.event
    @handle_problems
    async def close(self) -> None:
        """Close it."""
        self.choosing = False

    @rx.event
    @handle_problems
    async def choose_one(self, recording_id: str) -> None:
        """Take this one; who takes the other one exchanges them."""
        if self._is_there(recording_id):
            self.one, self.other = recording_id, self.one if recording_id == self.other else self.other

    def _is_there(self, recording_id: str) -> bool:
        return any(take.recording_id == recording_id for take in self.takes)

    @rx.event
    @handle_problems
    async def choose_other(self, recording_id: str) -> None:
        """Take this one as the other."""
        if self._is_there(recording_id):
            self.one, self.other = self.other if recording_id == self.one else self.one, recording_id

    @rx.event
    @handle_problems
    async def compare(self) -> EventSpec:
        """Lay the two side by side, the earlier first, and go there."""
        chosen = [take.recording_id for take in reversed(self.takes) if take.recording_id in (self.one, self.other)]
        if len(chosen) != 2:
            raise NotFound()
        pair = ComparisonDraft(a=UUID(chosen[0]), b=UUID(chosen[1]))
        comparison_id = await self._call_service(comparisons.ask, pair)
        self.choosing = False
        return rx.redirect(f"/compare/{comparison_id}")
