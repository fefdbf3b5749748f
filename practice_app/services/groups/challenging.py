"""Challenges of a group: each against their own goal, so that a child of ten and a professional can both come far."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import ConfigDict, Field, StrictBool
from sqlalchemy import func, text
from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.errors import Invalid, NotFound
from practice_app.locales import msg
from practice_app.models import Group, GroupChallenge, GroupMeasure, NotificationKind
from practice_app.services import awards, pieces, profiles
from practice_app.services.awards import Aim
from practice_app.services.groups import making, telling
from practice_app.services.profiles import UserRow
from practice_app.services.shared.access import Permission, require
from practice_app.services.shared.fields import Line
from practice_app.services.shared.limits import quotas, rates
from practice_app.services.shared.speaking_up import require_voice

MOST: Final = 50
SETTING: Final = "20/hour;60/day"


class GroupChallengeDraft(Aim):
    """What a group sets itself; the days are each member's own."""

    model_config = ConfigDict(extra="forbid")
    measure: GroupMeasure
    together: StrictBool = False
    work_id: UUID | None = None
    passage: Annotated[Line, Field(max_length=200)] = ""


@dataclass(frozen=True)
class Far:
    """How far one member is; null without a goal of their own, where that is what is measured."""

    user: UserRow
    value: int | None


@dataclass(frozen=True)
class GroupChallengeRow:
    """A challenge. ``value``: all as one where they do it ``together``, else how many came as far as it was meant.

    ``members``: those who share it and are not in quiet mode, oneself first; oneself also when one shares nothing,
    which only oneself is told, and is in no ``value``.
    """

    id: UUID
    title: str
    measure: str
    target: int
    first_day: date
    last_day: date
    together: bool
    work_id: UUID | None
    passage: str
    value: int
    taking_part: int
    members: list[Far]


_FAR = text("SELECT * FROM app_group_challenges(:group)")


def challenges(db: Session, who: UUID, group_id: UUID, origin: str = "") -> list[GroupChallengeRow]:
    """List them, the last to end first, with how far everybody is; in quiet mode oneself alone. For who is in it."""
    require(db, who, Permission.GROUP_READ, group_id)
    mine = (col(GroupChallenge.group_id) == group_id,)
    order = (col(GroupChallenge.last_day).desc(), col(GroupChallenge.id))
    found = db.exec(select(GroupChallenge).where(*mine).order_by(*order)).all()
    far: dict[UUID, list[Any]] = defaultdict(list)
    for row in db.execute(_FAR, {"group": group_id}) if found else ():
        far[row.challenge_id].append(row)
    hushed = awards.is_quiet(db, who)
    with as_system(db):
        people = profiles.in_short(db, {row.member_id for rows in far.values() for row in rows}, origin)
    return [_row(one, far[one.id], people, who, hushed=hushed) for one in found]


def _row(
    one: GroupChallenge, far: list[Any], people: dict[UUID, UserRow], who: UUID, *, hushed: bool
) -> GroupChallengeRow:
    sharing = [row for row in far if row.shared]
    values = {row.member_id: _value(one, row) for row in far}
    shown = [row.member_id for row in far if row.member_id == who or not (hushed or row.quiet)]
    told = one.model_dump(exclude={"group_id", "created_at"})
    reached = sum(1 for row in sharing if (values[row.member_id] or 0) >= one.target)
    ordered = sorted(shown, key=lambda person: (person != who, people[person].display_name.casefold(), person))
    return GroupChallengeRow(
        **told,
        value=_together(one, sharing) if one.together else reached,
        taking_part=sum(1 for row in sharing if values[row.member_id] is not None),
        members=[Far(people[person], values[person]) for person in ordered],
    )


def _value(one: GroupChallenge, row: Any) -> int | None:
    if one.measure == GroupMeasure.OWN_GOAL_PCT:
        return int(100 * row.minutes / row.meant) if row.meant else None
    return int(getattr(row, one.measure))


def _together(one: GroupChallenge, sharing: list[Any]) -> int:
    """All as one: minutes of those with a goal beside all of their goals; else what each did, added up."""
    if one.measure == GroupMeasure.OWN_GOAL_PCT:
        meant = sum(row.meant or 0 for row in sharing)
        return int(100 * sum(row.minutes for row in sharing if row.meant) / meant) if meant else 0
    return int(sum(getattr(row, one.measure) for row in sharing))


def set_up(db: Session, who: UUID, group_id: UUID, draft: GroupChallengeDraft, origin: str = "") -> GroupChallengeRow:
    """Set the group a challenge, and tell its members; by owners and admins."""
    require_voice(db, who)
    group: Group = require(db, who, Permission.GROUP_MANAGE, group_id)
    rates.spend(SETTING, "group-challenge", str(who))
    if draft.work_id and not pieces.knows_work(db, draft.work_id):
        raise Invalid("work_id", msg("The catalogue has no such work."))
    made = GroupChallenge(group_id=group_id, **draft.model_dump())
    with as_system(db):
        of_group = select(func.count()).select_from(GroupChallenge).where(col(GroupChallenge.group_id) == group_id)
        if db.exec(of_group).one() >= MOST:
            raise quotas.TooManyThings(values={"most": MOST})
        db.add(made)
        db.flush()
        telling.everybody(db, group, NotificationKind.CHALLENGE, str(made.id), who, made.title)
    making.changed(db, group_id)
    return next(row for row in challenges(db, who, group_id, origin) if row.id == made.id)


def give_up(db: Session, who: UUID, group_id: UUID, challenge_id: UUID) -> None:
    """Let a challenge go; by owners and admins."""
    require(db, who, Permission.GROUP_MANAGE, group_id)
    with as_system(db):
        row = db.get(GroupChallenge, challenge_id)
        if row is None or row.group_id != group_id:
            raise NotFound()
        db.delete(row)
        db.flush()
    making.changed(db, group_id)
