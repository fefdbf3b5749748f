"""Advice as it is asked for: worked out from the last weeks, remembered when it is given, waved away and taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app.locales import translate
from practice_app.models import Advice
from practice_app.models.columns import now
from practice_app.services import accounts
from practice_app.services.advice import words
from practice_app.services.advice.choosing import AT_ONCE, HOLDS, Chosen, Given, chosen, standing
from practice_app.services.advice.effects import Effect, effects
from practice_app.services.advice.picture import Moment, Picture, Subject
from practice_app.services.advice.proposals import Baseline
from practice_app.services.advice.reading import moments, picture
from practice_app.services.progress import here
from practice_app.services.shared.access import Permission, require, visible

REMEMBERED = 2 * HOLDS
MOST_REMEMBERED = 200


@dataclass(frozen=True)
class EvidenceRow:
    """A stretch of a session, in seconds on its clock."""

    session_id: UUID
    start_s: float
    end_s: float


@dataclass(frozen=True)
class RecommendationRow:
    """A recommendation as the API has it; ``kind`` is the rule that made it, ``why`` says so in words."""

    id: UUID
    kind: str
    piece_id: UUID | None
    section_id: UUID | None
    says: str
    why: str
    evidence: list[EvidenceRow]
    bpm: int | None


@dataclass(frozen=True)
class Looked:
    """What the last weeks say: the picture, what is worth a try, and what became of earlier advice."""

    picture: Picture
    chosen: list[Chosen]
    heard: list[list[Moment]]
    """Where what each of the chosen rests on can be heard."""
    effects: list[Effect]


def look(db: Session, who: UUID, piece_id: UUID | None = None) -> Looked:
    """Work out what is worth a try now (about one piece, when it is given), and remember that it was given."""
    seen = picture(db, who, here(db, who, accounts.itself(db, who).timezone).today)
    before = _given(db, who, seen)
    found = chosen(who, seen, before)
    if piece_id is not None:
        found = [one for one in standing(who, seen, before) if one.proposal.subject.piece_id == piece_id][:AT_ONCE]
        before = [one for one in before if one.subject.piece_id == piece_id]
    _remember(db, who, [one.given for one in found if one.given not in before])
    told = moments(db, who, [one for each in found for one in each.proposal.evidence])
    heard = [[told[one] for one in each.proposal.evidence if one in told] for each in found]
    return Looked(seen, found, heard, list(effects(seen, before)))


def recommendations(db: Session, who: UUID, language: str) -> list[RecommendationRow]:
    """List what is worth a try now, at most three, in this language."""
    looked = look(db, who)
    pairs = zip(looked.chosen, looked.heard, strict=True)
    return [_row(language, looked.picture, one, heard) for one, heard in pairs]


def dismiss(db: Session, who: UUID, advice_id: UUID) -> None:
    """Wave a recommendation away for four weeks; once more changes nothing."""
    found: Advice = require(db, who, Permission.ADVICE_CHANGE, advice_id)
    found.dismissed_at = found.dismissed_at or now()
    db.flush()


def take_back(db: Session, who: UUID, advice_id: UUID) -> None:
    """Let it be said again after all."""
    require(db, who, Permission.ADVICE_CHANGE, advice_id).dismissed_at = None
    db.flush()


def _given(db: Session, who: UUID, seen: Picture) -> list[Given]:
    query = select(Advice).where(visible(who, Permission.ADVICE_CHANGE), Advice.given_on > seen.today - REMEMBERED)
    return [_known(row) for row in db.exec(query.order_by(col(Advice.given_on).desc()).limit(MOST_REMEMBERED))]


def _known(row: Advice) -> Given:
    baseline = Baseline(row.metric, row.baseline) if row.metric and row.baseline is not None else None
    dismissed = row.dismissed_at.date() if row.dismissed_at else None
    return Given(
        row.id, row.kind, Subject(row.piece_id, row.section_id, row.instrument), row.given_on, dismissed, baseline
    )


def _remember(db: Session, who: UUID, given: Iterable[Given]) -> None:
    rows = [_stored(who, one) for one in given]
    if rows:
        db.execute(insert(Advice).values(rows).on_conflict_do_nothing(index_elements=["id"]))


def _stored(who: UUID, given: Given) -> dict[str, object]:
    about, baseline = given.subject, given.baseline
    return {
        "id": given.id,
        "user_id": who,
        "kind": given.kind,
        "piece_id": about.piece_id,
        "section_id": about.section_id,
        "instrument": about.instrument,
        "metric": baseline.metric if baseline else None,
        "baseline": baseline.value if baseline else None,
        "given_on": given.given_on,
        "given_at": now(),
    }


def _row(language: str, seen: Picture, one: Chosen, heard: list[Moment]) -> RecommendationRow:
    about = words.about(language, seen, one.proposal.subject)
    says = words.said(language, one.proposal.says)
    rule = translate(language, one.rule.name)
    return RecommendationRow(
        one.given.id,
        one.rule.kind,
        one.proposal.subject.piece_id,
        one.proposal.subject.section_id,
        f"{about}: {says}" if about else says,
        f"{rule}: {words.said(language, one.proposal.why)}",
        [EvidenceRow(m.session_id, m.start_s, m.end_s) for m in heard],
        one.proposal.bpm,
    )


__all__ = ["AT_ONCE", "EvidenceRow", "Looked", "RecommendationRow", "dismiss", "look", "recommendations", "take_back"]
