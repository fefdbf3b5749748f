"""`/unsubscribe/<token>`: ends mails of some kinds, with no signing in and no script; and takes that back.

A mail program ends them with one request of its own (RFC 8058), which is a POST. Opening the page alone changes
nothing: what looks at links before people do ends nobody's mails.
"""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from practice_app.api.shared import public
from practice_app.errors import NotFound, Problem
from practice_app.http.clients import network_of
from practice_app.locales import msg, translate
from practice_app.services import notifications
from practice_app.services.notifications import COME, Link
from practice_app.services.shared.limits import rates
from practice_app.settings import get_settings

router = APIRouter(include_in_schema=False)
QUIET = {"Referrer-Policy": "no-referrer"}
NOWHERE = (msg("Nothing here"), msg("There is no link with this address. Perhaps a part of it is missing."))
BUSY = (msg("One moment, please"), msg("This was opened very often just now. Please try again in a minute."))
ASKED, ENDED = msg("No more mails of this?"), msg("These mails are off")
TEXTS = (
    msg("No more mails come of:"),
    msg("Mails come of:"),
    msg("Turn these mails off"),
    msg("Turn them on again"),
    msg("In Woodshed itself you are told of it as before. All that you are told of, and how, stands in your settings."),
    msg("What I am told of, and how"),
)
"""What the template says, for the catalogs."""


@router.get("/unsubscribe/{token}")
def unsubscribe_page(token: str, request: Request) -> HTMLResponse:
    """Ask whether mails of these kinds are to end."""
    try:
        _check(request)
        return _page(notifications.opened(token), request)
    except Problem as problem:
        return _none(request, problem)


@router.post("/unsubscribe/{token}")
def unsubscribe(token: str, request: Request, again: bool = False) -> HTMLResponse:
    """End them, or with ``again`` let them come again; whatever is in its body is left unread."""
    try:
        _check(request)
        return _page(notifications.mailed(token, again), request)
    except Problem as problem:
        return _none(request, problem)


def _check(request: Request) -> None:
    rates.spend(get_settings().auth_limit, "unsubscribe", network_of(request))


def _page(link: Link, request: Request) -> HTMLResponse:
    locale = public.language_of(request, link.locale)
    names = [translate(locale, COME[kind]) for kind in link.kinds if kind in COME]
    told = {"title": translate(locale, ASKED if link.on else ENDED), "names": names, "on": link.on}
    return public.page("unsubscribe.html.j2", locale, told, 200, QUIET, form=True)


def _none(request: Request, problem: Problem) -> HTMLResponse:
    locale = public.language_of(request)
    title, why = NOWHERE if isinstance(problem, NotFound) else BUSY
    told = {"title": translate(locale, title), "why": translate(locale, why)}
    return public.page("share_none.html.j2", locale, told, problem.status, QUIET)
