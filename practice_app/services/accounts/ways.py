"""The ways into an account: a password, passkeys, accounts elsewhere. The last of them stays."""

from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, col, func, select

from practice_app.errors import Conflict
from practice_app.locales import msg
from practice_app.models import AuditKind, LinkedIdentity, Passkey, User
from practice_app.services.accounts import audit
from practice_app.services.shared.access import Permission, owned_by, require, visible


class LastWayIn(Conflict):
    """Without it nobody would get into the account any more, not even its owner."""

    code = "last_way_in"

    def __init__(self) -> None:
        super().__init__(msg("This is your last way in. Set a password or add another way first."))


def keep_one(db: Session, who: UUID) -> None:
    """Let one of them be taken off, but not the last, whatever else is taken off at the same time."""
    user: User = require(db, who, Permission.ACCOUNT_CHANGE, who, lock=True)
    passkeys = db.exec(select(func.count()).select_from(Passkey).where(visible(who, Permission.PASSKEY_CHANGE))).one()
    elsewhere = select(func.count()).select_from(LinkedIdentity).where(visible(who, Permission.IDENTITY_CHANGE))
    if bool(user.password_hash) + passkeys + db.exec(elsewhere).one() <= 1:
        raise LastWayIn()


def take_others(db: Session, user: User) -> None:
    """Leave the password alone, for whoever proves for the first time that the address is theirs (system transaction).

    Whoever signed up with it may have been somebody else, who has put ways of their own there meanwhile. Where a
    mailbox alone is not to open it (``second_factor``), nothing is taken.
    """
    if user.second_factor:
        return
    gone = db.execute(
        delete(LinkedIdentity).where(owned_by(user.id, LinkedIdentity)).returning(col(LinkedIdentity.provider))
    )
    for provider in gone.scalars():
        audit.note(db, user.id, AuditKind.IDENTITY_UNLINKED, provider=provider)
    passkeys = db.execute(delete(Passkey).where(owned_by(user.id, Passkey)).returning(col(Passkey.id))).all()
    if passkeys:
        audit.note(db, user.id, AuditKind.PASSKEYS_FORGOTTEN, passkeys=len(passkeys))
