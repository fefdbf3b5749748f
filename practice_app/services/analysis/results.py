"""What was heard in a session: one answer out of all its takes, honest about what is still missing."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import load_only
from sqlmodel import Session, col, select

from practice_app.metrics import METRICS, Reason
from practice_app.models import Analysis, PracticeSession, Recording, RecordingStatus
from practice_app.models.recordings import RecordingFailure
from practice_app.services.analysis import corrections, merge
from practice_app.services.analysis.bands import PLAYED
from practice_app.services.analysis.corrections import CorrectionRow
from practice_app.services.analysis.merge import Document, Heard
from practice_app.services.shared.access import Permission, require

NONE = "none"
"""The status of a session in which nothing was recorded."""
IN_ORDER_OF_INTEREST = (
    RecordingStatus.PROCESSING,
    RecordingStatus.QUEUED,
    RecordingStatus.UPLOADING,
    RecordingStatus.READY,
    RecordingStatus.FAILED,
)
TOLD_OF_A_TAKE: tuple[Any, ...] = (Recording.status, Recording.failure, Recording.offset_s, Recording.duration_s)
TOLD_BY_LINK: tuple[Any, ...] = (
    *(Analysis.recording_id, Analysis.session_id, Analysis.version, Analysis.clock_s, Analysis.played_s),
    *(Analysis.metrics, Analysis.curves, Analysis.spans, Analysis.created_at),
)
FULLY_RECORDED = 0.9
"""From this share of the session's clock on we speak of the whole session."""


@dataclass(frozen=True)
class HeardRecording:
    """How far one take is, and what it gave; lengths in seconds."""

    recording_id: UUID
    status: str
    failure: str | None
    offset_s: float
    duration_s: float | None
    played_s: float | None


@dataclass(frozen=True)
class SessionAnalysis:
    """The analysis of the API, with each take's part in it. Times are seconds on the session's clock.

    ``corrected_s`` is the playing time with the player's ``corrections``; ``None`` when there are none.
    """

    version: str | None
    status: str
    failure: str | None
    clock_s: float
    recorded_s: float
    played_s: float | None
    metrics: list[Document]
    curves: list[Document]
    spans: list[Document]
    onsets: Document
    repeats: list[Document]
    bow: Document
    arm: Document
    recordings: list[HeardRecording]
    corrections: list[CorrectionRow]
    corrected_s: float | None


@dataclass(frozen=True)
class RecordingAnalysis:
    """The analysis of one take; times are seconds from its own start."""

    version: str
    status: str
    clock_s: float
    played_s: float | None
    metrics: list[Document]
    curves: list[Document]
    spans: list[Document]
    onsets: Document
    repeats: list[Document]
    bow: Document
    arm: Document


def of_session(db: Session, who: UUID, session_id: UUID) -> SessionAnalysis:
    """Say what was heard in all takes of a session together."""
    session: PracticeSession = require(db, who, Permission.ANALYSIS_READ, session_id)
    recordings = _recordings(db, session_id)
    heard = [_heard(recording, analysis) for recording, analysis in recordings if analysis]
    return _together(session.clock_s, recordings, heard, corrections.of_session(db, session_id))


def by_link(db: Session, session_id: UUID, clock_s: float) -> SessionAnalysis:
    """Say what was heard in the session that a link shows, as far as links tell that."""
    recordings = _recordings(db, session_id, TOLD_BY_LINK)
    heard = [_figures(recording.offset_s, analysis) for recording, analysis in recordings if analysis]
    return _together(clock_s, recordings, heard, [])


def take_by_link(db: Session, recording_id: UUID) -> RecordingAnalysis | None:
    """The same of the one recording that a link shows; times are seconds from its own start."""
    told = load_only(*TOLD_BY_LINK, raiseload=True)
    found = db.exec(_newest().options(told).where(Analysis.recording_id == recording_id)).first()
    if found is None:
        return None
    known = (found.metrics, found.curves, found.spans)
    about = (found.version, RecordingStatus.READY, found.clock_s, found.played_s)
    return RecordingAnalysis(*about, *known, onsets={}, repeats=[], bow={}, arm={})


def _together(
    clock_s: float, recordings: list[tuple[Recording, Analysis | None]], heard: list[Heard], said: list[CorrectionRow]
) -> SessionAnalysis:
    """Make one answer of all takes of a session of that length."""
    status, failure = _status([recording for recording, _ in recordings])
    recorded_s = round(sum(recording.clock_s for recording in heard), 3)
    spans, played_s = merge.spans(heard), _played(heard)
    missing = failure is not None or recorded_s < FULLY_RECORDED * clock_s or len(heard) < len(recordings)
    return SessionAnalysis(
        version=max((analysis.version for _, analysis in recordings if analysis), default=None),
        status=status,
        failure=failure,
        clock_s=clock_s,
        recorded_s=recorded_s,
        played_s=played_s,
        metrics=_metrics(heard, missing=missing, status=status),
        curves=merge.curves(heard),
        spans=spans,
        onsets=merge.onsets(heard),
        repeats=merge.repeats(heard),
        bow=merge.bow(heard),
        arm=merge.arm(heard),
        recordings=[_recording(recording, analysis) for recording, analysis in recordings],
        corrections=said,
        corrected_s=corrections.corrected_s(played_s, spans, said),
    )


