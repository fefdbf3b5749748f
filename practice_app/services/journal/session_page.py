"""One session as its page shows it: what was told about it, and what was heard in it, light enough to send."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlmodel import Session

from practice_app import zones
from practice_app.models.recordings import RecordingFailure, RecordingKind
from practice_app.services import analysis, pieces, practice, recordings
from practice_app.services.analysis import CorrectionRow, HeardRecording, SessionAnalysis
from practice_app.services.journal import bowing, felt, staves, toning, words
from practice_app.services.journal.months import titles
from practice_app.services.journal.words import Said
from practice_app.services.practice import SessionRow, WorkRow
from practice_app.services.recordings import NotAgain, RecordingRow
from practice_app.services.shared.access import Permission, require

STAVE_COLUMNS, CURVE_POINTS, MOST_EVIDENCE, MOST_DRILLS = 260, 260, 6, 20
LOUDNESS = "loudness_lufs"


@dataclass(frozen=True)
class TakeShown:
    """A recording of the session; one with ``playable`` was kept and can be played.

    ``shared``: teachers see it, all of it or (``trimmed``) what lies between the two seconds.
    """

    id: str
    kind: str
    offset_s: float
    duration_s: float
    playable: bool
    shared: bool = False
    trimmed: bool = False
    trim_start_s: float = 0
    trim_end_s: float = 0


@dataclass(frozen=True)
class TagShown:
    """A tag on the session."""

    id: str
    name: str
    color: str


@dataclass(frozen=True)
class SessionPage:
    """Everything the page draws. Times are ISO 8601, lengths seconds; ``*_local`` are for the player's own clock."""

    id: str = ""
    started_at: str = ""
    ended_at: str = ""
    started_local: str = ""
    ended_local: str = ""
    timezone: str = "UTC"
    clock_s: float = 0
    played_s: float | None = None
    band_s: tuple[float, float] | None = None
    recorded_s: float = 0
    title: str = ""
    works: list[WorkRow] = field(default_factory=list)
    tags: list[TagShown] = field(default_factory=list)
    instrument: str = ""
    focus: list[str] = field(default_factory=list)
    mode: str = "normal"
    target_bpm: float | None = None
    self_rating: int = 0
    note: str = ""
    source: str = "timer"
    status: str = "none"
    wait_min: int = 0
    """In about so many minutes it will be heard; 0: soon, or it does not wait."""
    failure: str = ""
    version: str = ""
    spans: list[dict[str, Any]] = field(default_factory=list)
    levels: dict[str, Any] = field(default_factory=dict)
    loudness_path: str = ""
    loudness_bounds: tuple[float, float] | None = None
    said: Said = field(default_factory=Said)
    metrics: list[dict[str, Any]] = field(default_factory=list)
    repeats: list[dict[str, Any]] = field(default_factory=list)
    bow: dict[str, Any] = field(default_factory=dict)
    arm: dict[str, Any] = field(default_factory=dict)
    """The strokes that a phone on the bow arm felt, as `felt` tells them."""
    tone: dict[str, Any] = field(default_factory=dict)
    """How notes that were held long sound, as `toning` tells it."""
    corrections: list[dict[str, Any]] = field(default_factory=list)
    corrected_s: float | None = None
    takes: list[TakeShown] = field(default_factory=list)
    playable: bool = False
    """Whether any of them can be played."""


@dataclass(frozen=True)
class Music:
    """What is drawn and told of what was heard: the stave, its loudness, the figures as sentences put them."""

    spans: list[dict[str, Any]]
    levels: dict[str, Any]
    metrics: list[dict[str, Any]]


def music(
    spans: list[dict[str, Any]],
    curves: list[dict[str, Any]],
    metrics: list[dict[str, Any]],
    clock_s: float,
    target_bpm: float | None = None,
) -> Music:
    """Make what was heard within ``clock_s`` light enough to send."""
    return Music(
        spans=staves.drawable(spans, clock_s, STAVE_COLUMNS),
        levels=levels(curves),
        metrics=words.figures((_metric(metric) for metric in metrics), target_bpm),
    )


def levels(curves: list[dict[str, Any]]) -> dict[str, Any]:
    """How loud it was over time, in as few values as are drawn; nothing where that isn't known."""
    return staves.thinned(next((curve for curve in curves if curve["key"] == LOUDNESS), None), CURVE_POINTS)


def opened(db: Session, who: UUID, session_id: UUID) -> SessionPage:
    """Show one session of theirs with what was heard; raise ``NotFound`` for any other."""
    row = practice.show(db, who, session_id, permission=Permission.SESSION_CHANGE)  # which the page offers
    heard = analysis.of_session(db, who, session_id)
    takes = _takes(heard, recordings.of_session(db, who, session_id))
    return _page(row, heard, _tags(db, who, row), takes, toning.before(db, who, row, heard.metrics))


