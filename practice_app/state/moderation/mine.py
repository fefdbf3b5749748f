"""What moderators did about something of one's own, with the way to appeal; and the log that everybody reads."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.services import moderation
from practice_app.services.moderation import RULES, AppealDraft, MineRow
from practice_app.services.shared.fields import checked
from practice_app.state.shared.base import OwnState, handle_problems


@dataclass(frozen=True)
class MeasureLine:
    """Something that was done; ``rule`` is a message id, ``until`` empty where nothing ends by itself."""

    report_id: str
    kind: str
    action: str
    rule: str
    reason: str
    at: str
    until: str
    undone: bool
    appealed: str
    answer: str
    decided: bool


class MeasuresState(OwnState):
    """The page of what was done about something of one's own."""

    loaded: bool = False
    measures: list[MeasureLine] = []  # noqa: RUF012 - Reflex copies defaults
    appealing: str = ""
    problem: str = ""

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Fill the page."""
        self.appealing, self.problem = "", ""
        await self._look()
        self.loaded = True

    @rx.event
    @handle_problems
    async def begin(self, report_id: str) -> None:
        """Begin an appeal; with nothing: not after all."""
        self.appealing, self.problem = report_id[:40], ""

    @rx.event
    @handle_problems
    async def appeal(self, form: dict[str, Any]) -> None:
        """Send it."""
        try:
            said = {"report_id": self.appealing, "text": str(form.get("text") or "")}
            draft = checked(AppealDraft, said)
        except Invalid:
            self.problem = msg("Write what you have to say, at most 2000 characters.")
            return
        await self._call_service(moderation.appeal, draft)
        self.appealing, self.problem = "", ""
        await self._look()

    async def _look(self) -> None:
        self.measures = [_line(one) for one in await self._call_service(moderation.mine)]


def _line(row: MineRow) -> MeasureLine:
    said = row.appeal
    return MeasureLine(
        report_id=str(row.report_id),
        kind=row.kind,
        action=row.action,
        rule=RULES[row.rule],  # type: ignore[index]
        reason=row.reason,
        at=row.at.isoformat(),
        until=row.until.isoformat() if row.until else "",
        undone=row.undone,
        appealed=said.text if said else "",
        answer=said.answer if said else "",
        decided=bool(said and said.granted is not None),
    )
