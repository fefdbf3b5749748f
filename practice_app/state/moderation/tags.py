"""Tags that mean the same: what moderators joined, and joining and taking apart."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID

import reflex as rx

from practice_app.errors import Conflict, Invalid, NotAllowed
from practice_app.locales import msg
from practice_app.services import forum, moderation
from practice_app.services.moderation import JoinDraft, JoinedRow
from practice_app.services.shared.fields import checked
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.state.shared.forms import explained
from practice_app.state.shared.ids import identified
from practice_app.state.shared.office import why_not

FIELDS = ("name", "into")


@dataclass(frozen=True)
class JoinedLine:
    """A tag that means another; ``into`` is a message id where everybody has the word, ``address`` where it leads."""

    id: str
    name: str
    into: str
    address: str
    at: str


class JoinedTagsState(OwnState):
    """The page of moderators on which tags are joined."""

    stage: str = "loading"
    """``there``, ``not_yours``, or ``factor``: a device that showed a password alone."""
    rows: list[JoinedLine] = []  # noqa: RUF012 - Reflex copies defaults
    errors: dict[str, str] = {}  # noqa: RUF012
    made: int = 0
    """How many were joined on this page: with each the form begins anew."""

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Fill the page."""
        self.errors = {}
        await self._look()

    @rx.event
    @handle_problems
    async def join(self, form: dict[str, Any]) -> None:
        """Let one tag mean another."""
        said = {name: str(form.get(name) or "").strip() for name in FIELDS}
        try:
            draft = checked(JoinDraft, said)
            await self._call_service(moderation.join_tags, self._here(), draft)
        except Invalid as problem:
            self.errors = explained(problem, FIELDS)
            return
        except Conflict as problem:
            self.errors = {"name": problem.detail}
            return
        self.errors, self.made = {}, self.made + 1
        await self._look()
        self._tell(msg("Posts under either are found by both, and the log says so."))

    @rx.event
    @handle_problems
    async def part(self, tag: str) -> None:
        """Let a tag mean itself again."""
        await self._call_service(moderation.part_tags, self._here(), identified(tag))
        await self._look()
        self._tell(msg("Taken apart: each stands for itself again, and the log says so."))

    def _here(self) -> UUID:
        """The device at this socket, which has to have shown more than a password."""
        return identified(self._device)

    async def _look(self) -> None:
        try:
            rows = await self._call_service(moderation.joined_tags, self._here())
        except NotAllowed as refused:
            self.stage, self.rows = why_not(refused), []
            return
        self.stage, self.rows = "there", [_line(row) for row in rows]


def _line(row: JoinedRow) -> JoinedLine:
    address = f"/forum?tag={quote(row.into)}"
    return JoinedLine(str(row.id), row.name, forum.tag_called(row.into), address, row.at.isoformat())
