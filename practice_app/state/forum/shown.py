"""Posts and comments as flat rows for the page."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit
from uuid import UUID

from practice_app.services import forum
from practice_app.services.forum import CardRow, CommentRow, PostRow

EXCERPT = 220
_BREAK = re.compile(r"</(?:p|li|h\d|pre|td|th|tr|blockquote)>|<br>")
_TAG = re.compile(r"<[^<>]*>")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class PostShown:
    """A post in a list; tags are message ids where everybody has the word, ``excerpt`` its first words."""

    id: str = ""
    href: str = ""
    title: str = ""
    excerpt: str = ""
    category: str = ""
    tags: list[str] = ()  # type: ignore[assignment]
    author: str = ""
    author_id: str = ""
    score: int = 0
    comments: int = 0
    settled: bool = False
    draft: bool = False
    closed: bool = False
    group: bool = False
    """Whether it is for the members of a group alone."""
    at: str = ""
    why: str = ""
    """Because of which tag it stands so high, by its message id; ``alike``: that is a kind of people."""
    alike: bool = False


@dataclass(frozen=True)
class TagShown:
    """A tag below a post, and what it is called: a message id where everybody has the word."""

    key: str = ""
    name: str = ""


@dataclass(frozen=True)
class CardShown:
    """A page that a post links to; ``site`` is its host where it calls itself nothing else."""

    url: str = ""
    title: str = ""
    words: str = ""
    site: str = ""


@dataclass(frozen=True)
class ThreadPost:
    """The post of a thread's page."""

    id: str = ""
    title: str = ""
    html: str = ""
    category: str = ""
    tags: list[TagShown] = ()  # type: ignore[assignment]
    author: str = ""
    author_id: str = ""
    picture: str = ""
    verified: bool = False
    score: int = 0
    my_vote: int = 0
    views: int = 0
    comments: int = 0
    draft: bool = False
    closed: bool = False
    hidden: bool = False
    held: bool = False
    following: bool = False
    mine: bool = False
    at: str = ""
    edited: bool = False
    work: str = ""
    """What of the catalogue it is about, in one line; by its id, where all that is about it stands."""
    work_id: str = ""
    group: str = ""
    """The group for whose members alone it is, and what that is called."""
    group_name: str = ""
    points: int = -1
    """What the author's words are worth to others; less than nothing: not to be told."""
    badge: str = ""
    cards: list[CardShown] = ()  # type: ignore[assignment]


@dataclass(frozen=True)
class CommentShown:
    """A comment; ``depth`` 0, 1, or 2 for all that lies deeper, which is folded away until it is asked for."""

    id: str = ""
    html: str = ""
    source: str = ""
    author: str = ""
    author_id: str = ""
    picture: str = ""
    verified: bool = False
    answers: str = ""
    """Whose words it answers, where that is not the one right above."""
    depth: int = 0
    root: str = ""
    folded: int = 0
    """How many lie below this one that are not shown."""
    score: int = 0
    my_vote: int = 0
    accepted: bool = False
    mine: bool = False
    at: str = ""
    edited: bool = False
    points: int = -1
    badge: str = ""
    cards: list[CardShown] = ()  # type: ignore[assignment]


@dataclass(frozen=True)
class EarlierShown:
    """How something of one's own read until then."""

    title: str = ""
    body: str = ""
    at: str = ""


def excerpt(written: str) -> str:
    """The first words of a post, as plain text."""
    words = _SPACE.sub(" ", html.unescape(_TAG.sub("", _BREAK.sub(" ", written[: EXCERPT * 20])))).strip()
    return words if len(words) <= EXCERPT else f"{words[:EXCERPT].rstrip()} …"


def tags_of(row: PostRow) -> list[TagShown]:
    """What stands below a title."""
    return [TagShown(name, forum.tag_called(name)) for name in dict.fromkeys([*row.tags, *row.auto_tags])][:6]


