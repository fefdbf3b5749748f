"""Profiles: what people tell of themselves, their picture, and what others see of it."""

from practice_app.services.profiles.details import DetailsRow, about_me, change
from practice_app.services.profiles.pictures import sweep
from practice_app.services.profiles.portable import HELD
from practice_app.services.profiles.visiting import PersonRow, visit

__all__ = ["HELD", "DetailsRow", "PersonRow", "about_me", "change", "sweep", "visit"]
