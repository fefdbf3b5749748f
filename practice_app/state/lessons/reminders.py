"""When both are reminded of the lesson that is open."""

from uuid import UUID

import reflex as rx

from practice_app.errors import NotFound
from practice_app.locales import msg
from practice_app.services import lessons
from practice_app.services.lessons import ClassChange
from practice_app.services.shared.fields import checked
from practice_app.state.lessons.free_days import Before
from practice_app.state.lessons.planner import LessonsState
from practice_app.state.shared.base import handle_problems


class LessonRemindersState(LessonsState):
    """It holds nothing of its own: the lesson is the page's."""

    @rx.event
    @handle_problems
    async def remind(self, before: Before) -> None:
        """Remind both so long before the open lesson and all that come with it; as each likes it with no word."""
        if not self.lesson.key:
            raise NotFound()
        change = checked(ClassChange, {"reminders_min": [int(one) for one in before.split(",") if one]})
        await self._call_service(lessons.change, UUID(self.lesson.class_id), change)
        await self._look()
        self._tell(msg("Kept."))
