"""The lesson that comes next, for one line of the journal; who teaches sees how many are today."""

from dataclasses import dataclass

import reflex as rx

from practice_app.errors import Problem
from practice_app.services.lessons import LessonRow
from practice_app.services.shared.events import Event, Topic
from practice_app.services.teaching.coming import coming
from practice_app.state.shared import live
from practice_app.state.shared.base import OwnState, handle_problems

NAMED = 2
"""So much homework is named by its title."""


@dataclass(frozen=True)
class NextLesson:
    """With whom (empty: there is none), when (ISO 8601), where."""

    name: str = ""
    at: str = ""
    place: str = ""


@live.subscribes(Topic.LESSON, Topic.HOMEWORK, Topic.TEACHING)
class ComingState(OwnState):
    """What comes next; looked up before the journal, which is drawn in one go."""

    taken: NextLesson = NextLesson()
    bring: str = ""
    """Titles of homework, as many as are named."""
    more: int = 0
    """How many there are besides."""
    given: NextLesson = NextLesson()
    """The next one that they give today."""
    today: int = 0

    @rx.event
    @handle_problems
    async def look(self) -> None:
        """Look what comes next; a visitor has nothing."""
        if self._device:
            await self._look()

    async def _look(self) -> None:
        found = await self._call_service(coming)
        self.taken = _shown(found.taken, found.taken.teacher.display_name) if found.taken else NextLesson()
        self.bring, self.more = ", ".join(found.bring[:NAMED]), max(0, len(found.bring) - NAMED)
        first = found.given[0] if found.given else None
        self.given = _shown(first, first.student.display_name) if first else NextLesson()
        self.today = len(found.given)

    async def _received(self, _event: Event) -> None:
        """A lesson or homework is otherwise, or the two have parted."""
        try:
            if self.router.url.path.rstrip("/") in {"", "/journal"}:
                await self._look()
        except Problem:
            return


def _shown(row: LessonRow, name: str) -> NextLesson:
    return NextLesson(name, row.starts_at.isoformat(), row.place)
