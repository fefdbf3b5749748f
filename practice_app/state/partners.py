"""Looking for a partner: what one says, who fits, who asked whom."""

from dataclasses import dataclass, field
from typing import Any, Final

import reflex as rx

from practice_app.errors import Invalid, NotFound
from practice_app.locales import msg, translate
from practice_app.models import LookingFor
from practice_app.services import accounts, partners
from practice_app.services.partners import (
    SPEAKERS,
    AskDraft,
    FoundRow,
    GrownFirst,
    LookingRow,
    PartnerDraft,
    RequestRow,
)
from practice_app.services.shared.fields import checked
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.state.shared.forms import explained
from practice_app.state.shared.ids import identified
from practice_app.words import INSTRUMENTS

PARTS: Final = {"morning": ("08:00", "12:00"), "afternoon": ("12:00", "17:00"), "evening": ("17:00", "22:00")}
"""What a page calls a morning: other clients may say it to the minute."""
FIELDS: Final = ("looking_for", "instruments", "level", "languages", "hours", "about", "contact")
_PLAIN: Final = {
    "looking_for": msg("Choose at least one."),
    "instruments": msg("Give one to ten instruments, with commas between them."),
    "languages": msg("Choose at least one."),
    "contact": msg("Write one line of at most 200 characters."),
    "about": msg("Use at most 500 characters."),
    "level": msg("Use at most 40 characters."),
}


@dataclass(frozen=True)
class MineShown:
    """What one says oneself; ``hours`` are like ``3 evening``."""

    looking_for: list[str] = field(default_factory=list)
    instruments: str = ""
    level: str = ""
    languages: list[str] = field(default_factory=list)
    hours: list[str] = field(default_factory=list)
    about: str = ""
    contact: str = ""


@dataclass(frozen=True)
class PartnerLine:
    """Somebody who fits, and why."""

    id: str
    name: str
    picture: str
    score: int
    why: str
    instruments: list[str]
    level: str
    languages: str
    about: str


@dataclass(frozen=True)
class RequestLine:
    """An ask, and once it was agreed on the other's line."""

    id: str
    person: str
    name: str
    picture: str
    mine: bool
    text: str
    status: str
    contact: str


