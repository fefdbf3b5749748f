"""One's profile: what one tells of oneself, to whom it is shown, and how that looks."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.services import profiles
from practice_app.services.profiles import PersonRow, ProfilePage
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.state.shared.forms import explained, filled

FIELDS = ("display_name", "kind", "level", "years_playing", "bio", "specialties", "hashtags")
SHOWN = (*FIELDS, "instruments", "instrument_levels", "instrument_since", "privacy")
"""Fields beside which the page has room for what is wrong with them."""
YEARS = msg("Give a number of years from 0 to 100, or nothing.")


@dataclass(frozen=True)
class InstrumentRow:
    """An instrument, how far somebody is with it, and since which year."""

    name: str
    level: str
    since: str


@dataclass(frozen=True)
class PreviewRow:
    """What others see, as far as a page draws it."""

    hidden: bool = True
    name: str = ""
    title: str = ""
    picture: str = ""
    kind: str = ""
    level: str = ""
    years: int = 0
    bio: str = ""
    specialties: str = ""
    hashtags: str = ""
    month_s: float = 0
    month_low_s: float = 0
    month_high_s: float = 0
    month_days: int = 0
    statistics: bool = False
    sessions: int = 0


class ProfileState(OwnState):
    """What a person tells of themselves, as a form."""

    loaded: bool = False
    name: str = ""
    kind: str = ""
    level: str = ""
    years: str = ""
    bio: str = ""
    specialties: str = ""
    hashtags: str = ""
    picture: str = ""
    title: str = ""
    """The one that is worn: a message id."""
    instruments: list[InstrumentRow] = []  # noqa: RUF012 - Reflex copies defaults
    played: list[str] = []  # noqa: RUF012
    """Their names alone."""
    privacy: dict[str, str] = {"profile": "me", "statistics": "me", "sessions": "me"}  # noqa: RUF012
    seen_as: str = "teachers"
    """As whom the preview is looked at."""
    preview: PreviewRow = PreviewRow()
    seen_instruments: list[InstrumentRow] = []  # noqa: RUF012
    errors: dict[str, str] = {}  # noqa: RUF012

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Fill the page."""
        await self._look()
        self.errors, self.loaded = {}, True

    @rx.event
    @handle_problems
    async def save(self, form: dict[str, Any]) -> None:
        """Keep what the form says."""
        told = filled(form, *FIELDS)
        years = told["years_playing"]
        if years is not None and not (years.isascii() and years.isdigit() and len(years) < 4):
            self.errors = {"years_playing": YEARS}
            return
        changes = told | {
            "display_name": told["display_name"] or "",
            "years_playing": int(years) if years is not None else None,
            "bio": str(form.get("bio") or ""),
            "specialties": (told["specialties"] or "").replace("\uff0c", ",").split(","),
            "hashtags": (told["hashtags"] or "").replace(",", " ").split(),
        }
        if await self._change(changes):
            self._tell(msg("Saved."))

    @rx.event
    @handle_problems
    async def add_instrument(self, name: str) -> None:
        """Add an instrument one plays."""
        await self._change({"instruments": [*self._names(), name[:1000]]})

    @rx.event
    @handle_problems
    async def remove_instrument(self, name: str) -> None:
        """Take an instrument off; sessions keep theirs."""
        await self._change({"instruments": [one for one in self._names() if one != name]})

    @rx.event
    @handle_problems
    async def say_level(self, name: str, level: str) -> None:
        """Say how far one is with an instrument; empty: not said."""
        told = {row.name: row.level for row in self.instruments} | {name: level[:1000]}
        await self._change({"instrument_levels": {one: said for one, said in told.items() if one in self._names()}})

    @rx.event
    @handle_problems
    async def say_since(self, name: str, year: str) -> None:
        """Say since which year one has played an instrument; empty: not said."""
        told = {row.name: row.since for row in self.instruments} | {name: year.strip()}
        whole = {one: said for one, said in told.items() if one in self._names() and said}
        if not all(said.isascii() and said.isdigit() and len(said) == 4 for said in whole.values()):
            self.errors = {"instrument_since": msg("Give a year like 2015.")}
            return
        await self._change({"instrument_since": {one: int(said) for one, said in whole.items()}})

    @rx.event
    @handle_problems
    async def show(self, part: str, level: str) -> None:
        """Show a part of the page to others, or to nobody."""
        await self._change({"privacy": {part: level}})

    @rx.event
    @handle_problems
    async def look_as(self, level: str) -> None:
        """Look at the preview as somebody else."""
        self.seen_as = level if level in ("teachers", "groups", "everyone") else "everyone"
        await self._look()

    @rx.event
    @handle_problems
    async def look_again(self) -> None:
        """The picture is another one now."""
        await self._look()

    def _names(self) -> list[str]:
        return [row.name for row in self.instruments]

    async def _change(self, changes: dict[str, Any]) -> bool:
        try:
            await self._call_service(profiles.change_all, changes)
        except Invalid as problem:
            self.errors = explained(
                problem, (*FIELDS, "instruments", "instrument_levels", "instrument_since", "privacy")
            )
            return False
        self.errors = {}
        await self._look()
        self.display_name = self.name
        return True

    async def _look(self) -> None:
        self._show(await self._call_service(profiles.opened, self.seen_as, self.router.url.origin))

    def _show(self, page: ProfilePage) -> None:
        own, told = page.own, page.told
        self.name, self.kind, self.level = own.display_name, told.kind or "", told.level or ""
        self.years = "" if told.years_playing is None else str(told.years_playing)
        self.bio, self.privacy, self.picture = told.bio, told.privacy, own.picture_url or ""
        self.title = own.title or ""
        self.specialties = ", ".join(told.specialties)
        self.hashtags = " ".join(f"#{tag}" for tag in told.hashtags)
        self.instruments, self.played = told_of(own), own.instruments
        self.preview, self.seen_instruments = shown(page.seen), told_of(page.seen) if page.seen else []


def told_of(row: PersonRow) -> list[InstrumentRow]:
    """What somebody plays, as they tell it."""
    return [
        InstrumentRow(name, row.instrument_levels.get(name, ""), str(row.instrument_since.get(name, "")))
        for name in row.instruments
    ]


def shown(row: PersonRow | None) -> PreviewRow:
    """What a page draws of somebody."""
    if row is None:
        return PreviewRow()
    lately = row.statistics.last_28_days if row.statistics else None
    return PreviewRow(
        hidden=False,
        name=row.display_name,
        title=row.title or "",
        picture=row.picture_url or "",
        kind=row.kind or "",
        level=row.level or "",
        years=row.years_playing or 0,
        bio=row.bio,
        specialties=" · ".join(row.specialties),
        hashtags=" ".join(f"#{tag}" for tag in row.hashtags),
        month_s=lately.seconds if lately else 0,
        month_low_s=(lately.low_s if lately else None) or 0,
        month_high_s=(lately.high_s if lately else None) or 0,
        month_days=lately.days if lately else 0,
        statistics=lately is not None,
        sessions=len(row.sessions or ()),
    )