def of_recording(db: Session, recording_id: UUID) -> RecordingAnalysis | None:
    """Give the newest analysis of one take, if there is one; the caller has checked whose it is."""
    found = db.exec(_newest().where(Analysis.recording_id == recording_id)).first()
    if found is None:
        return None
    return RecordingAnalysis(
        found.version,
        RecordingStatus.READY,
        found.clock_s,
        found.played_s,
        found.metrics,
        found.curves,
        found.spans,
        found.onsets,
        found.repeats,
        found.bow,
        found.arm,
    )


def _newest() -> Any:
    return (
        select(Analysis)
        .ext(distinct_on(col(Analysis.recording_id)))
        .order_by(col(Analysis.recording_id), col(Analysis.created_at).desc(), col(Analysis.id).desc())
    )


def _recordings(
    db: Session, session_id: UUID, columns: tuple[Any, ...] = ()
) -> list[tuple[Recording, Analysis | None]]:
    """Pair each take with its newest analysis; one that was deleted unheard doesn't count."""
    recordings = db.exec(
        select(Recording)
        .options(load_only(*TOLD_OF_A_TAKE, raiseload=True))  # a reader may name no other
        .where(Recording.session_id == session_id)
        .order_by(col(Recording.offset_s), col(Recording.created_at), col(Recording.id))
    ).all()
    newest = _newest().options(load_only(*columns, raiseload=True)) if columns else _newest()
    analyses = {a.recording_id: a for a in db.exec(newest.where(Analysis.session_id == session_id))}
    pairs = [(recording, analyses.get(recording.id)) for recording in recordings]
    return [(r, a) for r, a in pairs if a or r.status != RecordingStatus.DELETED]


def _status(recordings: list[Recording]) -> tuple[str, str | None]:
    """Tell how far the session is, and why when (part of) it can't be heard. An empty take takes nothing away."""
    statuses = {_shown_status(r) for r in recordings}
    status = next((s.value for s in IN_ORDER_OF_INTEREST if s in statuses), NONE)
    failures = [r.failure for r in recordings if r.failure]
    if status == RecordingStatus.READY:
        failures = [failure for failure in failures if failure != RecordingFailure.EMPTY]
    return status, failures[0] if failures else None


def _shown_status(recording: Recording) -> str:
    """A take that was deleted after it was heard still counts as heard."""
    return RecordingStatus.READY if recording.status == RecordingStatus.DELETED else recording.status


def _heard(recording: Recording, analysis: Analysis) -> Heard:
    return Heard(
        recording.offset_s,
        analysis.clock_s,
        analysis.played_s,
        analysis.metrics,
        analysis.curves,
        analysis.spans,
        analysis.onsets,
        analysis.repeats,
        analysis.bow,
        analysis.arm,
    )


def _figures(offset_s: float, analysis: Analysis) -> Heard:
    """What is told of a take where its onsets, repeats, bow and arm are not."""
    return Heard(offset_s, analysis.clock_s, analysis.played_s, analysis.metrics, analysis.curves, analysis.spans)


def _played(heard: list[Heard]) -> float | None:
    known = [recording.played_s for recording in heard if recording.played_s is not None]
    return round(sum(known), 3) if known else None


def _metrics(heard: list[Heard], *, missing: bool, status: str) -> list[Document]:
    """Merge the figures; say of the played time when it covers only part of the session."""
    if not heard:
        nothing = {NONE: Reason.NO_RECORDING, RecordingStatus.FAILED: Reason.PART_NOT_HEARD}
        reason, unit = nothing.get(status, Reason.NOT_YET_HEARD).value, METRICS[PLAYED].unit
        unsaid: Document = {"value": None, "confidence": 0.0, "reason": reason, "low": None, "high": None}
        return [{"key": PLAYED, "unit": unit, "evidence": []} | unsaid]
    merged = merge.metrics(heard)
    if missing:
        for n, metric in enumerate(merged):
            if metric["key"] == PLAYED and metric["value"] is not None:
                merged[n] = metric | {"reason": metric.get("reason") or Reason.PART_NOT_HEARD.value}
    return merged


def _recording(recording: Recording, analysis: Analysis | None) -> HeardRecording:
    return HeardRecording(
        recording.id,
        recording.status,
        recording.failure,
        recording.offset_s,
        recording.duration_s if recording.duration_s is not None else (analysis.clock_s if analysis else None),
        analysis.played_s if analysis else None,
    )
