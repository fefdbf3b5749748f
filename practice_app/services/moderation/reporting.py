"""Somebody reports a thing: one open case for each, the reporter sees it no more, three who are trusted hide it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.models import Action, Measure, Report, ReportKind, ReportMade, User
from practice_app.models.columns import now
from practice_app.services.moderation import subjects
from practice_app.services.moderation.drafts import ReportDraft
from practice_app.services.moderation.subjects import KINDS
from practice_app.services.shared.limits import quotas
from practice_app.services.shared.noticing import opened
from practice_app.services.shared.speaking_up import Silenced, require_voice

MOST_A_DAY: Final = 30
HIDE_AT: Final = 3
STAYS: Final = frozenset({ReportKind.RECORDING, ReportKind.GROUP})
"""What its reporter sees as before: they were shown it, or are in it, and end that themselves."""
KNOWN_AFTER: Final = timedelta(days=7)
WRONG_MORE_OFTEN: Final = 3
"""Whose reports were dismissed so much more often than not is not counted for hiding, only heard."""


@dataclass(frozen=True)
class ReportedRow:
    """What somebody reported; ``hidden``: they do not see it any more."""

    id: UUID
    kind: str
    subject_id: UUID
    reason: str
    hidden: bool


def report(db: Session, who: UUID, draft: ReportDraft) -> tuple[ReportedRow, bool]:
    """Report something; again changes nothing. Tells whether it is new.

    Raises ``NotFound`` for what they can't see, ``Conflict`` for what is theirs, ``TooMany`` for too much in a day.
    """
    trusted = _is_heard(db, who)
    subject = subjects.find(db, who, draft.kind, draft.id)
    with as_system(db):
        known = _made(db, who, draft.kind, draft.id)
        if known is None:
            _not_too_often(db, who)
        case = opened(db, draft.kind, draft.id, subject.about, subject.excerpt)
        told = {"kind": draft.kind, "subject_id": draft.id, "reason": draft.reason, "text": draft.text}
        row = {"report_id": case.id, "reporter_id": who, "trusted": trusted and _is_trusted(db, who), "at": now()}
        made = insert(ReportMade).values(**row, **told).on_conflict_do_nothing()
        new = db.execute(made.returning(col(ReportMade.report_id))).first() is not None
        if new:
            _hide_if_many(db, case)
        db.flush()
    return ReportedRow(case.id, draft.kind, draft.id, draft.reason, draft.kind not in STAYS), new


def _made(db: Session, who: UUID, kind: str, identity: UUID) -> ReportMade | None:
    same = (col(ReportMade.kind) == kind, col(ReportMade.subject_id) == identity)
    open_ones = select(ReportMade).join(Report, col(Report.id) == col(ReportMade.report_id))
    return db.exec(open_ones.where(col(ReportMade.reporter_id) == who, *same, col(Report.closed_at).is_(None))).first()


def _is_heard(db: Session, who: UUID) -> bool:
    """Whoever writes to nobody may still say that something is wrong; it does not hide anything."""
    try:
        require_voice(db, who)
    except Silenced:
        return False
    return True


def _is_trusted(db: Session, who: UUID) -> bool:
    """Somebody who has been here for a week, and whose reports were not mostly for nothing."""
    user = db.get_one(User, who)
    if user.created_at > now() - KNOWN_AFTER:
        return False
    mine = select(Measure.action, func.count()).join(ReportMade, col(ReportMade.report_id) == col(Measure.report_id))
    ended = dict(db.exec(mine.where(col(ReportMade.reporter_id) == who).group_by(col(Measure.action))).all())
    for_nothing = ended.pop(Action.DISMISS.value, 0)
    return for_nothing < sum(ended.values()) + WRONG_MORE_OFTEN


def _not_too_often(db: Session, who: UUID) -> None:
    quotas.one_at_a_time(db, who)
    lately = col(ReportMade.at) > now() - timedelta(days=1)
    if db.exec(select(func.count()).where(col(ReportMade.reporter_id) == who, lately)).one() >= MOST_A_DAY:
        raise quotas.TooManyNew(values={"most": MOST_A_DAY})


def _hide_if_many(db: Session, case: Report) -> None:
    hide = KINDS[ReportKind(case.kind)].hide
    theirs = select(func.count()).where(col(ReportMade.report_id) == case.id, col(ReportMade.trusted))
    if hide and not case.hidden and db.exec(theirs).one() >= HIDE_AT:
        case.hidden = hide(db, case.subject_id, True)
