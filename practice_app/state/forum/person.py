"""Somebody's page: what they show of themselves, and what they wrote on the board."""

from typing import Final
from uuid import UUID

import reflex as rx

from practice_app.errors import NotFound
from practice_app.services import forum, profiles
from practice_app.services.forum import AuthorRow, Sought
from practice_app.services.profiles import PersonRow
from practice_app.state.forum.shown import PostShown, listed
from practice_app.state.profiles import InstrumentRow, PreviewRow, shown, told_of
from practice_app.state.shared.base import OwnState, handle_problems

PAGE: Final = 20
MOST: Final = 200


class PersonState(OwnState):
    """The person of the page's address."""

    stage: str = "loading"
    """``there`` or ``missing``."""
    person_id: str = ""
    person: PreviewRow = PreviewRow()
    instruments: list[InstrumentRow] = []  # noqa: RUF012 - Reflex copies defaults
    mine: bool = False
    verified: bool = False
    profile: bool = False
    """Whether they show whoever asks more of themselves than what they are called."""
    gathered: bool = False
    """Whether what they wrote stands here, and they may be followed."""
    following: bool = False
    points: int = -1
    """What their words are worth to others; less than nothing: not to be told."""
    badges: list[str] = []  # noqa: RUF012
    rows: list[PostShown] = []  # noqa: RUF012
    next_cursor: str = ""

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Show the person of the address."""
        asked = self.router.url.path.rstrip("/").rpartition("/")[2]
        if asked != self.person_id:
            self.stage = "loading"
        try:
            await self._look(UUID(asked))
        except (ValueError, NotFound):
            self.stage, self.person_id = "missing", ""
            self.person, self.instruments, self.rows, self.badges = PreviewRow(), [], [], []

    async def _look(self, person: UUID) -> None:
        origin = self.router.url.origin
        seen = await self._profile(person, origin)
        author = await self._author(person, origin)
        if seen is None and author is None:
            raise NotFound()
        self._show(seen, author)
        self.person_id, self.mine = str(person), str(person) == self.user_id
        await self._list()
        self.stage = "there"

    async def _profile(self, person: UUID, origin: str) -> PersonRow | None:
        try:
            return await self._call_service(profiles.visited, person, origin)
        except NotFound:
            return None

    async def _author(self, person: UUID, origin: str) -> AuthorRow | None:
        try:
            return await self._call_service(forum.author, person, origin)
        except NotFound:
            return None

    def _show(self, seen: PersonRow | None, author: AuthorRow | None) -> None:
        self.profile = seen is not None
        if seen:
            self.person, self.instruments, self.verified = shown(seen), told_of(seen), seen.verified
        elif author:
            user = author.user
            self.person = PreviewRow(hidden=False, name=user.display_name, picture=user.picture_url or "")
            self.instruments, self.verified = [], user.verified
        self.gathered = author is not None and author.gathered
        self.following = author is not None and author.following
        told = author if author and author.points is not None and not self.quiet else None
        self.points = -1 if told is None or told.points is None else told.points
        self.badges = [one.title for one in told.badges] if told else []

    async def _list(self) -> None:
        self.rows, self.next_cursor = [], ""
        if self.gathered:
            await self._further()

    @rx.event
    @handle_problems
    async def more(self) -> None:
        """Show what they wrote before."""
        if self.next_cursor:
            await self._further()

    async def _further(self) -> None:
        sought = Sought(author_id=UUID(self.person_id))
        found = await self._call_service(forum.listed, sought, limit=PAGE, after=self.next_cursor or None)
        self.rows = [*self.rows, *map(listed, found.items)]
        self.next_cursor = (found.next_cursor or "") if len(self.rows) < MOST else ""

    @rx.event
    @handle_problems
    async def follow(self, wanted: bool) -> None:
        """Find what they write among what one follows, or no more."""
        await self._call_service(forum.follow if wanted else forum.unfollow, "user", self.person_id)
        self.following = wanted
