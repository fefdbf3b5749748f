"""One post with what was said below it: read, voted for, answered."""

from contextlib import suppress
from dataclasses import replace
from typing import Any, Literal
from uuid import UUID

import reflex as rx
from reflex.event import EventSpec
from sqlmodel import Session

from practice_app.errors import Invalid, NotFound, Problem
from practice_app.services import forum
from practice_app.services.forum import CardRow, CommentChanges, CommentDraft, Order, PostRow, StandingRow
from practice_app.services.shared.access import Permission, require
from practice_app.services.shared.events import Audience, AudienceKind, Event, Topic
from practice_app.services.shared.fields import checked
from practice_app.state.forum.named import group_called, work_called
from practice_app.state.forum.shown import CardShown, CommentShown, ThreadPost, card, root_of, threaded, whole
from practice_app.state.shared import live
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.state.shared.connections import connections
from practice_app.state.shared.forms import explained
from practice_app.state.shared.subscriptions import PROOFS, subscribe

STEP, MOST = 100, 500
"""Comments that are shown at first and with each step further, and at once at most."""
ANCHOR = "comment-"
PROOFS[AudienceKind.THREAD] = lambda db, who, post_id: require(db, who, Permission.POST_READ, post_id)
Arranged = Literal["best", "newest", "oldest"]
Vote = Literal[-1, 0, 1]


