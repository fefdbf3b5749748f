"""What of a session counts: written anew from the session, its items and what was heard, whenever one of them changes.

The rows are derived. Those of some sessions depend on nothing but these sessions, so a rebuild of all gives the same.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from practice_app import zones
from practice_app.metrics import tolerance
from practice_app.services import progress
from practice_app.services.awards.steadiness import SURE, Take, steady, take_of
from practice_app.services.shared.access import visible_sql

STILL_BPM: Final = 60
TEMPO_SHARE: Final = tolerance("tempo_bpm", 1.0)
"""How exactly a tempo is heard: what lies nearer to its target than this can't be said to be slower."""
NOTED_BYTES: Final = 60
"""From this length on a note is a thought: a short sentence, in Korean and Chinese one of twenty characters."""


@dataclass(frozen=True)
class Tempo:
    """What was heard of a session's tempo: its mean, where that is sure, and whether the beat was kept."""

    bpm: float | None = None
    steady: bool | None = None


@dataclass(frozen=True)
class _Asked:
    """A session to be written, and what is known of it already; ``heard_of`` names its analyses."""

    id: UUID
    started_at: datetime
    timezone: str
    heard_of: str | None
    known_of: str | None
    known: Tempo


def refresh(db: Session, who: UUID, session_ids: Sequence[UUID]) -> None:
    """Write what counts of these sessions of somebody's; of those that are gone nothing does."""
    asked = {"user_id": who, "ids": list(session_ids)}
    found = [_asked(row) for row in db.execute(_SESSIONS, asked)]
    there = [one.id for one in found]
    db.execute(_GONE, asked | {"there": there})
    anew = [one.id for one in found if one.heard_of is not None and one.heard_of != one.known_of]
    heard = _heard(db, who, anew) if anew else {}
    tempos = [_tempo(one, heard) for one in found]
    columns = {
        "there": there,
        "hours": [one.started_at.astimezone(zones.zone(one.timezone)).hour for one in found],
        "of": [one.heard_of for one in found],
        "bpms": [tempo.bpm for tempo in tempos],
        "steady": [tempo.steady for tempo in tempos],
    }
    if found:
        db.execute(_WRITTEN, {**columns, "user_id": who, **RULES})


def _asked(row: Any) -> _Asked:
    known = Tempo(row.tempo_bpm, row.steady)
    return _Asked(row.id, row.started_at, row.timezone, row.heard_of, row.known_of, known)


def _tempo(one: _Asked, heard: dict[UUID, Tempo]) -> Tempo:
    if one.heard_of is None:
        return Tempo()
    return heard.get(one.id, one.known)


def _heard(db: Session, who: UUID, session_ids: list[UUID]) -> dict[UUID, Tempo]:
    takes: defaultdict[UUID, list[tuple[float, Take]]] = defaultdict(list)
    for row in db.execute(_ANALYSES, {"user_id": who, "ids": session_ids}).mappings():
        if (take := take_of(dict(row))) is not None:
            takes[row["session_id"]].append((row["played_s"] or 1.0, take))
    return {session_id: tempo_of(takes[session_id]) for session_id in session_ids}


def tempo_of(takes: list[tuple[float, Take]]) -> Tempo:
    """Put the takes of a session together, each weighing as long as it was played; only what is sure counts."""
    sure = [(weight, take) for weight, take in takes if take.confidence >= SURE]
    if not sure:
        return Tempo()
    whole = sum(weight for weight, _ in sure)
    return Tempo(sum(weight * take.bpm for weight, take in sure) / whole, steady(take for _, take in sure))


RULES: Final = {"still": STILL_BPM, "enough": 1 - TEMPO_SHARE, "long": NOTED_BYTES}

_SESSIONS = text(
    "SELECT s.id, s.started_at, s.timezone, m.tempo_bpm, m.steady, m.heard_of AS known_of,"
    " (SELECT md5(string_agg(a.id || ' ' || a.created_at, ',' ORDER BY a.id)) FROM analyses a"
    "   WHERE a.session_id = s.id) AS heard_of"
    " FROM practice_sessions s LEFT JOIN merits m ON m.session_id = s.id AND m.user_id = s.user_id"
    f" WHERE {visible_sql('s')} AND s.id = ANY(:ids) AND s.deleted_at IS NULL"
)
_GONE = text(f"DELETE FROM merits m WHERE {visible_sql('m')} AND m.session_id = ANY(:ids)"
             " AND m.session_id <> ALL(:there)")  # fmt: skip
