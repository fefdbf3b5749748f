"""A group's page in one question."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from practice_app.services.groups import dashboard, joining, listing
from practice_app.services.groups.dashboard import Dashboard, Trend
from practice_app.services.groups.rows import GroupRow, RequestRow


@dataclass(frozen=True)
class GroupPage:
    """A group; its figures for who is in it, and who would like to come in for who leads it."""

    group: GroupRow
    dashboard: Dashboard | None
    trend: Trend | None
    asking: list[RequestRow]


def opened(db: Session, who: UUID, group_id: UUID, length: timedelta, origin: str = "") -> GroupPage:
    """Show a group to who is in it, or may find it, with so many days up to today and one more."""
    group = listing.shown(db, group_id, origin)
    if group.role is None:
        return GroupPage(group, None, None, [])
    until = dashboard.today(db, who)
    told = dashboard.shown(db, who, group_id, until - length, until, origin)
    asking = joining.requests(db, who, group_id, origin) if group.leads else []
    return GroupPage(group, told, dashboard.trend(db, who, group_id), asking)