@live.subscribes(Topic.POST_FILM)
class ThreadState(OwnState):
    """The post of the page's address."""

    loaded: bool = False
    missing: bool = False
    post: ThreadPost = ThreadPost()
    comments: list[CommentShown] = []  # noqa: RUF012 - Reflex copies defaults
    order: str = "best"
    more_below: bool = False
    """Whether there are comments after those that are shown."""
    answering: str = ""
    """Which comment one is answering; empty: the post itself."""
    changing: str = ""
    """Which comment of one's own is being written otherwise."""
    written: int = 0
    """Grows with each comment: the field for the next one begins empty."""
    errors: dict[str, str] = {}  # noqa: RUF012
    removing: bool = False
    filmed: int = 0
    """Grows when a film can be seen, or can't: pages ask anew."""
    _hears: str = ""
    """The post of which this tab is told when a film can be seen."""
    _unfolded: set[str] = set()  # noqa: RUF012
    _most: int = STEP

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Show the post of the address."""
        asked = self.router.url.path.rstrip("/").rpartition("/")[2]
        if asked != self.post.id:
            self._reset_page()
        try:
            row = await self._call_service(forum.post, UUID(asked))
        except (ValueError, NotFound):
            self.missing, self.loaded = True, True
            return
        await self._show(row)
        await self._comments(self.router.url.fragment.removeprefix(ANCHOR))
        await self._hear_of_films()
        self.loaded = True

    def _reset_page(self) -> None:
        """Begin with nothing of another post."""
        self.loaded, self.missing, self.post, self.comments = False, False, ThreadPost(), []
        self.answering, self.changing, self.errors, self.removing, self._unfolded = "", "", {}, False, set()
        self._most, self.more_below = STEP, False

    async def _comments(self, wanted: str = "") -> None:
        """Show what was said; as much of it that the one ``wanted`` is there, too."""
        most = MOST if wanted else self._most
        found = await self._call_service(forum.comments_of, UUID(self.post.id), order=Order(self.order), limit=most)
        if wanted and any(str(row.id) == wanted for row in found.items[self._most :]):
            self._most = MOST
        some, more = found.items[: self._most], bool(found.next_cursor) or len(found.items) > self._most
        self.more_below = more and self._most < MOST
        self._unfolded = self._unfolded | root_of(some, wanted)
        rows = threaded(some, self._unfolded)
        stand = await self._standings([UUID(row.author_id) for row in rows])
        cards = await self._cards([row.html for row in rows])
        self.comments = [
            replace(row, cards=its, **_beside(stand.get(UUID(row.author_id))))
            for row, its in zip(rows, cards, strict=True)
        ]

    async def _post(self) -> None:
        await self._show(await self._call_service(forum.post, UUID(self.post.id)))

    async def _show(self, row: PostRow) -> None:
        work = await self._call_service(work_called, row.work_id) if row.work_id else ""
        stand = await self._standings([row.author.id])
        [cards] = await self._cards([row.body_html])
        name = await self._call_service(group_called, str(row.group_id)) if row.group_id else ""
        beside = _beside(stand.get(row.author.id))
        self.post = replace(whole(row), work=work, cards=cards, group_name=name, **beside)

    async def _cards(self, bodies: list[str]) -> list[list[CardShown]]:
        """What the pages call themselves that each of these links to."""
        if not any("://" in one for one in bodies):
            return [[] for _ in bodies]
        return [[card(one) for one in some] for some in await self._call_service(_cards, bodies)]

    async def _standings(self, people: list[UUID]) -> dict[UUID, StandingRow]:
        """What stands beside names; nothing for whoever wants no numbers."""
        return {} if self.quiet else await self._call_service(forum.standings, people)

    @rx.event
    @handle_problems
    async def arrange(self, order: Arranged) -> None:
        """Read the thread in another order."""
        self.order = order
        await self._comments()

    @rx.event
    @handle_problems
    async def more(self) -> None:
        """Show more of what was said."""
        self._most = min(self._most + STEP, MOST)
        await self._comments()

    @rx.event
    @handle_problems
    async def unfold(self, root: UUID) -> None:
        """Show what lies deeper in a thread."""
        self._unfolded = {*self._unfolded, str(root)}
        await self._comments()

    @rx.event
    @handle_problems
    async def vote(self, value: Vote) -> None:
        """Say what one thinks of the post."""
        await self._call_service(forum.vote_for_post, UUID(self.post.id), value)
        await self._post()

    @rx.event
    @handle_problems
    async def vote_for(self, comment_id: UUID, value: Vote) -> None:
        """Say what one thinks of a comment."""
        await self._call_service(forum.vote_for_comment, comment_id, value)
        await self._comments()

    @rx.event
    @handle_problems
    async def accept(self, comment_id: UUID, wanted: bool) -> None:
        """Say that this is the answer, or that it is not after all."""
        verb = forum.accept if wanted else forum.take_back
        await self._call_service(verb, UUID(self.post.id), comment_id)
        await self._comments()

    @rx.event
    @handle_problems
    async def answer(self, comment_id: str) -> None:
        """Write below a comment; empty: below the post."""
        self.answering, self.changing, self.errors = comment_id, "", {}

    @rx.event
    @handle_problems
    async def change(self, comment_id: str) -> None:
        """Write something of one's own otherwise; empty: leave it."""
        self.changing, self.answering, self.errors = comment_id, "", {}

    @rx.event
    @handle_problems
    async def say(self, form: dict[str, Any]) -> None:
        """Say something below the post or a comment."""
        told = {"body_md": form.get("body_md", ""), "parent_id": self.answering or None}
        try:
            draft = checked(CommentDraft, told)
            await self._call_service(forum.add_comment, UUID(self.post.id), draft)
        except Invalid as problem:
            self.errors = explained(problem, ("body_md",))
            return
        self.answering, self.errors, self.written = "", {}, self.written + 1
        await self._post()
        await self._comments()

    @rx.event
    @handle_problems
    async def rewrite(self, form: dict[str, Any]) -> None:
        """Keep what is written otherwise."""
        try:
            changes = checked(CommentChanges, {"body_md": form.get("body_md", "")})
            await self._call_service(forum.change_comment, UUID(self.changing), changes)
        except Invalid as problem:
            self.errors = explained(problem, ("body_md",))
            return
        self.changing, self.errors = "", {}
        await self._comments()

    @rx.event
    @handle_problems
    async def take_comment_back(self, comment_id: UUID) -> None:
        """Take back what one said."""
        await self._call_service(forum.delete_comment, comment_id)
        await self._post()
        await self._comments()

    @rx.event
    @handle_problems
    async def follow(self, wanted: bool) -> None:
        """Hear of what is written here, or no more."""
        await self._call_service(forum.follow if wanted else forum.unfollow, "post", self.post.id)
        await self._post()

    @rx.event
    @handle_problems
    async def close(self, wanted: bool) -> None:
        """Let nobody write here any more, or again."""
        verb = forum.close_post if wanted else forum.reopen_post
        await self._show(await self._call_service(verb, UUID(self.post.id)))

    @rx.event
    @handle_problems
    async def ask_to_remove(self, asked: bool) -> None:
        """Ask once more before the post goes."""
        self.removing = asked

    @rx.event
    @handle_problems
    async def remove(self) -> EventSpec:
        """Take the post off the board."""
        self.removing = False
        await self._call_service(forum.delete_post, UUID(self.post.id))
        return rx.redirect("/forum")

    async def _hear_of_films(self) -> None:
        """Have this tab told of films as long as one that stands here is being made; of another post's no more."""
        tab = connections.of_tab(self.user_id, self.router.session.session_id)
        if tab is None:
            return
        bodies = [self.post.html, *(row.html for row in self.comments)]
        shown = [one for one in bodies if "data-film" in one]
        coming = await self._call_service(_still_coming, shown) if shown else False
        wanted = self.post.id if coming else ""
        if self._hears and self._hears != wanted:
            connections.unfollow(tab, _readers(self._hears))
        if wanted:
            await subscribe(connections, tab, _readers(wanted))
        self._hears = wanted

    async def _received(self, _event: Event) -> None:
        """A film is ready, or can't be: whichever stands on this page asks anew."""
        self.filmed += 1
        with suppress(Problem):
            await self._hear_of_films()


def _beside(stand: StandingRow | None) -> dict[str, Any]:
    return {"points": stand.points, "badge": stand.badge} if stand else {}


def _readers(post: str) -> Audience:
    return Audience(AudienceKind.THREAD, post)


def _still_coming(db: Session, _who: UUID, bodies: list[str]) -> bool:
    return forum.still_coming(db, bodies)


def _cards(db: Session, _who: UUID, bodies: list[str]) -> list[list[CardRow]]:
    return forum.cards_of(db, bodies)
