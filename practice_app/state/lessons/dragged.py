"""A lesson is set down elsewhere in the planner, one or several of its series, and put back; a new one is drawn."""

from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

import reflex as rx
from pydantic import Field

from practice_app.locales import msg
from practice_app.services import lessons
from practice_app.services.lessons import ClassChange, ClassRow, Overlap, Scope
from practice_app.services.shared.fields import checked
from practice_app.state.lessons import wishes
from practice_app.state.lessons.planner import Key, LessonsState
from practice_app.state.lessons.shown import LessonShown, TimeShown
from practice_app.state.shared.base import handle_problems

Wall = Annotated[str, Field(max_length=20)]
Minutes = Annotated[int, Field(ge=1, le=24 * 60)]


class DraggedState(LessonsState):
    """What was moved with the pointer or by keys."""

    answered: int = 0
    """How often it was said what became of a move: the planner then shows what is stored."""
    undo_number: int = 0
    """Which notice can be taken back."""
    _back: dict[str, Any] = {}  # noqa: RUF012 - Reflex copies defaults
    """How the last move is undone: of which class, and the wish."""

    @rx.event
    @handle_problems
    async def drop(self, key: Key, begins: Wall, minutes: Minutes) -> None:
        """Set a lesson down at what clocks say; of a series it is asked first how many are meant."""
        try:
            self._close()
            self.lesson = self._found(key)
            self.time = _time(begins, minutes)
            if self.lesson.series:
                self.form = "scope"
                return
            await self._move_to(Scope.THIS)
        except Exception:
            self._answer()
            raise

    @rx.event
    @handle_problems
    async def choose(self, scope: Scope) -> None:
        """Move the lesson that was set down: it alone, it and those that follow, or all that are to come."""
        if self.form == "scope":
            await self._move_to(scope)

    @rx.event
    @handle_problems
    async def put_back(self) -> None:
        """Leave it where it was."""
        if self.form == "scope":
            self._answer()

    def _answer(self) -> None:
        self._close()
        self.answered += 1

    async def _move_to(self, scope: Scope) -> None:
        lesson, time = self.lesson, self.time
        wish = wishes.moved(time, lesson, self.timezone, {"scope": scope})
        try:
            row = await self._change_class(lesson.class_id, wish)
        except Overlap as problem:
            if scope is Scope.THIS:
                self._answer()
                self._tell(msg("One of you has another lesson then. It stays where it was."), "error")
                return
            self.answered += 1
            self.form, self._wish = "move", wish
            self._clash(problem)
            return
        self._answer()
        self._keep_way_back(lesson, row, scope)
        await self._look()

    async def _change_class(self, class_id: str, wish: dict[str, Any]) -> ClassRow:
        return await self._call_service(lessons.change, UUID(class_id), checked(ClassChange, wish))

    def _keep_way_back(self, was: LessonShown, row: ClassRow, scope: Scope) -> None:
        """Remember how it was; what follows may be a class of its own now."""
        now = replace(was, occurrence=row.occurrence.isoformat(), starts_at=row.starts_at.isoformat())
        before = TimeShown(was.begins[:10], was.begins[11:], was.minutes)
        wish = wishes.moved(before, now, self.timezone, {"scope": scope})
        self._back = {"class_id": str(row.class_id), "wish": wish}
        self._tell(msg("Moved."))
        self.undo_number = self.notice_number

    @rx.event
    @handle_problems
    async def take_back(self) -> None:
        """Undo the last move."""
        back, self._back = self._back, {}
        if back:
            await self._change_class(back["class_id"], back["wish"])
            self._answer()
            self._tell(msg("It is back where it was."))
            await self._look()

    @rx.event
    @handle_problems
    async def draw(self, begins: Wall, minutes: Minutes) -> None:
        """Open the form of a new lesson at what clocks say."""
        if not self.students:
            return
        self._answer()
        student = self.students[0].id if len(self.students) == 1 else ""
        self.time = replace(_time(begins, minutes), student=student)
        self.form = "new"


def _time(begins: str, minutes: int) -> TimeShown:
    return wishes.timed({"day": begins[:10], "begins": begins[11:16], "minutes": minutes})
