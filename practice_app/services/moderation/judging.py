"""A moderator looks at what waits and does something about it; the person is told, and so are those who reported it.

Nobody judges what is about themselves or what they reported; those who hold an office are an administrator's to judge.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.errors import Conflict, NotAllowed, NotFound
from practice_app.locales import msg
from practice_app.models import Action, LogEntry, Measure, Report, ReportKind, ReportMade, Role, Rule, Silence, User
from practice_app.models.columns import now
from practice_app.services import profiles
from practice_app.services.moderation import telling
from practice_app.services.moderation.drafts import Decision
from practice_app.services.moderation.subjects import KINDS
from practice_app.services.profiles import UserRow
from practice_app.services.shared.offices import holds_office, require_office

OFFICES: Final = (Role.MODERATOR, Role.ADMIN)
MOST_SHOWN: Final = 100
SAYS_LENGTH: Final = 200


class NotThis(Conflict):
    """That can't be done with a thing of this kind."""

    code = "not_this"

    def __init__(self) -> None:
        super().__init__(msg("That can't be done with this. Choose something else."))


class JudgedAlready(Conflict):
    """Somebody has done something about it in the meantime."""

    code = "judged_already"

    def __init__(self) -> None:
        super().__init__(msg("Somebody has looked at this already."))


class NotYours(NotAllowed):
    """They are part of it."""

    code = "another_moderator"

    def __init__(self) -> None:
        super().__init__(msg("You are part of this. Another moderator looks at it."))


class AnAdministrators(NotAllowed):
    """It is about somebody who holds an office."""

    code = NotYours.code

    def __init__(self) -> None:
        super().__init__(msg("This is about somebody who moderates here. An administrator looks at it."))


@dataclass(frozen=True)
class SaidRow:
    """What somebody said who reported it."""

    user: UserRow
    reason: str
    text: str
    at: datetime


@dataclass(frozen=True)
class CaseRow:
    """Something that waits. ``says``: its beginning; ``excerpt``: what it said when it was reported first.

    ``before``: how often something was done about this person; ``can``: what can be done about it.
    """

    id: UUID
    kind: str
    subject_id: UUID
    says: str
    reasons: list[str]
    reports: int
    first_at: datetime
    excerpt: str
    user: UserRow
    hidden: bool
    flags: list[str]
    said: list[SaidRow]
    before: int
    can: list[str]


@dataclass(frozen=True)
class MeasureRow:
    """What was done."""

    id: UUID
    report_id: UUID
    kind: str
    action: str
    rule: str
    reason: str
    until: datetime | None
    at: datetime


def queue(db: Session, who: UUID, device: UUID, origin: str = "") -> list[CaseRow]:
    """List what waits: what is dangerous first, then what more people reported, then what waits longest."""
    require_office(db, who, device, *OFFICES)
    with as_system(db):
        found = list(db.exec(select(Report).where(col(Report.closed_at).is_(None)).order_by(col(Report.opened_at))))
        said = _said(db, [one.id for one in found])
        danger = {key for key, many in said.items() if any(one.reason == Rule.DANGER for one in many)}
        found.sort(key=lambda one: (one.id not in danger, -len(said.get(one.id, ())), one.opened_at))
        found = [one for one in found if one.about_id != who][:MOST_SHOWN]
        people = {one.about_id for one in found} | {each.reporter_id for many in said.values() for each in many}
        shown = profiles.in_short(db, people, origin)
        before = _before(db, {one.about_id for one in found})
    return [_row(one, said.get(one.id, []), shown, before.get(one.about_id, 0)) for one in found]


def decide(db: Session, who: UUID, device: UUID, report_id: UUID, decision: Decision) -> MeasureRow:
    """Do something about a case and close it; tell the person what, why and by which rule, and those who reported it.

    Raises ``NotFound``, ``JudgedAlready``, ``NotYours`` and, for what can't be done with such a thing, ``NotThis``.
    """
    require_office(db, who, device, *OFFICES)
    with as_system(db):
        case = db.get(Report, report_id, with_for_update=True)
        if case is None:
            raise NotFound()
        if case.closed_at is not None:
            raise JudgedAlready()
        said = _said(db, [case.id]).get(case.id, [])
        _may_judge(db, who, case, said)
        measure = _measure(case, decision, _rule(decision, said))
        db.add(measure)
        db.flush()
        apply(db, case, measure)
        case.closed_at, case.closed_by = now(), who
        log(db, measure.kind, measure.action, measure.rule, measure.until)
        db.flush()
    telling.measured(db, measure)
    for one in said:
        telling.looked_at(db, one.reporter_id, measure)
    return as_row(measure)


