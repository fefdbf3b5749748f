"""Teachers who want it are told of the week of their students, once for each Monday, if there is something to say."""

import logging
from uuid import UUID

from practice_app.database import transaction
from practice_app.models import NotificationKind
from practice_app.services import notifications
from practice_app.services.shared.steps import step
from practice_app.services.shared.telling import tell as leave_word
from practice_app.services.teaching.week.gathering import gathered

log = logging.getLogger(__name__)
PAGE = "/students"


@step
def tell() -> int:
    """Tell those whose Monday has come; tell how many were. Each by themselves."""
    told = 0
    for who in notifications.weeks_over():
        try:
            told += _tell(who)
        except Exception:
            log.exception("somebody was not told of a week; it is tried again")
    return told


@step
def _tell(who: UUID) -> bool:
    """Look as the teacher, tell, and go on to the next week: all of it or nothing."""
    with transaction(who) as db:
        monday = notifications.week_over(db, who)
        weeks = gathered(db, who) if monday else []
        if monday is None or not any(week.tells for week in weeks):
            return False
        practised = sum(1 for week in weeks if week.days)
        kind = NotificationKind.STUDENTS_WEEK
        leave_word(db, who, kind, monday.isoformat(), path=PAGE, n=practised, m=len(weeks))
    return True
