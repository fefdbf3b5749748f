"""The board as it is listed: what is shown of it, in which order, and further down."""

from contextlib import suppress
from typing import Final, Literal
from urllib.parse import quote
from uuid import UUID

import reflex as rx
from reflex.event import EventSpec
from sqlmodel import Session

from practice_app.models import PostCategory
from practice_app.services import forum
from practice_app.services.forum import Filter, PostRow, Sort, Sought
from practice_app.state.forum.named import group_called, work_called
from practice_app.state.forum.shown import PostShown, listed
from practice_app.state.shared.asked import asked
from practice_app.state.shared.base import OwnState, handle_problems

PAGE: Final = 20
MOST: Final = 200
OF_ONE: Final = ("all", "tip", "question", "free", "unanswered")
"""What is shown of a group's own board, or of what is about a work."""
Arranged = Literal["feed", "new", "top"]
View = Literal["all", "tip", "question", "free", "unanswered", "following", "mine"]


class BoardState(OwnState):
    """What stands on the board."""

    loaded: bool = False
    rows: list[PostShown] = []  # noqa: RUF012 - Reflex copies defaults
    view: str = "all"
    """Which posts: of a category, or by what one has to do with them."""
    sort: str = "feed"
    instrument: str = ""
    instruments: list[str] = []  # noqa: RUF012
    """What one plays oneself."""
    tag: str = ""
    """Of the address: what stands under it alone, and what it is called (a message id)."""
    tag_name: str = ""
    tag_followed: bool = False
    group: str = ""
    """Of the address: the group whose board it is, and what that is called."""
    group_name: str = ""
    work: str = ""
    """Of the address: the work of the catalogue that it is all about, and what that is called."""
    work_name: str = ""
    next_cursor: str = ""

    @rx.event
    @handle_problems
    async def load(self) -> EventSpec | None:
        """Fill the board; who is not in the group of the address is led to what they may see of it."""
        if not await self._grouped():
            return rx.redirect(f"/groups/{quote(self.group, safe='')}")
        await self._about()
        self.instruments = await self._call_service(forum.played)
        if self.instrument not in self.instruments:
            self.instrument = ""
        await self._tagged()
        await self._list()
        self.loaded = True
        return None

    async def _grouped(self) -> bool:
        """Take the group that the address names; tell whether one may read its board."""
        before, self.group, self.group_name = self.group, asked(self, "group"), ""
        if self.group != before:
            self.rows, self.loaded = [], False
        if not self.group:
            return True
        self.view = self.view if self.view in OF_ONE else "all"
        self.group_name = await self._call_service(group_called, self.group)
        return bool(self.group_name)

    async def _about(self) -> None:
        """Take the work that the address names; what is none is all of the board."""
        self.work, self.work_name = "", ""
        with suppress(ValueError):
            work = UUID(asked(self, "work"))
            if name := await self._call_service(work_called, work):
                self.work, self.work_name = str(work), name
                self.view = self.view if self.view in OF_ONE else "all"

    async def _tagged(self) -> None:
        """Take the tag that the address names."""
        self.tag = await self._call_service(_tag, asked(self, "tag"))
        self.tag_name = forum.tag_called(self.tag)
        self.tag_followed = bool(self.tag) and await self._call_service(forum.follows, "tag", self.tag)

    @rx.event
    @handle_problems
    async def follow_tag(self, wanted: bool) -> None:
        """Find what stands under the tag among what one follows, or no more."""
        await self._call_service(forum.follow if wanted else forum.unfollow, "tag", self.tag)
        self.tag_followed = wanted

    @rx.event
    @handle_problems
    async def show(self, view: View) -> None:
        """Show some of it."""
        self.view = view
        await self._list()

    @rx.event
    @handle_problems
    async def arrange(self, sort: Arranged) -> None:
        """Show it in another order."""
        self.sort = sort
        await self._list()

    @rx.event
    @handle_problems
    async def only_for(self, instrument: str) -> None:
        """Show what is for one instrument; none shows all."""
        self.instrument = instrument if instrument in self.instruments else ""
        await self._list()

    @rx.event
    @handle_problems
    async def more(self) -> None:
        """Show what comes after."""
        if not self.next_cursor or len(self.rows) >= MOST:
            return
        found = await self._call_service(forum.listed, self._sought(), limit=PAGE, after=self.next_cursor)
        self.rows = [*self.rows, *self._shown(found.items)]
        self.next_cursor = (found.next_cursor or "") if len(self.rows) < MOST else ""

    async def _list(self) -> None:
        found = await self._call_service(forum.listed, self._sought(), limit=PAGE)
        self.rows, self.next_cursor = self._shown(found.items), found.next_cursor or ""

    def _shown(self, rows: list[PostRow]) -> list[PostShown]:
        return [listed(row, inside=bool(self.group)) for row in rows]

    def _sought(self) -> Sought:
        category = PostCategory(self.view) if self.view in set(PostCategory) else None
        only = Filter(self.view) if self.view in set(Filter) else None
        if self.group:
            return Sought(category=category, filter=only, group_id=UUID(self.group))
        if self.work:
            return Sought(category=category, filter=only, work_id=UUID(self.work))
        return Sought(category=category, filter=only, instrument=self.instrument, tag=self.tag, sort=Sort(self.sort))


def _tag(db: Session, _who: UUID, written: str) -> str:
    return forum.tag_meant(db, forum.tag_name(written))