def apply(db: Session, case: Report, measure: Measure) -> None:
    """Let it have its effect (as the system)."""
    handled, action = KINDS[ReportKind(case.kind)], Action(measure.action)
    if action is Action.LOCK:
        if handled.lock is None:
            raise NotThis()
        handled.lock(db, case.subject_id, True)
    if action is Action.HIDE and handled.hide is None:
        raise NotThis()
    if action in (Action.HIDE, Action.SUSPEND, Action.BAN) and handled.hide:
        case.hidden = handled.hide(db, case.subject_id, True) or case.hidden
    elif case.hidden and handled.hide:  # only until somebody had looked at it
        handled.hide(db, case.subject_id, False)
        case.hidden = False
    if action in (Action.SUSPEND, Action.BAN):
        db.add(Silence(measure_id=measure.id, person_id=measure.person_id, until=measure.until))


def log(db: Session, kind: str, action: str, rule: str, until: datetime | None = None) -> None:
    """Write it down for everybody to read: nobody's name, and nothing of what it was about."""
    days = max(1, round((until - now()).total_seconds() / 86_400)) if until else None
    db.add(LogEntry(kind=kind, action=action, rule=rule, days=days))


def as_row(measure: Measure) -> MeasureRow:
    """A measure as it is shown."""
    names = ("id", "report_id", "kind", "action", "rule", "reason", "until", "at")
    return MeasureRow(**{name: getattr(measure, name) for name in names})


def _may_judge(db: Session, who: UUID, case: Report, said: list[ReportMade]) -> None:
    if case.about_id == who or any(one.reporter_id == who for one in said):
        raise NotYours()
    if holds_office(db.get_one(User, case.about_id)) and Role.ADMIN not in db.get_one(User, who).roles:
        raise AnAdministrators()


def _measure(case: Report, decision: Decision, rule: Rule) -> Measure:
    told: dict[str, Any] = {"kind": case.kind, "action": decision.action, "rule": rule, "reason": decision.reason}
    return Measure(report_id=case.id, person_id=case.about_id, until=decision.until, **told)


def _rule(decision: Decision, said: list[ReportMade]) -> Rule:
    """By which rule: as the moderator says, else what most who reported it named."""
    if decision.rule is not None:
        return decision.rule
    named = [one.reason for one in said] or [Rule.OTHER]
    return Rule(max(named, key=lambda one: (named.count(one), one)))


def _said(db: Session, cases: list[UUID]) -> dict[UUID, list[ReportMade]]:
    found: dict[UUID, list[ReportMade]] = {}
    for one in db.exec(select(ReportMade).where(col(ReportMade.report_id).in_(cases)).order_by(col(ReportMade.at))):
        found.setdefault(one.report_id, []).append(one)
    return found


def _before(db: Session, people: set[UUID]) -> dict[UUID, int]:
    done = (col(Measure.action) != Action.DISMISS, col(Measure.undone_at).is_(None))
    counted = select(Measure.person_id, func.count()).where(col(Measure.person_id).in_(people), *done)
    return dict(db.exec(counted.group_by(col(Measure.person_id))).all())


def _can(kind: ReportKind) -> list[str]:
    handled = KINDS[kind]
    without = {Action.HIDE: handled.hide is None, Action.LOCK: handled.lock is None}
    return [action.value for action in Action if not without.get(action, False)]


def _row(case: Report, said: list[ReportMade], people: dict[UUID, UserRow], before: int) -> CaseRow:
    told = [SaidRow(people[one.reporter_id], one.reason, one.text, one.at) for one in said]
    return CaseRow(
        id=case.id,
        kind=case.kind,
        subject_id=case.subject_id,
        says=case.excerpt[:SAYS_LENGTH],
        reasons=list(dict.fromkeys(one.reason for one in said)),
        reports=len(said),
        first_at=case.opened_at,
        excerpt=case.excerpt,
        user=people[case.about_id],
        hidden=case.hidden,
        flags=list(case.flags),
        said=told,
        before=before,
        can=_can(ReportKind(case.kind)),
    )
