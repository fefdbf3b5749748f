"""A group's page in one question."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from practice_app.services.groups import dashboard, figures, joining, listing
from practice_app.services.groups.dashboard import Drawn, Trend
from practice_app.services.groups.figures import WorkSum
from practice_app.services.groups.rows import GroupRow, RequestRow


@dataclass(frozen=True)
class GroupPage:
    """A group; its figures for who is in it, and who would like to come in for who leads it."""

    group: GroupRow
    dashboard: Drawn | None
    trend: Trend | None
    asking: list[RequestRow]
    on_list: list[WorkSum]
    """The works that it set itself, each once, with nothing added up."""


def opened(
    db: Session, who: UUID, group_id: UUID, length: timedelta, origin: str = "", *, weeks: bool = True
) -> GroupPage:
    """Show a group to who is in it, or may find it, with so many days up to today and one more, by week or month."""
    group = listing.shown(db, group_id, origin)
    if group.role is None:
        return GroupPage(group, None, None, [], [])
    told = dashboard.drawn(db, who, group_id, length, origin, weeks=weeks)
    asking = joining.requests(db, who, group_id, origin) if group.leads else []
    return GroupPage(group, told, told.trend, asking, figures.on_list(db, group_id))
