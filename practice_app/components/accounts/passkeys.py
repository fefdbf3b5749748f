"""Passkeys: one's own in a list, and coming in by one; both speak with the browser, so they are drawn there."""

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _Passkeys(Island):
    library = published("passkeys.jsx")
    tag = "Passkeys"


class _PasskeySignIn(Island):
    library = published("passkey_sign_in.jsx")
    tag = "PasskeySignIn"


def passkeys_island() -> rx.Component:
    """One's passkeys: another one, another name, one less. The page has ``sign_in_again`` too."""
    return _Passkeys.create()


def passkey_sign_in() -> rx.Component:
    """The button, and what the browser offers in the field for the e-mail; nothing where it can do neither."""
    return _PasskeySignIn.create()
