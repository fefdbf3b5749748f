"""The picture of the last weeks, read in a few questions: at most so many sessions, and of each only what rules ask."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from itertools import accumulate, pairwise
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from practice_app.metrics import METRICS, mean
from practice_app.services import analysis
from practice_app.services.advice.picture import (
    SURE,
    WEEKS,
    Basis,
    Drill,
    Figure,
    Item,
    Moment,
    Passage,
    Picture,
    Sitting,
    Stretch,
    Work,
)
from practice_app.services.advice.rules import METRICS_ASKED, PAUSES_DAYS
from practice_app.services.analysis import HeardBrief
from practice_app.services.shared.access import visible_sql

MOST = 300
"""The newest sessions that are looked at: ten a day for four weeks."""
TIMED = "timer"

_SITTINGS = text(f"""
    SELECT s.id, s.local_day AS day, s.clock_s, s.played_s, s.corrected_s, s.instrument, s.mode, s.self_rating,
           CASE WHEN s.source = '{TIMED}' AND s.local_day > :pauses THEN s.intervals ELSE '[]' END AS intervals,
           (SELECT jsonb_agg(jsonb_build_array(i.piece_id, i.section_id, i.seconds, i.repetitions) ORDER BY i.position)
              FROM session_items i WHERE i.session_id = s.id) AS items,
           (SELECT jsonb_agg(jsonb_build_array(r.offset_s, r.offset_s + coalesce(r.length_s, r.duration_s)))
              FROM recordings r WHERE r.session_id = s.id AND r.keep AND r.status = 'ready'
               AND r.media_deleted_at IS NULL AND coalesce(r.length_s, r.duration_s) > 0) AS kept
      FROM practice_sessions s
     WHERE {visible_sql("s")} AND s.deleted_at IS NULL AND s.local_day BETWEEN :since AND :today
     ORDER BY s.started_at DESC, s.id DESC LIMIT {MOST}
""")
_FIGURES = text(f"""
    SELECT m.session_id, jsonb_agg(jsonb_build_array(m.key, m.value, m.confidence, m.weight)) AS told
      FROM practice_metrics m
     WHERE {visible_sql("m")} AND m.local_day BETWEEN :since AND :today
       AND m.key = ANY (:keys) AND m.confidence >= {SURE}
     GROUP BY m.session_id
""")
_WORKS = text(f"""
    SELECT p.id, p.title, p.target_bpm, p.status, p.created_at,
           (SELECT jsonb_agg(to_jsonb(x) ORDER BY x.bar_start NULLS LAST, x.id)
              FROM sections x WHERE x.piece_id = p.id AND x.deleted_at IS NULL) AS passages
      FROM pieces p WHERE {visible_sql("p")} AND p.deleted_at IS NULL AND p.id = ANY(:ids)
""")
_KEYS = {METRICS[key].number: key for key in METRICS_ASKED}
Figures = Mapping[str, Figure]


def picture(db: Session, who: UUID, today: date) -> Picture:
    """Read the last four weeks up to the player's ``today``."""
    asked: dict[str, Any] = {"user_id": who, "since": today - timedelta(days=7 * WEEKS - 1), "today": today}
    pauses = today - timedelta(days=PAUSES_DAYS)
    rows = list(reversed(db.execute(_SITTINGS, asked | {"pauses": pauses}).all()))
    figures = {row.session_id: _figures(row.told) for row in db.execute(_FIGURES, asked | {"keys": list(_KEYS)})}
    heard = analysis.heard_in(db, who, [row.id for row in rows if row.played_s is not None])
    sittings = tuple(_sitting(row, heard.get(row.id), figures.get(row.id, {})) for row in rows)
    return Picture(today, sittings, _works(db, who, sittings))


def moments(db: Session, who: UUID, evidence: Iterable[Moment | Basis]) -> dict[Moment | Basis, Moment]:
    """Where to hear what advice rests on: of a figure the first of its stretches, on the session's clock."""
    evidence = list(evidence)
    told = analysis.figures_in(db, who, list({one.session_id for one in evidence if isinstance(one, Basis)}))
    found = {one: one if isinstance(one, Moment) else _first(one, told.get(one.session_id, [])) for one in evidence}
    return {one: moment for one, moment in found.items() if moment}


def _first(basis: Basis, figures: list[dict[str, Any]]) -> Moment | None:
    parts: list[dict[str, float]] = next((one["evidence"] for one in figures if one["key"] == basis.metric), [])
    return Moment(basis.session_id, parts[0]["start_s"], parts[0]["end_s"]) if parts else None


def _works(db: Session, who: UUID, sittings: tuple[Sitting, ...]) -> Mapping[UUID, Work]:
    ids = list({item.piece_id for sitting in sittings for item in sitting.items if item.piece_id})
    found: Iterable[Any] = db.execute(_WORKS, {"user_id": who, "ids": ids}) if ids else ()
    return {row.id: _work(row) for row in found}


def _work(row: Any) -> Work:
    return Work(row.id, row.title, row.target_bpm, row.status, row.created_at.date(), _passages(row.passages))


_TOLD = ("title", "bar_start", "bar_end", "current_bpm", "target_bpm")


def _passages(rows: list[dict[str, Any]] | None) -> tuple[Passage, ...]:
    return tuple(Passage(UUID(row["id"]), **{name: row[name] for name in _TOLD}) for row in rows or ())


def _sitting(row: Any, heard: HeardBrief | None, figures: Figures) -> Sitting:
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
        figures,
        tuple(Drill(one.start_s, one.end_s, one.confidence, one.rounds) for one in heard.drills) if heard else (),
        tuple((start_s, end_s) for start_s, end_s in row.kept or ()),
    )


def _stretches(intervals: list[list[str]]) -> tuple[Stretch, ...]:
    """The stretches between the pauses, on the session's clock, which stands still in a pause."""
    spans = [[datetime.fromisoformat(moment) for moment in interval] for interval in intervals]
    return tuple(pairwise(accumulate(((end - start).total_seconds() for start, end in spans), initial=0.0)))


def _item(piece_id: str | None, section_id: str | None, seconds: float, repetitions: int) -> Item:
    return Item(piece_id and UUID(piece_id), section_id and UUID(section_id), seconds, repetitions)  # type: ignore[arg-type]


def _figures(told: list[list[float]]) -> Figures:
    """A session's figures by their keys; of several recordings together, where they can be put together at all."""
    takes: dict[str, list[list[float]]] = {}
    for key, *values in told:
        takes.setdefault(_KEYS[int(key)], []).append(values)
    found = {key: _figure(key, values) for key, values in takes.items()}
    return {key: figure for key, figure in found.items() if figure}


def _figure(key: str, takes: list[list[float]]) -> Figure | None:
    values, confidences, weights = (list(column) for column in zip(*takes, strict=True))
    if len(takes) == 1:
        return Figure(values[0], confidences[0])
    value = METRICS[key].averaged(values, weights)
    return None if value is None else Figure(value, mean(confidences, weights))
