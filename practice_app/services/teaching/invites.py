"""A teacher asks students in by a code, told on the phone, by link or by mail; whoever accepts it lets them in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from functools import partial
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, func
from sqlmodel import Session, col, select

from practice_app.database import after_commit, as_system
from practice_app.errors import TooMany
from practice_app.models import TeacherInvite
from practice_app.models.columns import now
from practice_app.services import accounts
from practice_app.services.shared import codes, mail, secrets
from practice_app.services.shared.access import owned_by
from practice_app.services.shared.limits import rates
from practice_app.services.shared.standing import require_teacher
from practice_app.services.teaching import letters
from practice_app.settings import get_settings

LIFETIME = timedelta(days=14)
OPEN_AT_ONCE = 100
"""A studio or two."""
LENGTH = 8
"""Signs of a code: forty bits, short enough to say on the phone; see ``codes.WRONG``."""
PURPOSE = codes.TEACHER_CODE
ASKING = "60/hour;300/day"
"""Invites that one teacher makes."""


@dataclass(frozen=True)
class Invite:
    """A code, told once, and the page where it is accepted."""

    code: str
    url: str
    expires_at: datetime


def invite(db: Session, who: UUID, email: str | None = None) -> Invite:
    """Make a code for a student, and mail it where an address is given; raise ``NotAllowed`` for who does not teach."""
    teacher = accounts.itself(db, who)
    require_teacher(teacher)
    to = accounts.written_address(email) if email else None
    rates.spend(ASKING, "teacher-invite", str(who))
    code = codes.made(LENGTH)
    made = TeacherInvite(user_id=who, code_hash=codes.hashed(PURPOSE, code), expires_at=now() + LIFETIME)
    with as_system(db):
        _make_room(db, who)
        db.add(made)
        db.flush()
    told = Invite(codes.shown(code), f"{get_settings().mailed_url}/invite/{codes.shown(code)}", made.expires_at)
    if to:
        written = partial(_letter, to, letters.invitation(teacher.display_name, told.url, told.code), teacher.locale)
        after_commit(db, lambda: mail.soon(written))
    return told


def _make_room(db: Session, who: UUID) -> None:
    theirs = owned_by(who, TeacherInvite)
    db.execute(delete(TeacherInvite).where(theirs, col(TeacherInvite.expires_at) <= now()))
    if db.exec(select(func.count()).select_from(TeacherInvite).where(theirs, unused())).one() >= OPEN_AT_ONCE:
        raise TooMany(retry_after_s=int(LIFETIME.total_seconds()))


def unused() -> ColumnElement[bool]:
    """Which codes are good still."""
    return and_(col(TeacherInvite.used_at).is_(None), col(TeacherInvite.expires_at) > now())


def _letter(to: str, letter: mail.Letter, locale: str) -> EmailMessage | None:
    """Write to an address, of which nobody knows whether it wants that: not often, whoever asks."""
    try:
        key = secrets.keyed_hash("invited", accounts.coarse_address(to).encode()).hex()
        rates.spend(get_settings().mail_limit, "teacher-invite-mail", key)
    except TooMany:
        return None
    return mail.written(letter, to, locale)
