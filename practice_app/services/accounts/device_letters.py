"""What the mails about devices say, and how often: whoever tries a lot fills nobody's mailbox."""

from email.message import EmailMessage
from functools import partial
from uuid import UUID

from practice_app.database import system_transaction
from practice_app.errors import TooMany
from practice_app.locales import msg
from practice_app.models import User
from practice_app.services.accounts import letters
from practice_app.services.shared import mail
from practice_app.services.shared.limits import rates
from practice_app.services.shared.mail import Letter
from practice_app.settings import get_settings

LOOK = msg("Look at your devices")


def tell_of_new(who: UUID, device: str) -> None:
    """Tell somebody, a moment from now, that they came in on a device that their account didn't know."""
    mail.soon(partial(_written, who, "device-mail", came_in(device)))


def tell_of_used_twice(who: UUID, device: str) -> None:
    """Tell somebody that a key of a device came twice, so that it was signed out."""
    mail.soon(partial(_written, who, "key-mail", used_twice(device)))


def came_in(device: str) -> Letter:
    """Tells the owner of a sign-in on a device that is new; ``device`` as it calls itself, empty when it doesn't."""
    where = msg("Somebody signed in to your journal at Woodshed on a device that it didn't know: {device}.")
    unnamed = msg("Somebody signed in to your journal at Woodshed on a device that it didn't know.")
    return _letter(
        msg("A new device in your journal"),
        (where if device else unnamed, msg("If it was you, you need do nothing.")),
        msg("If it wasn't you, sign that device out and choose a new password."),
        device,
    )


def used_twice(device: str) -> Letter:
    """Tells the owner that somebody else may have what kept a device signed in."""
    named = msg("The key that keeps a device of yours signed in was used twice: {device}.")
    unnamed = msg("The key that keeps a device of yours signed in was used twice.")
    return _letter(
        msg("A device of yours was signed out"),
        (named if device else unnamed, msg("Somebody may have copied it, so that device was signed out at once.")),
        msg("Sign in there again. If you don't know the device, choose a new password."),
        device,
    )


def _letter(subject: str, paragraphs: tuple[str, ...], afterwards: str, device: str) -> Letter:
    link = f"{get_settings().mailed_url}/settings/security"
    return Letter(subject, paragraphs, link, LOOK, (afterwards,), {"device": device})


def _written(who: UUID, kind: str, letter: Letter) -> EmailMessage | None:
    try:
        rates.spend(get_settings().mail_limit, kind, str(who))
    except TooMany:
        return None
    with system_transaction() as db:
        user = db.get(User, who)
        return letters.to(user, letter) if user and user.deleted_at is None else None
