"""Who is told that somebody came, would like to come, or was let in."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col, select

from practice_app.models import Group, GroupMember, MemberStatus, NotificationKind
from practice_app.models.columns import now
from practice_app.services.shared.of_groups import LEADING
from practice_app.services.shared.telling import tell, tell_all


def path(group: Group) -> str:
    """Where it is found again."""
    return f"/groups/{group.id}"


def asked(db: Session, who: UUID, group: Group) -> None:
    """Tell who leads that somebody would like to come in (as the system)."""
    _tell_leaders(db, who, group, NotificationKind.JOIN_REQUEST, "group_asked")


def joined(db: Session, who: UUID, group: Group) -> None:
    """Tell who leads that somebody came in (as the system)."""
    _tell_leaders(db, who, group, NotificationKind.JOINED, "group_joined")


def accepted(db: Session, group: Group, person: UUID, by: UUID) -> None:
    """Tell somebody who asked that they are in (as the system)."""
    told = {"words": "group_accepted", "path": path(group), "what": group.name}
    tell(db, person, NotificationKind.JOINED, _once(group, person), by=by, **told)


def _tell_leaders(db: Session, who: UUID, group: Group, kind: NotificationKind, words: str) -> None:
    told = {"words": words, "path": path(group), "what": group.name}
    tell_all(db, leaders(db, group.id), kind, _once(group, who), by=who, **told)


def everybody(db: Session, group: Group, kind: NotificationKind, key: str, by: UUID, what: str) -> None:
    """Tell everybody else in a group, each by the ways they like (as the system)."""
    inside = (col(GroupMember.group_id) == group.id, col(GroupMember.status) == MemberStatus.ACTIVE)
    people = db.exec(select(GroupMember.member_id).where(*inside)).all()
    tell_all(db, people, kind, key, words=f"group_{kind}", path=path(group), by=by, what=what)


def leaders(db: Session, group_id: UUID) -> Sequence[UUID]:
    """Who leads a group (as the system)."""
    there = (col(GroupMember.group_id) == group_id, col(GroupMember.status) == MemberStatus.ACTIVE)
    return db.exec(select(GroupMember.member_id).where(*there, col(GroupMember.role).in_(LEADING))).all()


def _once(group: Group, who: UUID) -> str:
    """That somebody came, or asked, now: who leaves and comes again is told anew."""
    return f"{group.id} {who} {now().isoformat()}"
