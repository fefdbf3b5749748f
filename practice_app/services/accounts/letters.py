"""What the mails about an account say. A token stands behind the ``#`` of its link: no server is ever sent that."""

from email.message import EmailMessage

from practice_app.locales import msg
from practice_app.models import User
from practice_app.services.accounts import addresses
from practice_app.services.shared import mail
from practice_app.services.shared.mail import Letter
from practice_app.settings import get_settings

NOT_YOU = msg("If it wasn't you, you need do nothing: nobody gets in with your address alone.")
NOT_ME = msg("If it wasn't you, choose a new password at once: that signs out every device.")


def to(user: User, letter: Letter) -> EmailMessage | None:
    """Write to somebody, if they have an address."""
    email = addresses.opened(user)
    return mail.written(letter, email, user.locale) if email else None


def to_verify(token: str) -> Letter:
    """Asks whoever signed up whether the address is theirs."""
    return Letter(
        msg("Is this address yours?"),
        (msg("Somebody started a practice journal at Woodshed with this address. If it was you, please confirm it."),),
        _link("/verify", token),
        msg("Confirm my address"),
        (msg("The link is good for three days."), NOT_YOU),
    )


def to_take_over(token: str) -> Letter:
    """Lets a grown child take its account over."""
    return Letter(
        msg("Your journal becomes yours"),
        (msg("Somebody who looks after your journal at Woodshed hands it to you. Choose your own password here."),),
        _link("/hand-over", token),
        msg("Take my journal over"),
        (
            msg("From then on nobody else can open it or read in it, unless you let them."),
            msg("The link is good for seven days, and once."),
        ),
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


def was_changed() -> Letter:
    """Tells the owner that somebody who is signed in has set a new password."""
    return Letter(
        msg("Your password was changed"),
        (
            msg("Your journal at Woodshed has a new password, chosen in its settings."),
            msg("Every other device was signed out."),
            NOT_ME,
        ),
        f"{get_settings().mailed_url}/forgot",
        msg("Choose a new password"),
    )


def to_confirm_new(token: str) -> Letter:
    """Asks at a new address whether it is theirs who named it."""
    return Letter(
        msg("Is this your new address?"),
        (msg("Somebody wants to go on with their practice journal at Woodshed under this address. Is it you?"),),
        _link("/verify", token),
        msg("Use this address"),
        (msg("The link is good for three days."), NOT_YOU),
    )


def already_here() -> Letter:
    """Tells at an address which has a journal that another one can't have it too."""
    return Letter(
        msg("This address has a journal already"),
        (
            msg("Somebody wants to use this address for a journal at Woodshed, but it has one already: yours."),
            msg("Nothing was changed. If it was you: sign in with this address, or choose another one for the other."),
        ),
        f"{get_settings().mailed_url}/login",
        msg("Sign in"),
        (NOT_YOU,),
    )


def is_to_move() -> Letter:
    """Tells at the address of an account that another is about to take its place."""
    return Letter(
        msg("Another address for your journal"),
        (
            msg("Somebody who is signed in to your journal at Woodshed wants another address for it."),
            msg("It stays as it is until a mail to the new address is answered."),
            NOT_ME,
        ),
        f"{get_settings().mailed_url}/forgot",
        msg("Choose a new password"),
    )


def has_moved() -> Letter:
    """Tells at the address that an account had."""
    return Letter(
        msg("Your journal has another address now"),
        (
            msg("Your journal at Woodshed moved to another address, and this one no longer opens it."),
            msg("If it wasn't you, tell whoever runs your Woodshed at once."),
        ),
    )


def leaves(day: str) -> Letter:
    """Tells whoever leaves until when they can come back."""
    return Letter(
        msg("You are leaving Woodshed"),
        (
            msg("Your journal is closed and hidden from everybody. On {day} it will be erased, with every recording."),
            msg("Until then you can come back: sign in, and one tap brings everything back as it was."),
        ),
        f"{get_settings().mailed_url}/login",
        msg("Sign in"),
        (msg("If it wasn't you, come back at once and choose a new password."),),
        {"day": day},
    )


def erased() -> Letter:
    """The last mail: it is done."""
    return Letter(
        msg("Your journal at Woodshed is erased"),
        (
            msg("Your account and everything in it is gone: sessions, recordings, pieces, and this address."),
            msg("This is the last mail. Thank you for having practised with us."),
        ),
    )


def _link(path: str, token: str) -> str:
    return f"{get_settings().mailed_url}{path}#token={token}"
