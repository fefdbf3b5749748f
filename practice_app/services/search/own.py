"""Looking through what is one's own: pieces, and sessions by what was noted, played and tagged in them."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text as sql
from sqlmodel import Session

from practice_app.services.search import hits
from practice_app.services.search.asked import Asked
from practice_app.services.search.rows import FoundRow
from practice_app.services.shared.access import visible_sql
from practice_app.services.shared.folding import MARKS, folded
from practice_app.services.shared.indexing import spelling
from practice_app.services.shared.indexing.words import alike, tokens
from practice_app.words import focus_key, instrument_key

MOST_KNOWN: Final = 2000
"""Pieces of one's own whose words are known when one is misspelt."""


def found(db: Session, who: UUID, asked: Asked, limit: int) -> list[FoundRow]:
    """List pieces and sessions that hold every word: pieces by title, sessions from the newest on."""
    values = {"user_id": who, "limit": limit, "marks": MARKS} | dict(_values(asked))
    pieces = db.execute(sql(_PIECES.format(held=_held(asked, "p.instrument", "ARRAY[]::text[]"))), values)
    rows = [_piece(row._mapping, asked) for row in pieces]
    sessions = db.execute(sql(_SESSIONS.format(held=_held(asked, "s.instrument", "s.focus"))), values)
    return rows + [_session(row._mapping, asked) for row in sessions]


def known(db: Session, who: UUID) -> dict[str, int]:
    """Count the words of one's own pieces and tags, by which a misspelt one is understood."""
    counted: dict[str, int] = {}
    for said in db.execute(sql(_WORDS), {"user_id": who, "most": MOST_KNOWN}).scalars():
        for word in filter(spelling.has_spelling, tokens(said)):
            counted[word] = counted.get(word, 0) + 1
    return counted


def _held(asked: Asked, instrument: str, focus: str) -> str:
    """The condition that all words are in ``f.held``, or name the instrument or what was worked on."""
    return " AND ".join(
        f"({_in(n, word)} OR {instrument} = :instrument{n} OR :focus{n} = ANY ({focus}))"
        for n, word in enumerate(asked.words)
    )


def _in(n: int, word: str) -> str:
    """Signs that look otherwise in the other script are compared as a class of both, all else letter by letter."""
    return f"f.held ~ :word{n}" if _has_two_forms(word) else f"strpos(f.held, :word{n}) > 0"


def _has_two_forms(word: str) -> bool:
    return any(len(alike(sign)) > 1 for sign in word)


def _values(asked: Asked) -> Iterator[tuple[str, Any]]:
    for n, word in enumerate(asked.words):
        signs = "".join(f"[{alike(sign)}]" if len(alike(sign)) > 1 else re.escape(sign) for sign in word)
        yield f"word{n}", signs if _has_two_forms(word) else unicodedata.normalize("NFKD", word)
        yield f"instrument{n}", instrument_key(word)
        yield f"focus{n}", focus_key(word)


def _piece(row: Any, asked: Asked) -> FoundRow:
    said = row["notes"] if _shows(row["notes"], asked) else ""
    lines = hits.parts(said, asked.words) if said else []
    return FoundRow("piece", row["id"], row["title"], row["composer"], row["created_at"], lines)


def _session(row: Any, asked: Asked) -> FoundRow:
    lines = hits.parts(row["note"] or row["tags"], asked.words)
    return FoundRow("session", row["id"], row["titles"], row["instrument"], row["started_at"], lines)


def _shows(text: str, asked: Asked) -> bool:
    return len(hits.parts(text, asked.words)) > 1


_PIECES: Final = f"""
    SELECT p.id, p.title, p.composer, p.notes, p.created_at
      FROM pieces p, LATERAL (SELECT {folded("p.title || ' ' || p.composer || ' ' || p.notes")} AS held OFFSET 0) AS f
     WHERE {visible_sql("p")} AND p.deleted_at IS NULL AND {{held}}
     ORDER BY lower(p.title), p.id LIMIT :limit
"""
_SESSIONS: Final = f"""
    WITH played AS MATERIALIZED (
        SELECT i.session_id, string_agg(DISTINCT p.title, ', ') AS titles,
               string_agg(DISTINCT p.composer, ' ') AS composers
          FROM session_items i JOIN pieces p ON p.id = i.piece_id
         WHERE {visible_sql("i")} AND p.deleted_at IS NULL GROUP BY 1),
    tagged AS MATERIALIZED (
        SELECT a.session_id, string_agg(t.name, ', ') AS tags FROM session_tags a JOIN tags t ON t.id = a.tag_id
         WHERE {visible_sql("a")} AND t.deleted_at IS NULL GROUP BY 1)
    SELECT s.id, s.started_at, s.instrument, s.note, coalesce(l.titles, '') AS titles, coalesce(g.tags, '') AS tags
      FROM practice_sessions s LEFT JOIN played l ON l.session_id = s.id LEFT JOIN tagged g ON g.session_id = s.id,
           LATERAL (SELECT {folded("concat_ws(' ', s.note, s.instrument, l.titles, l.composers, g.tags)")} AS held
                    OFFSET 0) AS f
     WHERE {visible_sql("s")} AND s.deleted_at IS NULL AND {{held}}
     ORDER BY s.started_at DESC, s.id DESC LIMIT :limit
"""
_WORDS: Final = f"""
    (SELECT p.title || ' ' || p.composer FROM pieces p WHERE {visible_sql("p")} AND p.deleted_at IS NULL
      ORDER BY p.created_at DESC LIMIT :most)
    UNION ALL
    (SELECT t.name FROM tags t WHERE {visible_sql("t")} AND t.deleted_at IS NULL LIMIT :most)
"""
