"""`/users/<id>`: somebody's profile as plain HTML, which reads without a script and unfolds where it is shared.

Hidden and none are one page. Search engines are asked to leave it alone: who shows a profile to everyone means people
who were given the address, and a machine's copy would outlive a change of mind.
"""

from datetime import datetime, time
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from practice_app import locales
from practice_app.api.shared import public
from practice_app.api.shared.deps import signed_in
from practice_app.api.shared.public import HEADERS
from practice_app.errors import NotFound
from practice_app.http.origin import address
from practice_app.locales import msg
from practice_app.services import profiles
from practice_app.services.profiles import PersonRow
from practice_app.words import INSTRUMENTS, LEVELS

router = APIRouter(include_in_schema=False)
KINDS = {
    "student": msg("Student"),
    "hobby": msg("Plays for pleasure"),
    "professional": msg("Professional"),
    "teacher": msg("Teacher"),
}
NOT_FOUND = msg("Nobody here")
MIDDLE, LARGE = profiles.SIZES[1:]
TEXTS = (
    msg("Instruments"),
    msg("Specialties"),
    msg("Practice"),
    msg("In the last four weeks"),
    msg("Days of them with practice"),
    msg("Altogether"),
    msg("Last practised"),
    msg("There is nobody here, or they don't show their profile to you."),
    msg("To Woodshed"),
)
"""What the template says, for the catalogs."""


@router.get("/users/{person}")
def profile_page(person: str, request: Request) -> HTMLResponse:
    """Show a profile as far as it is shown to whoever asks, else that nobody is there."""
    try:
        found = _visited(person, request)
    except NotFound:
        return _page(request, None, 404)
    return _page(request, found, 200)


@router.get("/users/{person}/picture.jpg")
def profile_picture(person: str, request: Request) -> Response:
    """Lead to the picture of a profile: an address that stays, for those who unfold a link."""
    try:
        where = _visited(person, request, LARGE).picture_url
    except NotFound:
        where = None
    return RedirectResponse(where, 302, HEADERS) if where else Response(status_code=404, headers=HEADERS)


def _visited(person: str, request: Request, size: int = MIDDLE) -> PersonRow:
    try:
        whom = UUID(person)
    except ValueError:
        raise NotFound() from None
    who = signed_in(request)
    return profiles.visit(who.id if who else None, whom, address(request), size)


def _page(request: Request, person: PersonRow | None, status: int) -> HTMLResponse:
    locale = public.language_of(request)
    told: dict[str, Any] = {"person": person, "title": locales.translate(locale, NOT_FOUND)}
    if person:
        told |= told_of(locale, person) | {"address": f"{address(request)}/users/{person.id}"}
    return public.page("profile.html.j2", locale, told, status, {})


def told_of(locale: str, person: PersonRow) -> dict[str, Any]:
    """What `person.html.j2` and the head of its page say of somebody."""
    facts = _facts(locale, person)
    names = [locales.translate(locale, INSTRUMENTS.get(name, name)) for name in person.instruments]
    levels = [_of(locale, person, name) for name in person.instruments]
    return {
        "title": person.display_name,
        "facts": facts,
        "instruments": list(zip(names, levels, strict=True)),
        "summary": " ".join(person.bio.split())[:200] or " · ".join([*facts, *names]) or person.display_name,
        "sessions": [_practised(locale, one) for one in person.sessions or ()],
    }


def _facts(locale: str, person: PersonRow) -> list[str]:
    told = [person.title, KINDS.get(person.kind or ""), LEVELS.get(person.level or "", person.level)]
    facts = [locales.translate(locale, text) for text in told if text]
    if person.years_playing:
        years = msg("playing for a year") if person.years_playing == 1 else msg("playing for {n} years")
        facts.append(locales.translate(locale, years, n=person.years_playing))
    return facts


def _of(locale: str, person: PersonRow, instrument: str) -> list[str]:
    level = person.instrument_levels.get(instrument)
    told = [locales.translate(locale, LEVELS.get(level, level))] if level else []
    since = person.instrument_since.get(instrument)
    return [*told, locales.translate(locale, msg("since {year}"), year=since)] if since else told


def _practised(locale: str, one: profiles.Practised) -> tuple[str, list[str]]:
    told = [locales.duration(locale, one.seconds)]
    if one.instrument:
        told.append(locales.translate(locale, INSTRUMENTS.get(one.instrument, one.instrument)))
    return locales.date(locale, datetime.combine(one.day, time())), told
