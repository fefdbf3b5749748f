"""What the mails about passkeys, the second factor and its codes say, to whoever has an address."""

from email.message import EmailMessage
from functools import partial
from uuid import UUID

from practice_app.database import system_transaction
from practice_app.locales import msg
from practice_app.models import User
from practice_app.services.accounts import profiles
from practice_app.services.shared import mail
from practice_app.services.shared.mail import Letter
from practice_app.settings import get_settings

NOT_YOU = msg("If it wasn't you, sign out all other devices there and choose a new password.")
LOOK = msg("Look at your account")


def tell(who: UUID, letter: Letter) -> None:
    """Send this to somebody, a moment from now."""
    mail.soon(partial(_written, who, letter))


def added(name: str) -> Letter:
    """Tells the owner that one more thing opens their account."""
    return _letter(
        msg("A passkey was added"),
        msg("“{name}” opens your journal at Woodshed from now on, without a password."),
        name=name,
    )


def removed(name: str) -> Letter:
    """Tells the owner that one thing less opens their account."""
    return _letter(msg("A passkey was taken off"), msg("“{name}” no longer opens your journal at Woodshed."), name=name)


def second_factor_on() -> Letter:
    """Tells the owner that their password alone opens nothing any more."""
    return _letter(
        msg("A passkey is asked for from now on"),
        msg(
            "Your password alone no longer opens your journal at Woodshed: it takes a passkey, or a recovery code too."
        ),
    )


def second_factor_off() -> Letter:
    """Tells the owner that their password alone does again."""
    return _letter(
        msg("The password alone does again"), msg("Nothing but your password is asked for at Woodshed from now on.")
    )


def new_codes() -> Letter:
    """Tells the owner that the codes they have are good no more."""
    return _letter(
        msg("New recovery codes"),
        msg("Ten new recovery codes were made for Woodshed. Those of before are good no more."),
    )


def code_used(left: int) -> Letter:
    """Tells the owner that somebody came in with a code."""
    return _letter(
        msg("A recovery code was used"),
        msg("Somebody came in with your password and one of your recovery codes. There are {left} left."),
        left=left,
    )


def _letter(subject: str, *paragraphs: str, **values: object) -> Letter:
    link = f"{get_settings().mailed_url}/settings/security"
    return Letter(subject, paragraphs, link, LOOK, (NOT_YOU,), values)


def _written(who: UUID, letter: Letter) -> EmailMessage | None:
    with system_transaction() as db:
        user = db.get(User, who)
        if user is None or user.deleted_at is not None:
            return None
        email, locale = profiles.as_row(user).email, user.locale
    return mail.written(letter, email, locale) if email else None
