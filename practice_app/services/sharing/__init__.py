"""Sharing: links that show one thing of one's own to whoever has them, with no account, until they are taken back."""

from practice_app.services.sharing.fonts import FAMILIES as FONT_FAMILIES
from practice_app.services.sharing.fonts import files as font_files
from practice_app.services.sharing.links import KINDS, ShareDraft, ShareRow, listed, make, revoke
from practice_app.services.sharing.opening import Opened, media, opened, poster
from practice_app.services.sharing.pictures import sweep
from practice_app.services.sharing.portable import HELD
from practice_app.services.sharing.tokens import fresh as fresh_token
from practice_app.services.sharing.tokens import is_one as is_token
from practice_app.services.sharing.unfolding import unfolded
from practice_app.services.sharing.viewing import check_drawing

__all__ = [
    "FONT_FAMILIES",
    "HELD",
    "KINDS",
    "Opened",
    "ShareDraft",
    "ShareRow",
    "check_drawing",
    "font_files",
    "fresh_token",
    "is_token",
    "listed",
    "make",
    "media",
    "opened",
    "poster",
    "revoke",
    "sweep",
    "unfolded",
]
