"""What the mails about an account say. A token stands behind the ``#`` of its link: no server is ever sent that."""

from practice_app.locales import msg
from practice_app.services.shared.mail import Letter
from practice_app.settings import get_settings

NOT_YOU = msg("If it wasn't you, you need do nothing: nobody gets in with your address alone.")


def to_verify(token: str) -> Letter:
    """Asks whoever signed up whether the address is theirs."""
    return Letter(
        msg("Is this address yours?"),
        (msg("Somebody started a practice journal at Woodshed with this address. If it was you, please confirm it."),),
        _link("/verify", token),
        msg("Confirm my address"),
        (msg("The link is good for three days."), NOT_YOU),
    )


def to_reset(token: str) -> Letter:
    """Lets somebody choose a new password."""
    return Letter(
        msg("A new password"),
        (msg("Somebody asked for a new password for your journal at Woodshed. If it was you, choose one here."),),
        _link("/reset", token),
        msg("Choose a new password"),
        (msg("The link is good for one hour, and once."), NOT_YOU),
    )


def was_reset() -> Letter:
    """Tells the owner that somebody who reads their mail has set a new password."""
    return Letter(
        msg("Your password was changed"),
        (
            msg("Your journal at Woodshed has a new password, chosen by a link in a mail to this address."),
            msg("Every device was signed out."),
            msg("If it wasn't you, somebody else reads your mail: secure your mailbox first, then choose another one."),
        ),
        f"{get_settings().mailed_url}/forgot",
        msg("Choose a new password"),
    )


def _link(path: str, token: str) -> str:
    return f"{get_settings().mailed_url}{path}#token={token}"
