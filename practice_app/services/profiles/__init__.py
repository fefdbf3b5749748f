"""Profiles: what people tell of themselves, their picture, and what others see of it."""

from practice_app.services.profiles.details import DetailsRow, about_me, change
from practice_app.services.profiles.page import ProfilePage, change_all, opened
from practice_app.services.profiles.people import UserRow, in_short
from practice_app.services.profiles.pictures import faces, picture_key, sweep
from practice_app.services.profiles.portable import HELD
from practice_app.services.profiles.visiting import PersonRow, Practised, visit
from practice_app.services.shared.drawing.shrinking import SIZES

__all__ = [
    "HELD",
    "SIZES",
    "DetailsRow",
    "PersonRow",
    "Practised",
    "ProfilePage",
    "UserRow",
    "about_me",
    "change",
    "change_all",
    "faces",
    "in_short",
    "opened",
    "picture_key",
    "sweep",
    "visit",
]
