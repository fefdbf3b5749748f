"""`/s/<token>`: what a link shows, as plain HTML that reads without a script; its picture; the way to what it plays.

One that was taken back or is over is a page of its own (410), and so is nothing at all (404). Search engines are asked
to leave them alone, and no page that is gone to from here learns the address.
"""

from typing import Any

from fastapi import APIRouter, BackgroundTasks, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from practice_app import locales
from practice_app.api.profile_page import told_of
from practice_app.api.shared import public
from practice_app.api.shared.deps import signed_in
from practice_app.errors import Gone, NotFound, Problem, TooMany
from practice_app.http.clients import network_of
from practice_app.http.origin import address
from practice_app.locales import msg, msg_n
from practice_app.services import sharing
from practice_app.services.sharing import Opened, drawing, pictures, telling, viewing
from practice_app.services.sharing.opening import ProfileShown, TakeShown

router = APIRouter(include_in_schema=False)
QUIET = {"Referrer-Policy": "no-referrer"}
OVER = (msg("This link is over"), msg("Whoever made it took it back, or its time has come. Ask them for another."))
NOWHERE = (msg("Nothing here"), msg("There is no link with this address. Perhaps a part of it is missing."))
BUSY = (msg("One moment, please"), msg("This was opened very often just now. Please try again in a minute."))
GUESSES = msg_n("{n} figure is hardly more than a guess", "{n} figures are hardly more than a guess")
TEXTS = (
    msg("There is no more to see here than the name."),
    msg("The part that others see is still being made. Open the link again in a moment."),
    msg("What it was"),
    msg("What it heard"),
    msg("How the figures went"),
    msg("As a table"),
    msg("Week from"),
    msg("Members who are named"),
    msg("Counted is what members share with their group. Each says whether they are named here, and as whom."),
    msg("counted"),
    msg("Counted is what was heard, as the player corrected it; where nothing was recorded, the clock."),
    msg("Shown by {name} by a link that can be taken back."),
    msg("Shown by a link that can be taken back."),
    msg("Woodshed is a practice journal for musicians."),
)
"""What the template says, for the catalogs."""
PICTURE = {"Cache-Control": "private, max-age=300", "X-Robots-Tag": "noindex"} | QUIET


@router.get("/s/{token}.png")
def share_picture(token: str, request: Request) -> Response:
    """Give the picture of a link, in the language of whoever made it."""
    try:
        viewing.check_drawing(network_of(request))
        link = sharing.opened(token)
        drawn = drawing.svg(telling.told(link, link.locale))
        return Response(pictures.picture(link.id, drawn, drawing.png), media_type="image/png", headers=PICTURE)
    except Problem as problem:
        return Response(status_code=problem.status, headers=public.HEADERS | QUIET)


@router.get("/s/{token}/media")
def share_media(token: str, request: Request) -> Response:
    """Lead to what a link plays, while it is good."""
    try:
        viewing.check_pace(network_of(request))
        return RedirectResponse(sharing.media(token, address(request)), 302, public.HEADERS | QUIET)
    except Problem as problem:
        return Response(status_code=problem.status, headers=public.HEADERS | QUIET)


@router.get("/s/{token}/poster")
def share_poster(token: str, request: Request) -> Response:
    """Lead to a picture of the film that a link plays, while it is good."""
    try:
        viewing.check_pace(network_of(request))
        return RedirectResponse(sharing.poster(token, address(request)), 302, public.HEADERS | QUIET)
    except Problem as problem:
        return Response(status_code=problem.status, headers=public.HEADERS | QUIET)


@router.get("/s/{token}")
def share_page(token: str, request: Request, afterwards: BackgroundTasks) -> HTMLResponse:
    """Show what a link shows, and count it when it is somebody else who looks."""
    try:
        viewing.check_pace(network_of(request))
        link = sharing.opened(token, address(request))
    except (Gone, NotFound, TooMany) as problem:
        return _none(request, problem)
    if _counts(link, request):
        afterwards.add_task(viewing.count, link.id, network_of(request))
    locale = public.language_of(request, link.locale)
    return public.page("share.html.j2", locale, _told(link, locale, request, token), 200, QUIET)


def _counts(link: Opened, request: Request) -> bool:
    """Tell whether a person looks who is not the owner."""
    purpose = request.headers.get("sec-purpose", "") + request.headers.get("purpose", "")
    if not viewing.is_somebody(request.headers.get("user-agent", ""), purpose):
        return False
    who = signed_in(request)
    return who is None or who.id != link.person


def _told(link: Opened, locale: str, request: Request, token: str) -> dict[str, Any]:
    told = telling.told(link, locale)
    here = f"/s/{token}"
    values: dict[str, Any] = {"told": told, "title": told.title, "kind": link.kind, "person": None}
    values |= {"address": f"{address(request)}{here}", "plays": "", "film": False, "waits": False}
    values["guesses"] = locales.translate_n(locale, GUESSES, len(told.guesses))
    if isinstance(link.shown, TakeShown):
        take = link.shown.told
        values |= {"plays": f"{here}/media" if take.plays_from else "", "film": take.film}
        values |= {"poster": f"{here}/poster" if take.poster else "", "waits": not take.plays_from}
    if isinstance(link.shown, ProfileShown) and link.shown.person:
        values |= told_of(locale, link.shown.person) | {"person": link.shown.person}
    return values


def _none(request: Request, problem: Problem) -> HTMLResponse:
    locale = public.language_of(request)
    title, why = OVER if isinstance(problem, Gone) else BUSY if isinstance(problem, TooMany) else NOWHERE
    told = {"title": locales.translate(locale, title), "why": locales.translate(locale, why)}
    return public.page("share_none.html.j2", locale, told, problem.status, QUIET)
