"""Sharing: links that show one thing of one's own to whoever has them, with no account, until they are taken back."""

from practice_app.services.sharing.links import KINDS, ShareDraft, ShareRow, listed, make, revoke
from practice_app.services.sharing.opening import Opened, media, opened
from practice_app.services.sharing.pictures import sweep
from practice_app.services.sharing.portable import HELD

__all__ = [
    "HELD",
    "KINDS",
    "Opened",
    "ShareDraft",
    "ShareRow",
    "listed",
    "make",
    "media",
    "opened",
    "revoke",
    "sweep",
]
