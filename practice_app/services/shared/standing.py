"""What somebody is, where more than one capability asks: who teaches, and for whose account somebody grown decides."""

from practice_app import ages
from practice_app.errors import NotAllowed
from practice_app.locales import msg
from practice_app.models import Allowed, Role, User

MAKE_CHILDREN = frozenset({Role.TEACHER, Role.PARENT, Role.ADMIN})
"""What somebody is who makes accounts for children."""


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


def require_grown(user: User) -> None:
    """Let only those look after a child who are grown themselves, and whose own account nobody looks after."""
    if user.username is not None or (user.birth_year is not None and ages.surely(user.birth_year) < ages.ADULT):
        raise NotAllowed()


def require_maker_of_children(user: User) -> None:
    """Let only teachers and parents make accounts for children."""
    require_grown(user)
    if not MAKE_CHILDREN.intersection(user.roles):
        raise NotAllowed()


def may_be_found(user: User) -> bool:
    """Tell whether strangers may find somebody at all, in search or by a public page: nobody under age."""
    return not ages.under_age(user.birth_year, user.country)


def may_be_public(user: User, what: Allowed) -> bool:
    """Tell whether somebody may do what shows them to strangers: who is of age, or whose guardian allows it.

    To look for partners one must be grown. `app_may_be_public` says the same to PostgreSQL.
    """
    if what in user.allows or user.birth_year is None:
        return True
    least = ages.ADULT if what is Allowed.PARTNERS else ages.consent_age(user.country)
    return ages.surely(user.birth_year) >= least
