"""What somebody is, where more than one capability asks: who teaches, and for whose account somebody grown decides."""

from practice_app import ages
from practice_app.errors import NotAllowed
from practice_app.locales import msg
from practice_app.models import Role, User
from practice_app.services.shared.access import require_grown


def looked_after(user: User) -> bool:
    """Tell whether somebody grown decides for this account: it is a child's, or its owner is under age."""
    return user.username is not None or ages.under_age(user.birth_year, user.country)


class NotATeacher(NotAllowed):
    """Only who teaches has students."""

    code = "not_a_teacher"

    def __init__(self) -> None:
        super().__init__(msg("Only teachers invite students. If you teach, say so in the settings."))


def teaches(user: User) -> bool:
    """Tell whether somebody says that they teach, and is here."""
    away = user.deleted_at or user.suspended_at or user.paused_at
    return Role.TEACHER in user.roles and away is None


def require_teacher(user: User) -> None:
    """Let only teachers have students."""
    require_grown(user)
    if not teaches(user):
        raise NotATeacher()
