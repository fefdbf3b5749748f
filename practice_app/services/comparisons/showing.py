"""A comparison as it is shown: to other clients in one language, to the page as message ids."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from practice_app.errors import NotFound
from practice_app.locales import translate
from practice_app.models import Comparison, PracticeSession, Recording
from practice_app.services import practice
from practice_app.services.comparisons import words
from practice_app.services.comparisons.words import StretchSaid
from practice_app.services.shared.access import Permission, find, require


@dataclass(frozen=True)
class DifferenceRow:
    """What is different in a stretch of the first take (``from_s`` to ``to_s``), and where that is in the second."""

    key: str
    a: float
    b: float
    unit: str
    says: str
    from_s: float
    to_s: float
    b_from_s: float
    b_to_s: float
    bars: list[int] | None


@dataclass(frozen=True)
class ComparisonRow:
    """How far it is and what was found. ``matches`` is null until then; false: there is no path."""

    id: UUID
    a: UUID
    b: UUID
    status: str
    failure: str | None
    matches: bool | None
    confidence: float | None
    says: str
    path: list[tuple[float, float]]
    stretches: list[dict[str, float]]
    differences: list[DifferenceRow]


@dataclass(frozen=True)
class TakeSide:
    """One of the two takes, as the page names it."""

    recording_id: str = ""
    session_id: str = ""
    title: str = ""
    instrument: str = ""
    started_at: str = ""
    timezone: str = "UTC"
    duration_s: float = 0.0
    piece_id: str = ""


@dataclass(frozen=True)
class ComparisonPage:
    """Everything the page draws."""

    id: str = ""
    status: str = ""
    failure: str = ""
    matches: bool = False
    alike: bool = False
    clock_s: float = 0
    b_clock_s: float = 0
    a: TakeSide = TakeSide()
    b: TakeSide = TakeSide()
    path: list[list[float]] = field(default_factory=list)
    stretches: list[dict[str, float]] = field(default_factory=list)
    curves: dict[str, Any] = field(default_factory=dict)
    said: list[StretchSaid] = field(default_factory=list)


def show(db: Session, who: UUID, comparison_id: UUID, locale: str) -> ComparisonRow:
    """Show a comparison that ``who`` may read, in a language."""
    found = _readable(db, who, comparison_id)
    told = found.found or {}
    return ComparisonRow(
        id=found.id,
        a=found.a_id,
        b=found.b_id,
        status=found.status,
        failure=found.failure,
        matches=told.get("matches"),
        confidence=told.get("confidence"),
        says=_says(told, locale),
        path=[(x, y) for x, y in told.get("path", ())],
        stretches=told.get("stretches", []),
        differences=[_row(one, locale) for one in told.get("differences", ())],
    )


def _says(told: dict[str, Any], locale: str) -> str:
    if not told:
        return ""
    if not told["matches"]:
        return translate(locale, words.NO_MATCH)
    return "" if told["differences"] else translate(locale, words.ALIKE)


def _row(one: dict[str, Any], locale: str) -> DifferenceRow:
    phrase, (place, values) = words.phrase(one), words.where(one)
    says = translate(locale, place, **values, what=translate(locale, phrase.text, n=phrase.n))
    same = {name: one[name] for name in ("key", "a", "b", "unit", "from_s", "to_s", "b_from_s", "b_to_s")}
    return DifferenceRow(**same, says=says, bars=one.get("bars"))


def opened(db: Session, who: UUID, comparison_id: UUID) -> ComparisonPage:
    """Show a comparison to its page; raise ``NotFound`` for any that ``who`` may not read."""
    found = _readable(db, who, comparison_id)
    told = found.found or {}
    a, b = (_side(db, who, one) for one in (found.a_id, found.b_id))
    return ComparisonPage(
        id=str(found.id),
        status=found.status,
        failure=found.failure or "",
        matches=bool(told.get("matches")),
        alike=bool(told.get("matches")) and not told["differences"],
        clock_s=told["seconds"][0] if told else a.duration_s,
        b_clock_s=told["seconds"][1] if told else b.duration_s,
        a=a,
        b=b,
        path=told.get("path", []),
        stretches=told.get("stretches", []),
        curves=told.get("curves", {}),
        said=words.stretches(told.get("differences", ())),
    )


def _readable(db: Session, who: UUID, comparison_id: UUID) -> Comparison:
    """A comparison is read by whoever reads both recordings, and as long as those are there."""
    found: Comparison = require(db, who, Permission.COMPARISON_READ, comparison_id)
    for recording_id in (found.a_id, found.b_id):
        if find(db, found.user_id, Permission.RECORDING_READ, recording_id, deleted=False) is None:
            raise NotFound()
    return found


def _side(db: Session, who: UUID, recording_id: UUID) -> TakeSide:
    query = select(Recording, PracticeSession).join(
        PracticeSession, col(PracticeSession.id) == col(Recording.session_id)
    )
    recording, session = db.exec(query.where(Recording.id == recording_id)).one()
    row = practice.show(db, who, session.id, permission=Permission.SESSION_READ)
    return TakeSide(
        str(recording_id),
        str(session.id),
        ", ".join(dict.fromkeys(item.piece_title for item in row.items if item.piece_title)),
        session.instrument,
        session.started_at.isoformat(),
        session.timezone,
        recording.duration_s or recording.length_s or 0.0,
        next((str(item.piece_id) for item in row.items if item.piece_id), ""),
    )