def listed(row: PostRow, *, inside: bool = False) -> PostShown:
    """One line of a list; a draft leads to where it is written. ``inside``: the list is a group's own."""
    draft = row.status == "draft"
    return PostShown(
        id=str(row.id),
        href=f"/forum/new?draft={row.id}" if draft else f"/forum/{row.id}",
        title=row.title,
        excerpt=excerpt(row.body_html),
        category=row.category,
        tags=[one.name for one in tags_of(row)],
        author=row.author.display_name,
        author_id=str(row.author.id),
        score=row.score,
        comments=row.comments,
        settled=row.accepted_comment_id is not None,
        draft=draft,
        closed=row.closed,
        group=row.group_id is not None and not inside,
        at=(row.published_at or row.created_at).isoformat(),
        why=forum.tag_called(row.why or ""),
        alike=(row.why or "") in forum.KINDS,
    )


def whole(row: PostRow) -> ThreadPost:
    """The post itself."""
    same = {name: getattr(row, name) for name in _SAME}
    return ThreadPost(
        **same,
        id=str(row.id),
        html=row.body_html,
        tags=tags_of(row),
        work_id=str(row.work_id or ""),
        group=str(row.group_id or ""),
        author=row.author.display_name,
        author_id=str(row.author.id),
        picture=row.author.picture_url or "",
        verified=row.author.verified,
        draft=row.status == "draft",
        at=(row.published_at or row.created_at).isoformat(),
        edited=row.edited_at is not None,
    )


def card(row: CardRow) -> CardShown:
    """A card below a post."""
    return CardShown(row.url, row.title, row.words, row.site or urlsplit(row.url).hostname or "")


_SAME = ("title", "category", "score", "my_vote", "views", "comments", "closed", "hidden", "held", "following", "mine")


def threaded(rows: Sequence[CommentRow], unfolded: set[str]) -> list[CommentShown]:
    """Put answers below what they answer: two levels as they are, what lies deeper folded under its thread.

    The order of the first level is that of ``rows``; answers follow by time. What answers something that is gone stands
    on the first level.
    """
    known = {row.id: row for row in rows}
    below: dict[UUID | None, list[CommentRow]] = {}
    for row in rows:
        below.setdefault(row.parent_id if row.parent_id in known else None, []).append(row)
    out: list[CommentShown] = []
    for first in below.get(None, []):
        out += _thread(first, below, known, unfolded)
    return out


def root_of(rows: Sequence[CommentRow], wanted: str) -> set[str]:
    """Below which first comment one lies that somebody is led to, so that it is not folded away."""
    known = {row.id: row for row in rows}
    row = next((row for row in rows if str(row.id) == wanted), None)
    while row and row.parent_id in known:
        row = known[row.parent_id]
    return {str(row.id)} if row else set()


def _thread(
    first: CommentRow, below: dict[UUID | None, list[CommentRow]], known: dict[UUID, CommentRow], unfolded: set[str]
) -> list[CommentShown]:
    found, waiting = [], [(first, 0)]
    while waiting:
        row, depth = waiting.pop()
        found.append((row, depth))
        answers = sorted(below.get(row.id, []), key=lambda one: (one.created_at, one.id), reverse=True)
        waiting += [(one, depth + 1) for one in answers]
    deep = sum(depth > 1 for _, depth in found)
    open_ = str(first.id) in unfolded
    shown = [_comment(row, depth, first, known) for row, depth in found if depth <= 1 or open_]
    if deep and not open_:
        shown[-1] = replace(shown[-1], folded=deep)
    return shown


def _comment(row: CommentRow, depth: int, first: CommentRow, known: dict[UUID, CommentRow]) -> CommentShown:
    answered = known.get(row.parent_id) if row.parent_id else None
    return CommentShown(
        id=str(row.id),
        html=row.body_html,
        source=row.body_md,
        author=row.author.display_name,
        author_id=str(row.author.id),
        picture=row.author.picture_url or "",
        verified=row.author.verified,
        answers=answered.author.display_name if answered and depth > 1 else "",
        depth=min(depth, 2),
        root=str(first.id),
        score=row.score,
        my_vote=row.my_vote,
        accepted=row.accepted,
        mine=row.mine,
        at=row.created_at.isoformat(),
        edited=row.edited_at is not None,
    )
