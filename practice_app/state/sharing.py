"""Links of whoever is signed in: those of the page they are on, or all of them; made and taken back."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import reflex as rx

from practice_app.errors import NotFound
from practice_app.locales import msg
from practice_app.models.columns import now
from practice_app.services import sharing
from practice_app.services.shared.fields import checked
from practice_app.services.sharing import ShareDraft, ShareRow
from practice_app.state.shared.base import OwnState, handle_problems

SPANS = {"day": timedelta(days=1), "week": timedelta(weeks=1), "month": timedelta(days=30)}
"""For how long a link is good; any other word: until it is taken back."""
ALL = "/shares"


@dataclass(frozen=True)
class LinkRow:
    """A link as a page draws it; ``about`` is the id of what it shows, empty for oneself."""

    id: str
    url: str
    kind: str
    about: str
    until: str
    views: int
    opens: bool
    title: str
    day: str
    instrument: str
    session: str


class SharingState(OwnState):
    """What a page shows of one's links."""

    loaded: bool = False
    links: list[LinkRow] = []  # noqa: RUF012 - Reflex copies defaults
    chosen: str = ""
    """The recording that a new link is to show, empty for the page's own subject."""
    span: str = "month"
    asked: str = ""
    """The link of which it is asked whether it shall end."""

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Show one's links: on their own page all of them."""
        await self._look()
        self.asked, self.chosen, self.loaded = "", "", True

    @rx.event
    @handle_problems
    async def pick(self, recording: str) -> None:
        """Say what a new link is to show."""
        self.chosen = recording[:40]

    @rx.event
    @handle_problems
    async def last(self, span: str) -> None:
        """Say for how long a new link is to be good."""
        self.span = span if span in SPANS else "always"

    @rx.event
    @handle_problems
    async def make(self, kind: str, about: str) -> None:
        """Make a link."""
        ends = now() + SPANS[self.span] if self.span in SPANS else None
        draft = checked(ShareDraft, {"kind": kind, "id": about or None, "expires_at": ends})
        await self._call_service(sharing.make, draft, self.router.url.origin)
        await self._look()

    @rx.event
    @handle_problems
    async def ask(self, link: str) -> None:
        """Ask whether a link shall end; with nothing: leave it as it is."""
        self.asked = link[:40]

    @rx.event
    @handle_problems
    async def revoke(self, link: str) -> None:
        """Take a link back."""
        try:
            await self._call_service(sharing.revoke, UUID(link))
        except ValueError:
            raise NotFound() from None
        self.asked = ""
        await self._look()
        self._tell(msg("Taken back. The link opens nothing any more."))

    async def _look(self) -> None:
        rows = await self._call_service(sharing.listed, self.router.url.origin)
        self.links = [_row(row) for row in rows]


def _row(row: ShareRow) -> LinkRow:
    return LinkRow(
        id=str(row.id),
        url=row.url,
        kind=row.kind,
        about=str(row.recording_id or row.session_id or row.group_id or ""),
        until=row.expires_at.isoformat() if row.expires_at else "",
        views=row.views,
        opens=row.opens,
        title=row.title,
        day=row.day.isoformat() if row.day else "",
        instrument=row.instrument,
        session=str(row.session_id or ""),
    )
