"""How often the analyser is right about one person's playing, by what they said against it: told to them alone.

Nothing of it is stored, and nothing is told of anybody to anybody else.
"""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from practice_app.services.analysis.corrections import CorrectionRow, Stretch, as_told, length, union, without
from practice_app.services.shared.access import visible_sql

MOST = 50
"""The sessions that were corrected last."""
FEWEST = 3
"""From so many on it says something."""


@dataclass(frozen=True)
class Rightness:
    """Of corrected sessions: how many, by the clock, and how much of it was missed and counted too much; in seconds."""

    sessions: int
    clock_s: float
    missed_s: float
    added_s: float

    @property
    def share(self) -> float:
        """How much of the clock was heard as its player heard it."""
        return max(0.0, 1 - (self.missed_s + self.added_s) / self.clock_s) if self.clock_s else 0.0


_SESSIONS = text(
    "SELECT s.id, s.clock_s FROM practice_sessions s JOIN (SELECT c.session_id, max(c.created_at) AS at"
    f" FROM corrections c WHERE {visible_sql('c')} GROUP BY c.session_id) AS said ON said.session_id = s.id"
    f" WHERE {visible_sql('s')} AND s.deleted_at IS NULL AND s.played_s IS NOT NULL ORDER BY said.at DESC LIMIT {MOST}"
)
_SAID = text(
    "SELECT c.session_id, c.id, c.kind, c.start_s, c.end_s, c.created_at FROM corrections c"
    " WHERE c.session_id = ANY (:ids) ORDER BY c.created_at, c.id"
)
_HEARD = text(
    "SELECT a.session_id, (span->>'start_s')::float + r.offset_s, (span->>'end_s')::float + r.offset_s"
    " FROM (SELECT DISTINCT ON (b.recording_id) b.session_id, b.recording_id, b.spans FROM analyses b"
    " WHERE b.session_id = ANY (:ids)"
    " ORDER BY b.recording_id, b.created_at DESC, b.id DESC) AS a JOIN recordings r ON r.id = a.recording_id,"
    " jsonb_array_elements(a.spans) AS span WHERE span->>'kind' = 'playing'"
)


def rightness(db: Session, who: UUID) -> Rightness | None:
    """Tell it of whoever asks; nothing where too few sessions were corrected."""
    clocks = {found.id: found.clock_s for found in db.execute(_SESSIONS, {"user_id": who})}
    if len(clocks) < FEWEST:
        return None
    missed, added = (sum(several) for several in zip(*erred(db, list(clocks)).values(), strict=True))
    return Rightness(len(clocks), round(sum(clocks.values()), 3), round(missed, 3), round(added, 3))


def erred(db: Session, sessions: list[UUID]) -> dict[UUID, tuple[float, float]]:
    """Give of each of these sessions the seconds that were missed, and those that counted too much; the caller has
    asked whether they may be read."""
    said, heard = defaultdict(list), defaultdict(list)
    for found in db.execute(_SAID, {"ids": sessions}):
        said[found.session_id].append(CorrectionRow(*found[1:]))
    for session_id, start_s, end_s in db.execute(_HEARD, {"ids": sessions}):
        heard[session_id].append((start_s, end_s))
    return {one: _apart(union(heard[one]), said[one]) for one in sessions}


def _apart(heard: list[Stretch], said: list[CorrectionRow]) -> tuple[float, float]:
    told = as_told(heard, said)
    return length(_less(told, heard)), length(_less(heard, told))


def _less(stretches: list[Stretch], gone: list[Stretch]) -> list[Stretch]:
    for one in gone:
        stretches = without(stretches, one)
    return stretches
