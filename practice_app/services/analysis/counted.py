"""How often the analyser is right, over all who let their corrections be counted: for whoever runs this Woodshed.

It is asked of the rows when somebody looks, and stored nowhere: who takes the consent back, deletes a session or leaves
is in it no more at once. Told are counts of at least ``FEWEST_PEOPLE`` people together, and of nobody's own words.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from practice_app.services.analysis.rightness import Rightness, erred
from practice_app.words import INSTRUMENTS

FEWEST_PEOPLE: Final = 5
MOST_EACH: Final = 20
"""Of one person no more sessions are counted, so that nobody outweighs the others."""
MOST: Final = 1000
"""The sessions that were corrected last."""
TOGETHER: Final = ""
"""In place of an instrument: all those together that too few play, and those that people call in words of their own."""


@dataclass(frozen=True)
class CountedRow:
    """What one version of the analysis made of one instrument, by what so many people said against it."""

    version: str
    instrument: str
    people: int
    told: Rightness


_SESSIONS = text(
    """
    SELECT id, user_id, clock_s, instrument, version FROM (
      SELECT s.id, s.user_id, s.clock_s, s.instrument, said.at,
             (SELECT a.version FROM analyses a WHERE a.session_id = s.id
               ORDER BY a.created_at DESC, a.id DESC LIMIT 1) AS version,
             row_number() OVER (PARTITION BY s.user_id ORDER BY said.at DESC, s.id) AS nth
        FROM users u JOIN practice_sessions s ON s.user_id = u.id
        JOIN (SELECT session_id, max(created_at) AS at FROM corrections GROUP BY session_id) AS said
          ON said.session_id = s.id
       WHERE u.counted_since IS NOT NULL AND u.deleted_at IS NULL AND u.paused_at IS NULL
         AND s.deleted_at IS NULL AND s.played_s IS NOT NULL) AS each
     WHERE nth <= :each AND version IS NOT NULL ORDER BY at DESC, id LIMIT :most
    """
)


def counted(db: Session) -> list[CountedRow]:
    """Count (as the system): by version, the newest first, and instrument; nothing of fewer than five people."""
    found = db.execute(_SESSIONS, {"each": MOST_EACH, "most": MOST}).all()
    errors = erred(db, [one.id for one in found])
    parts: defaultdict[tuple[str, str], list[Any]] = defaultdict(list)
    for one in found:
        parts[one.version, one.instrument if one.instrument in INSTRUMENTS else TOGETHER].append(one)
    for key in [key for key, some in parts.items() if key[1] and _people(some) < FEWEST_PEOPLE]:
        parts[key[0], TOGETHER] += parts.pop(key)
    rows = [_row(key, some, errors) for key, some in parts.items() if _people(some) >= FEWEST_PEOPLE]
    return sorted(rows, key=lambda row: (_by_number(row.version), row.told.clock_s), reverse=True)


def _people(sessions: Iterable[Any]) -> int:
    return len({one.user_id for one in sessions})


def _row(key: tuple[str, str], sessions: list[Any], errors: dict[UUID, tuple[float, float]]) -> CountedRow:
    missed, added = (sum(several) for several in zip(*(errors[one.id] for one in sessions), strict=True))
    clock_s = sum(one.clock_s for one in sessions)
    return CountedRow(*key, _people(sessions), Rightness(len(sessions), *map(_minutes, (clock_s, missed, added))))


def _minutes(seconds: float) -> float:
    """Whole minutes: what one correction changes is not to be read off two answers."""
    return 60.0 * round(seconds / 60)


def _by_number(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in version.split("."))