def read(
    db: Session, who: UUID, session_id: UUID, permission: Permission = Permission.SESSION_REVIEW
) -> tuple[UUID, SessionPage]:
    """Show somebody's session to whoever may read it, a teacher unless it is said, and whose it is; or ``NotFound``.

    From here on the transaction reads as that student's reader. What is played stands apart: each take that is shown
    has a clock of its own.
    """
    owner = require(db, who, permission, session_id).user_id
    row = practice.show(db, who, session_id, permission=permission)
    heard = analysis.of_session(db, who, session_id)
    return owner, _page(row, heard, _tags(db, owner, row), [], [])


def _page(
    row: SessionRow, heard: SessionAnalysis, tags: list[TagShown], takes: list[TakeShown], before: toning.Before
) -> SessionPage:
    drawn = music(heard.spans, heard.curves, heard.metrics, row.clock_s, row.target_bpm)
    levels, band, played_s = drawn.levels, analysis.unsure(heard.metrics), heard.played_s
    return SessionPage(
        **_told(row),
        tags=tags,
        played_s=played_s,
        band_s=band,
        recorded_s=heard.recorded_s,
        status=heard.status,
        failure=heard.failure or "",
        version=heard.version or "",
        spans=drawn.spans,
        levels=levels,
        loudness_path=staves.path(levels, row.clock_s),
        loudness_bounds=staves.bounds(levels),
        said=words.first(heard.status, played_s, row.clock_s, band, named=bool(row.instrument), source=row.source),
        metrics=drawn.metrics,
        repeats=[words.drill(one) for one in heard.repeats[:MOST_DRILLS]],
        bow=bowing.shown(heard.metrics, heard.bow),
        arm=felt.told(heard.arm),
        tone=toning.told(heard.metrics, heard.curves, before),
        corrections=[_said(one) for one in heard.corrections],
        corrected_s=heard.corrected_s,
        takes=takes,
        playable=any(one.playable for one in takes),
    )


def listen_again(db: Session, who: UUID, session_id: UUID) -> None:
    """Have each take of theirs that failed by a fault of ours listened to once more; ``NotAgain``: none can be."""
    recordings = practice.show(db, who, session_id, permission=Permission.SESSION_CHANGE).recordings
    failed = [recording.id for recording in recordings if recording.failure == RecordingFailure.INTERNAL]
    if failed and not [one for one in failed if _again(db, who, one)]:
        raise NotAgain()


def _again(db: Session, who: UUID, recording_id: UUID) -> bool:
    try:
        recordings.listen_again(db, who, recording_id)
    except NotAgain:
        return False
    return True


def _told(row: SessionRow) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "started_at": row.started_at.isoformat(),
        "ended_at": row.ended_at.isoformat(),
        "started_local": local(row.started_at, row.timezone),
        "ended_local": local(row.ended_at, row.timezone),
        "clock_s": row.clock_s,
        "title": titles(row),
        "works": practice.works(row),
        "self_rating": row.self_rating or 0,
        **{name: getattr(row, name) for name in ("timezone", "instrument", "focus", "mode", "target_bpm")},
        **{name: getattr(row, name) for name in ("note", "source")},
    }


def _tags(db: Session, who: UUID, row: SessionRow) -> list[TagShown]:
    return [TagShown(str(tag.id), tag.name, tag.color) for tag in pieces.tags_named(db, who, row.tag_ids)]


def local(moment: Any, timezone: str) -> str:
    """Write a moment as a form's field for date and time has it: the player's clock, to the minute."""
    return zones.wall_of(moment, timezone).strftime("%Y-%m-%dT%H:%M")


def _metric(metric: dict[str, Any]) -> dict[str, Any]:
    shown = {name: metric.get(name) for name in ("key", "value", "unit", "confidence", "reason", "picked")}
    lists = {"evidence": MOST_EVIDENCE, "references_hz": len(metric.get("references_hz") or ()), "alternatives": 2}
    return shown | {name: list(metric.get(name) or ())[:most] for name, most in lists.items()}


def _said(one: CorrectionRow) -> dict[str, Any]:
    return {"id": str(one.id), "kind": one.kind, "start_s": one.start_s, "end_s": one.end_s}


def _takes(heard: SessionAnalysis, told: dict[UUID, RecordingRow]) -> list[TakeShown]:
    return [_take(one, told[one.recording_id]) for one in heard.recordings if one.recording_id in told]


def _take(heard: HeardRecording, told: RecordingRow) -> TakeShown:
    playable = recordings.plays(told)
    length_s = heard.duration_s or 0.0
    return TakeShown(
        str(heard.recording_id),
        told.kind if playable else RecordingKind.AUDIO,
        heard.offset_s,
        length_s,
        playable,
        told.shared,
        told.trim is not None,
        told.trim.start_s if told.trim else 0.0,
        told.trim.end_s if told.trim else length_s,
    )
