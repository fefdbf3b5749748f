"""Posts of the board that hold what is looked for, as the board shows them."""

from dataclasses import dataclass, fields
from typing import Final
from uuid import UUID

from sqlmodel import Session, col, select

from practice_app.models import ForumPost, PostCategory
from practice_app.services import forum
from practice_app.services.forum import PostRow
from practice_app.services.search import board, hits, posts
from practice_app.services.search.asked import asked
from practice_app.services.search.board import Place, Ranked
from practice_app.services.shared.indexing.vectors import label
from practice_app.services.shared.paging import after_id, cursor, place


@dataclass(frozen=True)
class OnBoard:
    """What is looked for, and by what it is narrowed; ``as_typed``: in no other spelling."""

    query: str = ""
    category: PostCategory | None = None
    instrument: str = ""
    tag: str = ""
    as_typed: bool = False

    def labels(self, db: Session) -> list[list[str]]:
        """By which it is narrowed in the index: the category, and of each tag it or another that means the same."""
        tags = forum.Sought(instrument=self.instrument, tag=self.tag).tags
        alike = [list(map(label, some)) for some in forum.tags_alike(db, tags)]
        return [*([[f"c:{self.category}"]] if self.category else []), *alike]


@dataclass(frozen=True, kw_only=True)
class PostHit(PostRow):
    """A post with the lines in which it was found (HTML, nothing but ``<mark>`` an element), and its moments.

    ``comment_id``: the comment below it that holds it.
    """

    hit: str
    comment_id: UUID | None
    moments: list[UUID]


@dataclass(frozen=True)
class BoardPage:
    """Some of what was found; ``shown_for``: the words it was found by, where others were typed."""

    items: list[PostHit]
    next_cursor: str | None
    shown_for: str | None


def on_the_board(
    db: Session, who: UUID, wanted: OnBoard, origin: str = "", *, limit: int = 20, after: str | None = None
) -> BoardPage:
    """List posts that hold every word in title, text, tags or one comment below, best first, 150 texts at most."""
    found, shown_for = _found(db, wanted)
    places = _after(found.places, after)
    page = places[:limit]
    more = cursor(after_id(page[-1].post_id)) if len(places) > limit else None
    return BoardPage(_shown(db, who, page, found.words, origin), more, shown_for)


def _found(db: Session, wanted: OnBoard) -> tuple[Ranked, str | None]:
    words = asked(wanted.query)
    if words is None and wanted.query.strip():
        return Ranked([], ()), None
    labels = wanted.labels(db)
    found = board.ranked(db, words, labels)
    if found.places or wanted.as_typed or words is None:
        return found, None
    found = board.put_right(db, words, labels)
    return found, " ".join(found.words) if found.places else None


def _after(places: list[Place], after: str | None) -> list[Place]:
    """What comes after the cursor; nothing where that is found no more."""
    if not (key := place(after)):
        return places
    at = next((n for n, one in enumerate(places) if one.post_id == key.id), len(places))
    return places[at + 1 :]


def _shown(db: Session, who: UUID, page: list[Place], words: tuple[str, ...], origin: str) -> list[PostHit]:
    lines = {one.id: one.hit for one in posts.shown(db, page, words)}
    there = {one.id: one for one in db.scalars(select(ForumPost).where(col(ForumPost.id).in_(lines)))}
    comments = {one.post_id: one.comment_id for one in page}
    rows = forum.posts_shown(db, who, [there[one] for one in lines if one in there], origin)
    return [
        PostHit(
            **{name: getattr(row, name) for name in _SAME},
            hit=hits.html(lines[row.id]),
            comment_id=comments[row.id],
            moments=sorted(forum.moments_in(row.body_md)),
        )
        for row in rows
    ]


_SAME: Final = tuple(field.name for field in fields(PostRow))
