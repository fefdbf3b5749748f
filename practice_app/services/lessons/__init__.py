"""Lessons: a series and its lessons, when they are, whether they took place, and the calendar that carries them."""

from practice_app.services.lessons.calendars import CalendarRow
from practice_app.services.lessons.calendars import make as make_calendar
from practice_app.services.lessons.calendars import revoke as revoke_calendar
from practice_app.services.lessons.calendars import shown as calendar
from practice_app.services.lessons.calling_off import remove
from practice_app.services.lessons.changing import change
from practice_app.services.lessons.clashes import Overlap
from practice_app.services.lessons.drafts import ClassChange, ClassDraft, LessonName, Scope, moment_of
from practice_app.services.lessons.faces import with_faces
from practice_app.services.lessons.feed import Feed, of_one
from practice_app.services.lessons.feed import read as read_calendar
from practice_app.services.lessons.free_days import CallingOff, FreeDaysDraft, FreeDaysRow
from practice_app.services.lessons.free_days import add as add_free_days
from practice_app.services.lessons.free_days import call_off as call_off_free_days
from practice_app.services.lessons.free_days import listed as list_free_days
from practice_app.services.lessons.free_days import take_back as take_back_free_days
from practice_app.services.lessons.listing import listed, next_class_at, one
from practice_app.services.lessons.making import make
from practice_app.services.lessons.page import LessonsPage, coming, page
from practice_app.services.lessons.portable import HELD, LEFT_OUT
from practice_app.services.lessons.refilling import refill
from practice_app.services.lessons.reminding import remind
from practice_app.services.lessons.rows import ClassRow, LessonRow, PartnerRow, PersonRow, partners

__all__ = [
    "HELD",
    "LEFT_OUT",
    "CalendarRow",
    "CallingOff",
    "ClassChange",
    "ClassDraft",
    "ClassRow",
    "Feed",
    "FreeDaysDraft",
    "FreeDaysRow",
    "LessonName",
    "LessonRow",
    "LessonsPage",
    "Overlap",
    "PartnerRow",
    "PersonRow",
    "Scope",
    "add_free_days",
    "calendar",
    "call_off_free_days",
    "change",
    "coming",
    "list_free_days",
    "listed",
    "make",
    "make_calendar",
    "moment_of",
    "next_class_at",
    "of_one",
    "one",
    "page",
    "partners",
    "read_calendar",
    "refill",
    "remind",
    "remove",
    "revoke_calendar",
    "take_back_free_days",
    "with_faces",
]