class PartnersState(OwnState):
    """The page of partners."""

    loaded: bool = False
    may: bool = True
    """Whether they are grown, or a guardian allows it."""
    looking: bool = False
    editing: bool = False
    mine: MineShown = MineShown()
    found: list[PartnerLine] = []  # noqa: RUF012 - Reflex copies defaults
    requests: list[RequestLine] = []  # noqa: RUF012
    asking: str = ""
    """Whom one writes to."""
    problems: dict[str, str] = {}  # noqa: RUF012

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Fill the page."""
        self.editing, self.asking, self.problems = False, "", {}
        await self._look()
        self.loaded = True

    @rx.event
    @handle_problems
    async def edit(self, open_: bool) -> None:
        """Open or close what one says oneself."""
        self.editing, self.problems = open_, {}

    @rx.event
    @handle_problems
    async def save(self, form: dict[str, Any]) -> None:
        """Look for a partner, with what the form says."""
        try:
            draft = checked(PartnerDraft, _said(form) | {"hours": [*_hours(form), *await self._other_hours()]})
        except Invalid as problem:
            told = explained(problem, FIELDS)
            self.problems = {name: _PLAIN.get(name, detail) for name, detail in told.items()}
            return
        await self._call_service(partners.put, draft)
        self.editing, self.problems = False, {}
        await self._look()
        self._tell(msg("Kept. You are found now by those who look, too."))

    @rx.event
    @handle_problems
    async def stop(self) -> None:
        """Look no more."""
        await self._call_service(partners.stop)
        self.editing = False
        await self._look()
        self._tell(msg("You are found no more, and what you wrote is gone."))

    @rx.event
    @handle_problems
    async def write(self, whom: str) -> None:
        """Write to somebody; with nothing: to nobody after all."""
        self.asking, self.problems = whom[:40], {}

    @rx.event
    @handle_problems
    async def ask(self, form: dict[str, Any]) -> None:
        """Send what was written."""
        try:
            draft = checked(AskDraft, {"text": str(form.get("text") or "")})
        except Invalid:
            self.problems = {"text": msg("Write a line or two, at most 500 characters.")}
            return
        await self._call_service(partners.ask, identified(self.asking), draft)
        self.asking, self.problems = "", {}
        await self._look()
        self._tell(msg("Asked. You are told when there is an answer."))

    @rx.event
    @handle_problems
    async def answer(self, request_id: str, accept: bool) -> None:
        """Say whether one would like to."""
        await self._call_service(partners.answer, identified(request_id), accept=accept)
        await self._look()

    @rx.event
    @handle_problems
    async def end(self, request_id: str) -> None:
        """Take back what one asked, or end what was agreed on."""
        await self._call_service(partners.end, identified(request_id))
        await self._look()

    async def _look(self) -> None:
        origin = self.router.url.origin
        user = await self._call_service(accounts.profile)
        try:
            found = await self._call_service(partners.found, origin)
        except GrownFirst:
            found, self.may = [], False
        else:
            self.may = True
        asked = await self._call_service(partners.requests, origin)
        between = {one.user.id for one in asked}
        self.requests = [_request(one) for one in asked]
        self.found = [_line(one) for one in found if one.user.id not in between]
        mine = await self._mine()
        self.looking = mine is not None
        self.mine = _mine(mine, user.locale) if mine else MineShown(instruments=_named(user.instruments, user.locale))

    async def _mine(self) -> LookingRow | None:
        try:
            return await self._call_service(partners.mine)
        except (GrownFirst, NotFound):
            return None

    async def _other_hours(self) -> list[dict[str, Any]]:
        """What another client said to the minute stays as it is."""
        mine = await self._mine()
        return [one for one in mine.hours if not _part(one)] if mine else []


def _said(form: dict[str, Any]) -> dict[str, Any]:
    text = {name: str(form.get(name) or "") for name in ("level", "about", "contact")}
    instruments = [one.strip() for one in str(form.get("instruments") or "")[:1000].replace("、", ",").split(",")]
    chosen = {
        "looking_for": [one.value for one in LookingFor if form.get(f"wish-{one}")],
        "languages": [one for one in SPEAKERS if form.get(f"language-{one}")],
    }
    return text | chosen | {"instruments": [one for one in instruments if one]}


def _hours(form: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"weekday": day, "from": begins, "to": ends}
        for day in range(7)
        for part, (begins, ends) in PARTS.items()
        if form.get(f"hours-{day}-{part}")
    ]


def _part(one: dict[str, Any]) -> str:
    return next((name for name, times in PARTS.items() if times == (one["from"], one["to"])), "")


def _named(instruments: list[str], locale: str) -> str:
    return ", ".join(translate(locale, INSTRUMENTS.get(one, one)) for one in instruments[:10])


def _mine(row: LookingRow, locale: str) -> MineShown:
    return MineShown(
        looking_for=row.looking_for,
        instruments=_named(row.instruments, locale),
        level=row.level,
        languages=row.languages,
        hours=[f"{one['weekday']} {_part(one)}" for one in row.hours if _part(one)],
        about=row.about,
        contact=row.contact,
    )


def _line(row: FoundRow) -> PartnerLine:
    user = row.user
    speaks = ", ".join(SPEAKERS.get(one, one) for one in row.languages)
    return PartnerLine(
        str(user.id),
        user.display_name,
        user.picture_url or "",
        row.score,
        row.why,
        row.instruments,
        row.level,
        speaks,
        row.about,
    )


def _request(row: RequestRow) -> RequestLine:
    user = row.user
    said = (row.mine, row.text, row.status, row.contact or "")
    return RequestLine(str(row.id), str(user.id), user.display_name, user.picture_url or "", *said)
