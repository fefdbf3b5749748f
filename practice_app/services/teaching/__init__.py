"""Teaching: who teaches whom, what a teacher sees of a student, and what they write down about them."""

from practice_app.services.teaching.feedback.speaking import voice_changed
from practice_app.services.teaching.homework.files import StoredFile
from practice_app.services.teaching.homework.files import owned as homework_files
from practice_app.services.teaching.homework.files import sweep as sweep_files
from practice_app.services.teaching.homework.page import concerns as homework_concerns
from practice_app.services.teaching.homework.reminding import remind as remind_of_homework
from practice_app.services.teaching.portable import HELD, LEFT_OUT
from practice_app.services.teaching.week.telling import tell as tell_of_weeks
from practice_app.services.teaching.week.writing import letter as week_letter

__all__ = [
    "HELD",
    "LEFT_OUT",
    "StoredFile",
    "homework_concerns",
    "homework_files",
    "remind_of_homework",
    "sweep_files",
    "tell_of_weeks",
    "voice_changed",
    "week_letter",
]
