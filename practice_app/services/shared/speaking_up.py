"""Who writes to others, and who doesn't for now: a moderator asked them not to. Their journal stays theirs."""

from uuid import UUID

from sqlmodel import Session, col, or_, select

from practice_app.database import as_system
from practice_app.errors import NotAllowed
from practice_app.locales import msg
from practice_app.models import Action, Measure, Report, Silence
from practice_app.models.columns import now


class Silenced(NotAllowed):
    """They write to nobody, until a day or for good."""

    code = "silenced"
    title = msg("You can't write to others just now")


UNTIL = msg(
    "Until {day} you can't write to others here. You read, practise and keep your journal as ever. Why, and how to"
    " appeal, stands under “What moderators did”."
)
FOR_GOOD = msg(
    "You can't write to others here any more. You read, practise and keep your journal as ever. Why, and how to"
    " appeal, stands under “What moderators did”."
)


def require_voice(db: Session, who: UUID) -> None:
    """Let only those write to others whom no moderator asked not to; `app_may_speak` says the same to PostgreSQL."""
    lasts = or_(col(Silence.until).is_(None), col(Silence.until) > now())
    theirs = select(Silence).where(col(Silence.person_id) == who, col(Silence.ended_at).is_(None), lasts)
    found = db.exec(theirs).all()
    if not found:
        return
    ends = [one.until for one in found if one.until is not None]
    if len(ends) < len(found):
        raise Silenced(FOR_GOOD)
    raise Silenced(UNTIL, {"day": max(ends).date().isoformat()})


class Locked(NotAllowed):
    """A moderator closed it."""

    code = "locked"

    def __init__(self) -> None:
        super().__init__(msg("A moderator closed this. You can appeal under “What moderators did”."))


def require_not_locked(db: Session, thing: UUID) -> None:
    """Let nobody open again what a moderator closed, unless that was taken back."""
    of_it = (col(Report.subject_id) == thing, col(Measure.action) == Action.LOCK, col(Measure.undone_at).is_(None))
    closed = select(Measure.id).join(Report, col(Report.id) == col(Measure.report_id)).where(*of_it)
    with as_system(db):
        locked = db.exec(closed).first()
    if locked is not None:
        raise Locked()
