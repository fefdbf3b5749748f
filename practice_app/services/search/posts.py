"""Posts that were found, with the lines in which they were, as whoever asks may read them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text as sql
from sqlmodel import Session

from practice_app.services.search import hits
from practice_app.services.search.board import Place
from practice_app.services.shared.indexing.plain import plain


@dataclass(frozen=True)
class PostFound:
    """A post, and its lines (or a comment's below it, or its title) in turns as they are and marked."""

    id: UUID
    title: str
    author: str
    at: datetime
    hit: list[str]
    moment: UUID | None
    """A moment of practice that stands where it was found."""


def shown(db: Session, places: Sequence[Place], words: Sequence[str]) -> list[PostFound]:
    """Show these in their order; PostgreSQL asks of each once more whether it may be read."""
    wanted = {"posts": [one.post_id for one in places], "comments": [one.comment_id for one in places]}
    rows = db.execute(sql(_SHOWN), wanted).all()
    people = db.execute(sql(_NAMES), {"ids": list({row.author_id for row in rows})})
    names = {row.id: row.display_name for row in people}
    return [
        PostFound(row.id, row.title, names[row.author_id], row.published_at, _lines(row, words), _moment(row))
        for row in rows
        if row.author_id in names
    ]


def _lines(row: Any, words: Sequence[str]) -> list[str]:
    """The text's lines; where none of the words is in them but in the title, that."""
    lines = hits.parts(plain(row.said or row.body_html), words)
    title = hits.parts(row.title, words) if len(lines) == 1 else []
    return title if len(title) > 1 else lines


def _moment(row: Any) -> UUID | None:
    found = _MOMENT.search(row.said or row.body_html)
    return UUID(found[1]) if found else None


_MOMENT: Final = re.compile(r'data-moment="([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"')
_SHOWN: Final = """
    SELECT p.id, p.title, p.author_id, p.published_at, p.body_html, c.body_html AS said
      FROM unnest(CAST(:posts AS uuid[]), CAST(:comments AS uuid[])) WITH ORDINALITY AS w (post_id, comment_id, place)
      JOIN forum_posts p ON p.id = w.post_id LEFT JOIN forum_comments c ON c.id = w.comment_id
     WHERE w.comment_id IS NULL OR c.id IS NOT NULL ORDER BY w.place
"""
_NAMES: Final = "SELECT id, display_name FROM app_forum_people(CAST(:ids AS uuid[]))"
