"""What was done about something of one's own, what one says to that, and what another moderator answers."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.errors import Conflict, NotFound
from practice_app.locales import msg
from practice_app.models import Action, Appeal, Measure, Report, ReportKind, Silence
from practice_app.models.columns import now
from practice_app.services import profiles
from practice_app.services.moderation import judging, telling
from practice_app.services.moderation.drafts import AppealDraft, Verdict
from practice_app.services.moderation.judging import OFFICES, MeasureRow, NotYours
from practice_app.services.moderation.subjects import KINDS
from practice_app.services.profiles import UserRow
from practice_app.services.shared.offices import require_office

MOST_SHOWN = 100


class AppealedAlready(Conflict):
    """One says once what one has to say."""

    code = "appealed_already"

    def __init__(self) -> None:
        super().__init__(msg("You have appealed already."))


@dataclass(frozen=True)
class AppealRow:
    """An appeal; ``granted`` is null until another moderator has answered."""

    id: UUID
    report_id: UUID
    text: str
    at: datetime
    granted: bool | None
    answer: str


@dataclass(frozen=True)
class MineRow(MeasureRow):
    """Something that was done about something of one's own. ``undone``: it was taken back."""

    undone: bool
    appeal: AppealRow | None


@dataclass(frozen=True)
class WaitingRow(AppealRow):
    """An appeal that waits for another moderator, with what it is about."""

    user: UserRow
    excerpt: str
    measure: MeasureRow


def mine(db: Session, who: UUID) -> list[MineRow]:
    """List what was done about something of one's own, the newest first; what was dismissed isn't told."""
    of_mine = select(Measure).where(col(Measure.person_id) == who, col(Measure.action) != Action.DISMISS)
    found = db.exec(of_mine.order_by(col(Measure.at).desc()).limit(MOST_SHOWN)).all()
    said = {one.measure_id: one for one in db.exec(select(Appeal).where(col(Appeal.person_id) == who))}
    return [
        MineRow(
            **vars(judging.as_row(one)),
            undone=one.undone_at is not None,
            appeal=_row(said[one.id], one) if one.id in said else None,
        )
        for one in found
    ]


def appeal(db: Session, who: UUID, draft: AppealDraft) -> AppealRow:
    """Say something to what was done, once; raise ``NotFound`` for what isn't about something of one's own."""
    about = (col(Measure.report_id) == draft.report_id, col(Measure.person_id) == who)
    found = db.exec(select(Measure).where(*about, col(Measure.action) != Action.DISMISS)).first()
    if found is None:
        raise NotFound()
    with as_system(db):
        if db.exec(select(Appeal).where(col(Appeal.measure_id) == found.id)).first() is not None:
            raise AppealedAlready()
        made = Appeal(measure_id=found.id, person_id=who, text=draft.text)
        db.add(made)
        db.flush()
    return _row(made, found)


def waiting(db: Session, who: UUID, device: UUID, origin: str = "") -> list[WaitingRow]:
    """List appeals against what other moderators did, the oldest first."""
    require_office(db, who, device, *OFFICES)
    query = select(Appeal, Measure, Report).join(Measure, col(Measure.id) == col(Appeal.measure_id))
    query = query.join(Report, col(Report.id) == col(Measure.report_id)).where(col(Appeal.decided_at).is_(None))
    others = (col(Report.closed_by).is_distinct_from(who), col(Appeal.person_id) != who)
    with as_system(db):
        found = db.exec(query.where(*others).order_by(col(Appeal.at)).limit(MOST_SHOWN)).all()
        people = profiles.in_short(db, {said.person_id for said, _, _ in found}, origin)
    return [
        WaitingRow(
            **vars(_row(said, measure)),
            user=people[said.person_id],
            excerpt=case.excerpt,
            measure=judging.as_row(measure),
        )
        for said, measure, case in found
    ]


def answer(db: Session, who: UUID, device: UUID, appeal_id: UUID, verdict: Verdict) -> AppealRow:
    """Answer an appeal against what another moderator did; granted, it is taken back.

    Raises ``NotYours`` for whoever did it themselves.
    """
    require_office(db, who, device, *OFFICES)
    with as_system(db):
        said = db.get(Appeal, appeal_id, with_for_update=True)
        if said is None:
            raise NotFound()
        measure = db.get_one(Measure, said.measure_id)
        case = db.get_one(Report, measure.report_id, with_for_update=True)
        if who in (case.closed_by, said.person_id):
            raise NotYours()
        if said.decided_at is not None:
            raise judging.JudgedAlready()
        said.granted, said.answer, said.decided_at = verdict.grant, verdict.reason, now()
        case.appeal_by = who
        if verdict.grant:
            _take_back(db, case, measure)
        judging.log(db, measure.kind, "appeal_granted" if verdict.grant else "appeal_refused", measure.rule)
        db.flush()
    telling.answered(db, said.person_id, said.id, granted=verdict.grant, answer=verdict.reason)
    return _row(said, measure)


def _take_back(db: Session, case: Report, measure: Measure) -> None:
    """Let it be as it was before."""
    handled = KINDS[ReportKind(case.kind)]
    if case.hidden and handled.hide:
        handled.hide(db, case.subject_id, False)
        case.hidden = False
    if measure.action == Action.LOCK and handled.lock:
        handled.lock(db, case.subject_id, False)
    if silence := db.get(Silence, measure.id):
        silence.ended_at = now()
    measure.undone_at = now()


def _row(said: Appeal, measure: Measure) -> AppealRow:
    return AppealRow(said.id, measure.report_id, said.text, said.at, said.granted, said.answer)
