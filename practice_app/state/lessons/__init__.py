"""What the page of lessons shows."""

from practice_app.state.lessons.dragged import DraggedState
from practice_app.state.lessons.free_days import FreeDaysState
from practice_app.state.lessons.planner import LessonsState
from practice_app.state.lessons.reminders import LessonRemindersState

__all__ = ["DraggedState", "FreeDaysState", "LessonRemindersState", "LessonsState"]
