"""How much more readily somebody should be heard on an instrument, as their own corrections say; told to them alone.

Each analysis tells how long was played if a moment must be 0.95 likely, 0.65, or only 0.2: three points of how the
time goes with readiness. Between them lies what the player says it was. What two thirds of their corrected sessions
ask for at least is drawn towards nothing while these are few, and bounded. One number comes of it for each analysis,
which is told with what was heard; nothing else is stored but from when on somebody wants it forgotten.
"""

import math
import statistics
from collections import defaultdict
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import text
from sqlmodel import Session

from practice_app.models import User
from practice_app.models.columns import now
from practice_app.services.shared.access import Permission, require, visible_sql
from practice_app.services.shared.fields import Instrument

FEWEST, MOST, SHRUNK_BY, FURTHEST = 3, 20, 5, 1.0
TOLD_FROM: Final = 0.05
"""Less than that is heard by nobody, and not told."""
RECENT: Final = "1.24.0"
"""The version from which on likelihoods are the same; older figures would say something about another ear."""
LIKELY, LOW_FROM, HIGH_FROM = 0.65, 0.95, 0.2
"""How likely a moment must be to count, to count surely, and perhaps (`workers/analysis/playing/deciding.py`)."""
_RIGHT_S, _RIGHT_PART = 2.0, 0.04
"""So much a figure may be off."""


@dataclass(frozen=True)
class Leaning:
    """By how many log odds playing is likelier on an instrument, by how many sessions that were corrected."""

    instrument: str
    log_odds: float
    sessions: int


class Forgotten(BaseModel):
    """On which instrument one wants to be heard like anybody."""

    instrument: Instrument


@dataclass(frozen=True)
class Corrected:
    """A session that was corrected, in seconds: what was heard, between what and what, what it was, and by which
    leaning it was heard."""

    heard_s: float
    low_s: float
    high_s: float
    said_s: float
    adapted_by: float = 0.0


_ODDS = {at: math.log(at / (1 - at)) for at in (LIKELY, LOW_FROM, HIGH_FROM)}
DOWN, UP = _ODDS[LIKELY] - _ODDS[LOW_FROM], _ODDS[LIKELY] - _ODDS[HIGH_FROM]


def needed(one: Corrected) -> float:
    """Give the leaning by which this session would have been heard as its player says."""
    off = one.said_s - one.heard_s
    if abs(off) <= max(_RIGHT_S, _RIGHT_PART * one.heard_s):
        return one.adapted_by
    room, furthest = (one.high_s - one.heard_s, UP) if off > 0 else (one.heard_s - one.low_s, DOWN)
    return one.adapted_by + furthest * (min(1.0, abs(off) / room) if room > 0 else 1.0)


def leaning_of(corrected: list[Corrected]) -> float:
    """Give the leaning that these sessions say, the newest first; 0 where they are too few, or don't agree."""
    several = corrected[:MOST]
    if len(several) < FEWEST:
        return 0.0
    third, two_thirds = statistics.quantiles(map(needed, several), n=3, method="inclusive")
    agreed = third if third > 0 else min(0.0, two_thirds)
    drawn = agreed * len(several) / (len(several) + SHRUNK_BY)
    return round(max(-FURTHEST, min(FURTHEST, drawn)), 3)


_CORRECTED = text(
    f"""
    SELECT s.instrument, h.heard_s, h.low_s, h.high_s, s.corrected_s, h.adapted_by
      FROM practice_sessions s
      JOIN (SELECT c.session_id, min(c.created_at) AS since, max(c.created_at) AS until FROM corrections c
             WHERE {visible_sql("c")} GROUP BY c.session_id) AS said ON said.session_id = s.id
      JOIN users u ON u.id = s.user_id
     CROSS JOIN LATERAL (
        SELECT sum(a.played_s) AS heard_s, sum((f->>'low')::float) AS low_s, sum((f->>'high')::float) AS high_s,
               avg(coalesce((a.parameters->>'adapted_by')::float, 0)) AS adapted_by,
               bool_and(string_to_array(a.version, '.')::int[] >= string_to_array(:recent, '.')::int[]
                        AND f->>'low' IS NOT NULL) AS told
          FROM (SELECT DISTINCT ON (b.recording_id) b.* FROM analyses b WHERE b.session_id = s.id
                 ORDER BY b.recording_id, b.created_at DESC, b.id DESC) AS a
          LEFT JOIN LATERAL (SELECT each AS f FROM jsonb_array_elements(a.metrics) AS each
                              WHERE each->>'key' = 'played_s' LIMIT 1) AS figure ON true) AS h
     WHERE {visible_sql("s")} AND s.deleted_at IS NULL AND s.corrected_s IS NOT NULL AND s.instrument <> '' AND h.told
       AND (s.instrument = CAST(:instrument AS text) OR CAST(:instrument AS text) IS NULL)
       AND said.since > coalesce((u.unlearned->>s.instrument)::timestamptz, '-infinity')
     ORDER BY said.until DESC, s.id
    """
)


def leanings(db: Session, who: UUID, instrument: str | None = None) -> list[Leaning]:
    """Tell it of whoever asks, of each instrument (or this one) on which it is enough to be told of."""
    of_each: defaultdict[str, list[Corrected]] = defaultdict(list)
    for found in db.execute(_CORRECTED, {"user_id": who, "recent": RECENT, "instrument": instrument}):
        of_each[found.instrument].append(Corrected(*found[1:]))
    told = [Leaning(name, leaning_of(some), min(len(some), MOST)) for name, some in sorted(of_each.items())]
    return [one for one in told if abs(one.log_odds) >= TOLD_FROM]


def leaning(db: Session, who: UUID, instrument: str | None) -> float:
    """Give by how many log odds playing is likelier in what this person records on the instrument; 0 if unknown."""
    return next((one.log_odds for one in leanings(db, who, instrument)), 0.0) if instrument else 0.0


def unlearn(db: Session, who: UUID, instrument: str) -> None:
    """Let what they corrected on an instrument so far be no reason to hear them otherwise any more."""
    user: User = require(db, who, Permission.ACCOUNT_CHANGE, who, lock=True)
    if leaning(db, who, instrument):
        user.unlearned = {**user.unlearned, instrument: now().isoformat()}
        user.updated_at = now()
