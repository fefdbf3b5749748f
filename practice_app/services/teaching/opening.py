"""A teacher's code, looked at by whoever has it, and accepted by who becomes their student, or by who looks after them.

A code is told by voice and so is short: wrong ones are counted for whoever asks and for the network they ask from, and
a code that was used, is too old, never was one, or is of somebody with whom nothing passes looks like nothing at all.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, update
from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.errors import Conflict, NotAllowed, NotFound
from practice_app.locales import msg
from practice_app.models import Guardian, TeacherInvite, User
from practice_app.models.columns import now
from practice_app.services import accounts, profiles
from practice_app.services.profiles import UserRow
from practice_app.services.shared import codes
from practice_app.services.shared.blocks import apart
from practice_app.services.shared.care import in_care_of, looking_after
from practice_app.services.shared.standing import looked_after, teaches
from practice_app.services.teaching import connections
from practice_app.services.teaching.invites import PURPOSE, unused

MOST_CHILDREN = 100


class NotYourOwn(Conflict):
    """Nobody is their own teacher here."""

    code = "own"

    def __init__(self) -> None:
        super().__init__(msg("This is your own invitation. Give it to a student: they open it, and you are connected."))


class GuardianFirst(NotAllowed):
    """Whoever looks after a child lets its teachers in."""

    code = "guardian_needed"

    def __init__(self) -> None:
        super().__init__(msg("Somebody who looks after your account lets a teacher in: show them this page."))


@dataclass(frozen=True)
class ChildRow:
    """A child for whom one may accept, and whether its teacher that is already."""

    id: UUID
    display_name: str
    connected: bool


@dataclass(frozen=True)
class You:
    """How whoever looks stands to the teacher: it is themselves, they are connected, somebody else must accept."""

    own: bool
    connected: bool
    guardian_needed: bool
    children: list[ChildRow]


@dataclass(frozen=True)
class InviteShown:
    """Whose code it is; ``you`` is null for who is not signed in."""

    teacher: UserRow
    expires_at: datetime
    you: You | None


@dataclass(frozen=True)
class Accepted:
    """Whose student one is now."""

    teacher: UserRow


def look(db: Session, who: UUID | None, code: str, network: str, origin: str = "") -> InviteShown:
    """Tell whoever has a code, signed in or not, whose it is; raise ``NotFound`` for what is no good code to them."""
    with codes.guessed_slowly(PURPOSE, who, network), as_system(db):
        found = _found(db, who, code)
        teacher = profiles.in_short(db, [found.user_id], origin)[found.user_id]
        return InviteShown(teacher, found.expires_at, _you(db, who, found.user_id) if who else None)


def _you(db: Session, who: UUID, teacher: UUID) -> You:
    me = db.get_one(User, who)
    children = db.exec(
        select(User)
        .join(Guardian, col(Guardian.child_id) == col(User.id))
        .where(in_care_of(who), col(User.deleted_at).is_(None), col(User.id) != teacher)
        .order_by(col(User.display_name), col(User.id))
        .limit(MOST_CHILDREN)
    ).all()
    known = connections.students_among(db, teacher, [who, *(child.id for child in children)])
    rows = [ChildRow(child.id, child.display_name, child.id in known) for child in children]
    return You(who == teacher, who in known, looked_after(me), rows)


def accept(
    db: Session, who: UUID, code: str, network: str, *, history: bool, child: UUID | None = None, origin: str = ""
) -> Accepted:
    """Let the teacher of a code in, to one's own practice or that of a ``child`` one looks after; again: nothing more.

    Raises ``NotFound`` for what is no good code to them, ``NotYourOwn``, ``GuardianFirst``.
    """
    with codes.guessed_slowly(PURPOSE, who, network):
        if child is None:
            me = accounts.itself(db, who)
            if looked_after(me):
                raise GuardianFirst()
            with as_system(db):
                return _let_in(db, me.id, code, history, origin)
        with looking_after(db, who, child):
            return _let_in(db, child, code, history, origin)


def _let_in(db: Session, student: UUID, code: str, history: bool, origin: str) -> Accepted:
    found = _found(db, student, code)
    if found.user_id == student:
        raise NotYourOwn()
    if student not in connections.students_among(db, found.user_id, [student]):
        _use(db, found, student)
        connections.begin(db, found.user_id, student, history)
    return Accepted(profiles.in_short(db, [found.user_id], origin)[found.user_id])


def _use(db: Session, found: TeacherInvite, student: UUID) -> None:
    """Use a code up: of two who accept it at once, one does; who used it and was parted from then needs another."""
    mine = update(TeacherInvite).where(col(TeacherInvite.id) == found.id, col(TeacherInvite.used_at).is_(None))
    if db.execute(mine.values(used_at=now(), used_by=student).returning(col(TeacherInvite.id))).first() is None:
        raise NotFound()


def _found(db: Session, who: UUID | None, code: str) -> TeacherInvite:
    """Find a good code, or the one that ``who`` used."""
    good = or_(unused(), col(TeacherInvite.used_by) == who) if who else unused()
    its = (col(TeacherInvite.code_hash) == codes.hashed(PURPOSE, code), col(TeacherInvite.expires_at) > now(), good)
    found = db.exec(select(TeacherInvite).where(*its)).first()
    teacher = db.get(User, found.user_id) if found else None
    if found is None or teacher is None or not teaches(teacher) or apart(db, teacher.id, who):
        raise NotFound()
    return found
