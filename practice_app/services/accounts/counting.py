"""Whether somebody lets their corrections be counted with those of others (`services/analysis/counted.py`)."""

from sqlmodel import Session

from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.models import AuditKind, User
from practice_app.models.columns import now
from practice_app.services.accounts import audit
from practice_app.services.shared.standing import looked_after


def let(db: Session, user: User, *, wanted: bool) -> None:
    """Let somebody's corrections be counted from now on, or no more, and note that they said so."""
    if wanted and looked_after(user):
        raise Invalid("counted", msg("Somebody looks after this journal, and of those nothing is counted."))
    if wanted != (user.counted_since is not None):
        user.counted_since = now() if wanted else None
        audit.note(db, user.id, AuditKind.COUNTED if wanted else AuditKind.COUNTED_NO_MORE)
