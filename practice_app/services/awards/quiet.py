"""Quiet mode: whoever wants to see no streaks, points, titles and challenges is shown none, and neither is anybody."""

from uuid import UUID

from sqlmodel import Session

from practice_app.models import User
from practice_app.services.shared.access import Permission, require


def is_quiet(db: Session, who: UUID) -> bool:
    """Tell whether somebody wants it quiet."""
    user: User = require(db, who, Permission.ACCOUNT_CHANGE, who)
    return user.quiet
