"""The question whether it is really them, for every page on which something needs a proof that is minutes old."""

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _SignInAgain(Island):
    library = published("sign_in_again.jsx")
    tag = "SignInAgain"


def sign_in_again() -> rx.Component:
    """Once on a page: what the page sends by ``ui/send.js`` or ``proving`` then asks for a proof where it needs one."""
    return _SignInAgain.create()
