"""The picture of the last weeks, read in a few questions: at most so many sessions, and of each only what rules ask."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from itertools import accumulate, pairwise
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from practice_app.services import analysis
from practice_app.services.advice.picture import (
    WEEKS,
    Drill,
    Figure,
    Item,
    Passage,
    Picture,
    Sitting,
    Stretch,
    Work,
)
from practice_app.services.analysis import HeardBrief
from practice_app.services.shared.access import visible_sql

MOST = 300
"""The newest sessions that are looked at: ten a day for four weeks."""
MOST_EVIDENCE = 3
TIMED = "timer"

_SITTINGS = text(f"""
    SELECT s.id, s.local_day AS day, s.clock_s, s.played_s, s.corrected_s, s.instrument, s.mode, s.self_rating,
           CASE WHEN s.source = '{TIMED}' THEN s.intervals ELSE '[]' END AS intervals,
           (SELECT jsonb_agg(jsonb_build_array(i.piece_id, i.section_id, i.seconds, i.repetitions) ORDER BY i.position)
              FROM session_items i WHERE i.session_id = s.id) AS items,
           (SELECT jsonb_agg(jsonb_build_array(r.offset_s, r.offset_s + coalesce(r.length_s, r.duration_s)))
              FROM recordings r WHERE r.session_id = s.id AND r.keep AND r.status = 'ready'
               AND r.media_deleted_at IS NULL AND coalesce(r.length_s, r.duration_s) > 0) AS kept
      FROM practice_sessions s
     WHERE {visible_sql("s")} AND s.deleted_at IS NULL AND s.local_day BETWEEN :since AND :today
     ORDER BY s.started_at DESC, s.id DESC LIMIT {MOST}
""")
_WORKS = text(f"""
    SELECT p.id, p.title, p.target_bpm, p.status,
           (SELECT jsonb_agg(to_jsonb(x) ORDER BY x.bar_start NULLS LAST, x.id)
              FROM sections x WHERE x.piece_id = p.id AND x.deleted_at IS NULL) AS passages
      FROM pieces p WHERE {visible_sql("p")} AND p.deleted_at IS NULL AND p.id = ANY(:ids)
""")


def picture(db: Session, who: UUID, today: date) -> Picture:
    """Read the last four weeks up to the player's ``today``."""
    asked = {"user_id": who, "since": today - timedelta(days=7 * WEEKS - 1), "today": today}
    rows = list(reversed(db.execute(_SITTINGS, asked).all()))
    heard = analysis.heard_in(db, who, [row.id for row in rows if row.played_s is not None])
    sittings = tuple(_sitting(row, heard.get(row.id)) for row in rows)
    return Picture(today, sittings, _works(db, who, sittings))


def _works(db: Session, who: UUID, sittings: tuple[Sitting, ...]) -> Mapping[UUID, Work]:
    ids = list({item.piece_id for sitting in sittings for item in sitting.items if item.piece_id})
    found: Iterable[Any] = db.execute(_WORKS, {"user_id": who, "ids": ids}) if ids else ()
    return {row.id: Work(row.id, row.title, row.target_bpm, row.status, _passages(row.passages)) for row in found}


_TOLD = ("title", "bar_start", "bar_end", "current_bpm", "target_bpm")


def _passages(rows: list[dict[str, Any]] | None) -> tuple[Passage, ...]:
    return tuple(Passage(UUID(row["id"]), **{name: row[name] for name in _TOLD}) for row in rows or ())


def _sitting(row: Any, heard: HeardBrief | None) -> Sitting:
    return Sitting(
        row.id,
        row.day,
        row.clock_s,
        row.played_s,
        row.corrected_s,
        heard.recorded_s if heard else 0.0,
        _stretches(row.intervals),
        row.instrument,
        row.mode,
        row.self_rating,
        tuple(_item(*item) for item in row.items or ()),
        {one["key"]: _figure(one) for one in heard.metrics if one["value"] is not None} if heard else {},
        tuple(_drill(one) for one in heard.repeats) if heard else (),
        tuple((start_s, end_s) for start_s, end_s in row.kept or ()),
    )


def _stretches(intervals: list[list[str]]) -> tuple[Stretch, ...]:
    """The stretches between the pauses, on the session's clock, which stands still in a pause."""
    spans = [[datetime.fromisoformat(moment) for moment in interval] for interval in intervals]
    return tuple(pairwise(accumulate(((end - start).total_seconds() for start, end in spans), initial=0.0)))


def _item(piece_id: str | None, section_id: str | None, seconds: float, repetitions: int) -> Item:
    return Item(piece_id and UUID(piece_id), section_id and UUID(section_id), seconds, repetitions)  # type: ignore[arg-type]


def _figure(told: dict[str, Any]) -> Figure:
    stretches = [(part["start_s"], part["end_s"]) for part in told.get("evidence") or ()]
    return Figure(float(told["value"]), float(told.get("confidence") or 0), tuple(stretches[:MOST_EVIDENCE]))


def _drill(told: dict[str, Any]) -> Drill:
    return Drill(told["start_s"], told["end_s"], told.get("confidence") or 0, len(told["rounds"]))
