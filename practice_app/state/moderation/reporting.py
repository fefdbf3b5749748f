"""A report in two taps: what is meant, and why."""

from typing import Any, Literal

import reflex as rx

from practice_app.locales import msg
from practice_app.models import Rule
from practice_app.services import moderation
from practice_app.services.moderation import ReportDraft
from practice_app.services.shared.fields import checked
from practice_app.state.shared.base import OwnState, handle_problems

KindName = Literal["post", "comment", "user", "recording", "group", "partner_request"]


class ReportState(OwnState):
    """What is about to be reported on this page, and what was."""

    kind: str = ""
    """Of what kind it is; empty while nothing is."""
    thing: str = ""
    done: list[str] = []  # noqa: RUF012 - Reflex copies defaults
    """What was reported on this page, to be drawn no more."""

    @rx.event
    @handle_problems
    async def begin(self, kind: KindName, thing: str) -> None:
        """Ask why."""
        self.kind, self.thing = kind, thing[:40]

    @rx.event
    @handle_problems
    async def leave(self) -> None:
        """Report nothing after all."""
        self.kind = self.thing = ""

    @rx.event
    @handle_problems
    async def send(self, form: dict[str, Any]) -> None:
        """Report it, with what the form says."""
        why = str(form.get("reason") or Rule.OTHER)
        said = {"kind": self.kind, "id": self.thing, "reason": why, "text": str(form.get("report-text") or "")}
        row, _new = await self._call_service(moderation.report, checked(ReportDraft, said))
        self.kind = self.thing = ""
        if row.hidden:
            self.done = [*self.done[-200:], str(row.subject_id)]
            self._tell(msg("Thank you. Somebody looks at it; you don't see it any more."))
        else:
            self._tell(msg("Thank you. Somebody looks at it."))
