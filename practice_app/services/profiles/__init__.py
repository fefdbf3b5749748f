"""Profiles: what people tell of themselves, their picture, and what others see of it."""

from practice_app.services.profiles.details import DetailsRow, about_me, change
from practice_app.services.profiles.page import ProfilePage, change_all, opened
from practice_app.services.profiles.people import IN_SHORT, UserRow, in_short
from practice_app.services.profiles.people import shown as in_short_shown
from practice_app.services.profiles.pictures import LARGEST as LARGEST_PICTURE
from practice_app.services.profiles.pictures import address as picture_address
from practice_app.services.profiles.pictures import check_limit as check_picture_limit
from practice_app.services.profiles.pictures import faces, picture_key, sweep
from practice_app.services.profiles.pictures import keep as keep_picture
from practice_app.services.profiles.portable import HELD
from practice_app.services.profiles.visiting import PersonRow, Practised, visit, visited
from practice_app.services.shared.drawing.shrinking import SIZES

__all__ = [
    "HELD",
    "IN_SHORT",
    "LARGEST_PICTURE",
    "SIZES",
    "DetailsRow",
    "PersonRow",
    "Practised",
    "ProfilePage",
    "UserRow",
    "about_me",
    "change",
    "change_all",
    "check_picture_limit",
    "faces",
    "in_short",
    "in_short_shown",
    "keep_picture",
    "opened",
    "picture_address",
    "picture_key",
    "sweep",
    "visit",
    "visited",
]