_ANALYSES = text(
    "SELECT DISTINCT ON (a.recording_id) a.session_id, a.played_s,"
    " jsonb_path_query_array(a.metrics, '$[*] ? (@.key == \"tempo_bpm\")') AS metrics,"
    " jsonb_path_query_array(a.curves, '$[*] ? (@.key == \"tempo_bpm\")') AS curves, a.onsets"
    f" FROM analyses a WHERE {visible_sql('a')} AND a.session_id = ANY(:ids)"
    " ORDER BY a.recording_id, a.created_at DESC, a.id DESC"
)
_WORKED = """
    SELECT i.session_id, sum(i.repetitions) AS repetitions,
           array_agg(DISTINCT i.piece_id) FILTER (WHERE i.piece_id IS NOT NULL) AS pieces,
           array_agg(DISTINCT i.section_id) FILTER (WHERE i.section_id IS NOT NULL) AS sections,
           min(coalesce(x.target_bpm, p.target_bpm)) AS slowest,
           CASE WHEN count(DISTINCT coalesce(i.section_id, i.piece_id)) = 1
                THEN min(CASE WHEN i.section_id IS NULL THEN p.target_bpm ELSE x.target_bpm END) END AS target,
           (array_agg(coalesce(i.section_id, i.piece_id)) FILTER (WHERE i.piece_id IS NOT NULL))[1] AS thing
      FROM session_items i LEFT JOIN pieces p ON p.id = i.piece_id LEFT JOIN sections x ON x.id = i.section_id
     WHERE i.session_id = ANY(:there) GROUP BY i.session_id
"""
"""What was worked on: with one thing alone the tempo of the session is that of the thing."""
_HEARD = "FROM recordings r JOIN analyses a ON a.recording_id = r.id WHERE r.session_id = s.id"
"""Those that were listened to, also when they were deleted since."""
_COLUMNS = (
    *("session_id", "user_id", "ended_at", "local_day", "counted_s", "weight", "tempo_bpm", "steady", "heard_of"),
    *("hour", "repetitions", "instrument", "focus", "pieces", "sections", "reached"),
    *("heard", "kept", "filmed", "performed", "noted", "rated", "planned"),
)
_WRITTEN = text(f"""
    INSERT INTO merits ({", ".join(_COLUMNS)})
    SELECT s.id, s.user_id, s.ended_at, s.local_day, {progress.COUNTED},
           CASE WHEN t.bpm < :still THEN 3
                WHEN s.mode = 'slow' OR t.bpm < w.slowest * t.exact THEN 2 ELSE 1 END,
           told.bpm, told.steady, told.heard_of, told.hour, coalesce(w.repetitions, 0), s.instrument, s.focus,
           coalesce(w.pieces, '{{}}'), coalesce(w.sections, '{{}}'),
           CASE WHEN t.bpm >= w.target * t.exact THEN ARRAY[w.thing] ELSE '{{}}' END,
           told.heard_of IS NOT NULL,
           EXISTS (SELECT 1 {_HEARD} AND r.keep), EXISTS (SELECT 1 {_HEARD} AND r.kind = 'video'),
           s.mode = 'performance', octet_length(s.note) >= :long, s.self_rating IS NOT NULL,
           coalesce(s.plan_done = s.plan_steps, false)
      FROM unnest(CAST(:there AS uuid[]), CAST(:hours AS int[]), CAST(:of AS text[]), CAST(:bpms AS float8[]),
                  CAST(:steady AS bool[])) AS told (id, hour, heard_of, bpm, steady)
      JOIN practice_sessions s ON s.id = told.id AND {visible_sql("s")}
      LEFT JOIN ({_WORKED}) AS w ON w.session_id = s.id,
      LATERAL (SELECT CASE WHEN told.heard_of IS NULL THEN s.target_bpm ELSE told.bpm END AS bpm,
                      CASE WHEN told.heard_of IS NULL THEN 1.0 ELSE :enough END AS exact) AS t
    ON CONFLICT (user_id, session_id) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[2:])}
""")
"""Where nothing was heard the tempo is what the metronome was set to, exactly."""
