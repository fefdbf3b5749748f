"""Signing in again: what could cost somebody their account wants a proof, minutes old, on the device in hand.

Whoever finds a device open may practise on it; the address, the ways in, the whole of the data and the account itself
stay its owner's. Signing in is such a proof; ``confirm`` is one by password; another way calls ``note`` when it has
seen its own.
"""

from datetime import timedelta

from sqlalchemy import update
from sqlmodel import Session, col, select

from practice_app.database import as_system, transaction
from practice_app.errors import Invalid, NotAllowed
from practice_app.locales import msg
from practice_app.models import AuthSession, Passkey, User
from practice_app.models.columns import now
from practice_app.services.accounts import passwords, profiles
from practice_app.services.accounts.signin import Identity
from practice_app.services.shared.access import Permission, visible
from practice_app.services.shared.limits import rates
from practice_app.services.shared.steps import step
from practice_app.settings import get_settings

FRESH = timedelta(minutes=15)
AGAIN = msg("Please show that it's you before you go on.")
WRONG = msg("That is not your password.")


class SignInAgain(NotAllowed):
    """They are signed in, but haven't proved for a while that it is them; ``ways``: how they can."""

    code = "sign_in_again"
    title = msg("Is it you?")

    def __init__(self, ways: list[str]) -> None:
        super().__init__(AGAIN)
        self.ways = ways


def require_fresh(db: Session, who: Identity) -> None:
    """Raise ``SignInAgain`` unless whoever asks proved a moment ago, on this very device, who they are."""
    mine = (visible(who.id, Permission.DEVICE_CHANGE), col(AuthSession.id) == who.auth_session_id)
    proved_at = db.exec(select(AuthSession.proved_at).where(*mine)).first()
    if proved_at is None or now() - proved_at > FRESH:
        raise SignInAgain(_ways(db, profiles.itself(db, who.id)))


def note(db: Session, who: Identity, *, both: bool = False) -> None:
    """Note in this transaction that somebody has just proved who they are, ``both``: by a passkey.

    Nobody but the system may write that.
    """
    changes = {"proved_at": now()} | ({"two_factors": True} if both else {})
    with as_system(db):
        db.execute(update(AuthSession).where(col(AuthSession.id) == who.auth_session_id).values(**changes))


@step
def confirm(who: Identity, password: str, network: str, field: str = "password") -> None:
    """Prove it by password; raise ``Invalid`` for a wrong one, ``TooMany`` after some.

    Where a second factor is asked for, a password alone is no proof: ``SignInAgain`` says what is. Wrong ones are
    counted for the device that is signed in: whoever finds it open can't guess on.
    """
    chosen = get_settings()
    rates.spend(chosen.auth_limit, "password", network)
    key = ("password", str(who.auth_session_id))
    rates.check(chosen.login_limit, *key)
    with transaction(who.id) as db:
        user = profiles.itself(db, who.id)
        if user.second_factor:
            raise SignInAgain(_ways(db, user))
        stored = user.password_hash
    if not passwords.check(password, stored).right:
        rates.count(chosen.login_limit, *key)
        raise Invalid(field, WRONG)
    with transaction(who.id) as db:
        note(db, who)


@step
def prove(who: Identity, password: str | None, network: str, field: str = "password") -> None:
    """Go by the password that came along, or else by a proof of a moment ago; raise as either of the two does.

    Where a second factor is asked for, only the latter counts.
    """
    with transaction(who.id) as db:
        if password is None or profiles.itself(db, who.id).second_factor:
            require_fresh(db, who)
            return
    confirm(who, password, network, field)


def _ways(db: Session, user: User) -> list[str]:
    has_passkey = db.exec(select(Passkey.id).where(visible(user.id, Permission.PASSKEY_CHANGE)).limit(1)).first()
    by_password = user.password_hash and not user.second_factor
    return [*(["passkey"] if has_passkey else []), *(["password"] if by_password else [])]
