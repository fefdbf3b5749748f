"""What the mail about an export says. It leads to the page: the file itself is for whoever is signed in."""

from practice_app.locales import msg
from practice_app.services.shared.mail import Letter
from practice_app.settings import get_settings

PAGE = "/settings/data"


def export_ready() -> Letter:
    """Tells that it is there."""
    return Letter(
        msg("Your export is ready"),
        (msg("Everything of your journal at Woodshed is in one file now. It lies there for one day."),),
        f"{get_settings().mailed_url}{PAGE}",
        msg("Fetch it"),
        (msg("If it wasn't you who asked, somebody else is signed in as you: choose a new password now."),),
    )
