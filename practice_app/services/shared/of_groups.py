"""Who may do what in a group: conditions for `access.py`, and for lists of what groups have."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlmodel import col

from practice_app.models import GroupMember, GroupRole, MemberStatus

LEADING = (GroupRole.OWNER, GroupRole.ADMIN)


def inside(who: UUID, group: Any) -> ColumnElement[bool]:
    """Whether this person is in a group."""
    return _as(who, group, *GroupRole)


def led_by(who: UUID, group: Any) -> ColumnElement[bool]:
    """Whether this person leads it: as its owner, or as an admin."""
    return _as(who, group, *LEADING)


def belongs_to(who: UUID, group: Any) -> ColumnElement[bool]:
    """Whether it is this person's."""
    return _as(who, group, GroupRole.OWNER)


def _as(who: UUID, group: Any, *roles: GroupRole) -> ColumnElement[bool]:
    there = (col(GroupMember.member_id) == who, col(GroupMember.status) == MemberStatus.ACTIVE)
    theirs = select(col(GroupMember.group_id)).where(*there, col(GroupMember.role).in_(roles))
    return col(group.id).in_(theirs)
