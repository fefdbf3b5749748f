"""The board as it is listed: what is shown of it, in which order, and further down."""

from typing import Final, Literal
from urllib.parse import parse_qs

import reflex as rx

from practice_app.models import PostCategory
from practice_app.services import forum
from practice_app.services.forum import Filter, Sort, Sought
from practice_app.state.forum.shown import PostShown, listed
from practice_app.state.shared.base import OwnState, handle_problems

PAGE: Final = 20
MOST: Final = 200
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
    next_cursor: str = ""

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Fill the board."""
        self.instruments = await self._call_service(forum.played)
        if self.instrument not in self.instruments:
            self.instrument = ""
        await self._tagged()
        await self._list()
        self.loaded = True

    async def _tagged(self) -> None:
        """Take the tag that the address names."""
        asked = parse_qs(self.router.url.query or "").get("tag", [""])[0]
        self.tag = forum.tag_name(asked[:200])
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
        self.rows = [*self.rows, *map(listed, found.items)]
        self.next_cursor = (found.next_cursor or "") if len(self.rows) < MOST else ""

    async def _list(self) -> None:
        found = await self._call_service(forum.listed, self._sought(), limit=PAGE)
        self.rows, self.next_cursor = [*map(listed, found.items)], found.next_cursor or ""

    def _sought(self) -> Sought:
        category = PostCategory(self.view) if self.view in set(PostCategory) else None
        only = Filter(self.view) if self.view in set(Filter) else None
        return Sought(category=category, filter=only, instrument=self.instrument, tag=self.tag, sort=Sort(self.sort))
