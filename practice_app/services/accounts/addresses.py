"""The address of an account in the database: sealed for its row, found by a blind index."""

from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session, col, select

from practice_app.models import User
from practice_app.services.accounts import mailboxes
from practice_app.services.shared import sealing

PLACE = "users.email_encrypted"


def keep(user: User, email: str) -> User:
    """Write an address into an account."""
    user.email_encrypted = sealing.seal(email, PLACE, user.id)
    user.email_index = sealing.index(mailboxes.folded(email))
    return user


def opened(user: User) -> str | None:
    """Read the address of an account, if it has one; raise ``Unreadable`` when the keys for it are missing."""
    if user.email_encrypted is None:
        return None
    return sealing.opened(user.email_encrypted, PLACE, user.id)


def owner(db: Session, form: str) -> User | None:
    """Find whose index is made of this form of an address, under whichever key, deleted accounts too (system)."""
    made = sealing.indexes(form).values()
    return db.exec(select(User).where(col(User.email_index).in_(made))).first()


def taken(db: Session, email: str, by_other_than: UUID | None = None) -> bool:
    """Tell whether anybody has this address under another key, and let nobody take it until this transaction ends.

    Under one and the same key, the unique column says it.
    """
    form = mailboxes.folded(email)
    made = sealing.indexes(form).values()
    if len(made) == 1:
        return False
    lock = int.from_bytes(min(made)[:8], signed=True)
    db.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})
    found = owner(db, form)
    return found is not None and found.id != by_other_than
