"""Accounts, by another account: signing in with Google, Kakao, Naver or Apple, and connecting them."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Annotated
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict

from practice_app.api.accounts import (
    Body,
    SignedIn,
    SignUpBody,
    Text,
    ToHash,
    Year,
    caller_of,
    let_in,
)
from practice_app.api.shared.deps import CurrentUser, OwnTransaction, not_forged
from practice_app.errors import NotFound, Unavailable
from practice_app.http import origin
from practice_app.http.cookies import cookie_of
from practice_app.locales import msg
from practice_app.models import AuthKind
from practice_app.services.accounts.entrance import Caller
from practice_app.services.accounts.profiles import Registration
from practice_app.services.accounts.providers import arriving, joining, known, linked
from practice_app.services.accounts.providers.arriving import Arrived, Begun, TurnedBack
from practice_app.services.accounts.providers.known import Provider

router = APIRouter(tags=["accounts"])
ARRIVAL = "woodshed_arrival"
AWAY = "woodshed_away"
TOLD = ("code", "state", "iss", "error", "user")
LONGEST = 4000
NOT_REACHED = msg("They can't be reached just now. Please try again in a moment.")


class ProviderShown(BaseModel):
    """Somebody else who may say who a person is."""

    model_config = ConfigDict(from_attributes=True)

    key: str
    name: str


class Providers(BaseModel):
    """Those that are switched on here."""

    items: list[ProviderShown]


class ArrivalShown(BaseModel):
    """Who was sent by a provider; ``taken``: somebody has a journal with this address."""

    model_config = ConfigDict(from_attributes=True)

    provider: str
    provider_name: str
    display_name: str
    email: str | None
    taken: bool


class IdentityShown(BaseModel):
    """An account elsewhere by which one comes in."""

    model_config = ConfigDict(from_attributes=True)

    provider: str
    email: str | None
    linked_at: datetime


class Identities(BaseModel):
    """All of them."""

    items: list[IdentityShown]
    next_cursor: str | None = None


class JoinBody(SignUpBody):
    """What is asked before there is an account: nobody comes past it by another account of theirs."""

    birth_year: Year
    consent: bool


class ConnectBody(Body):
    """The journal that is theirs already."""

    email: Text
    password: Text


class Onward(BaseModel):
    """Where to send the browser."""

    url: str


def _provider(provider: Text) -> Provider:
    return known.wanted(provider)


async def _posted(request: Request) -> dict[str, str]:
    """Read the form that Apple's page has the browser post."""
    body = (await request.body()).decode("utf-8", "replace")
    try:
        return dict(parse_qsl(body, max_num_fields=20))
    except ValueError:
        return {}


TheProvider = Annotated[Provider, Depends(_provider)]


@router.get("/auth/providers")
def providers() -> Providers:
    """List with which other accounts one may sign in here."""
    return Providers(items=[ProviderShown.model_validate(one) for one in known.switched_on()])


@router.get("/auth/{provider}/login", status_code=302, response_class=RedirectResponse)
def provider_login(provider: TheProvider, request: Request, to: Annotated[str, Query(alias="next")] = "/") -> Response:
    """Send the browser to a provider; `next`: the page to show after that."""
    try:
        begun = arriving.begin(provider, _browser(request, provider), to, _caller(request))
    except TurnedBack as back:
        return _said(provider, back)
    return _keeping(_redirect(begun.url), request, provider, begun)


@router.get("/auth/{provider}/callback", status_code=302, response_class=RedirectResponse)
def provider_callback(provider: TheProvider, request: Request) -> Response:
    """Take what a provider says of who came back; then the page that was asked for, or what is missing or wrong."""
    if provider.posts:
        raise NotFound()
    return _back(provider, dict(request.query_params), request)


@router.post("/auth/{provider}/callback", status_code=302, response_class=RedirectResponse, include_in_schema=False)
def provider_callback_posted(
    provider: TheProvider, request: Request, told: Annotated[dict[str, str], Depends(_posted)]
) -> Response:
    """The same from Apple, whose page posts it: the one request that may come from another site."""
    if not provider.posts:
        raise NotFound()
    return _back(provider, told | {"name": _name(told.get("user", ""))}, request)


@router.get("/auth/arrival")
def arrival(request: Request, response: Response) -> ArrivalShown:
    """Show whom a provider sent who has no journal here yet, for half an hour."""
    response.headers["Cache-Control"] = "no-store"
    return ArrivalShown.model_validate(joining.shown(_cookie(request, ARRIVAL)))


@router.post("/auth/arrival/join", status_code=201, dependencies=[Depends(not_forged)])
def join(body: JoinBody, request: Request, response: Response) -> SignedIn:
    """Make a journal for them that this account opens, and sign this device in."""
    wanted = Registration(
        email=None, password=None, **body.model_dump(exclude={"instruments"}), instruments=tuple(body.instruments)
    )
    return let_in(request, response, joining.join(_cookie(request, ARRIVAL), wanted, caller_of(request)))


@router.post("/auth/arrival/connect", dependencies=[Depends(not_forged), ToHash])
def connect(body: ConnectBody, request: Request, response: Response) -> SignedIn:
    """Let this account open the journal whose password is given, and sign this device in."""
    entered = joining.connect(_cookie(request, ARRIVAL), body.email, body.password, caller_of(request))
    return let_in(request, response, entered)


@router.get("/me/identities")
def identities(who: CurrentUser, db: OwnTransaction) -> Identities:
    """List the accounts elsewhere by which one comes in."""
    return Identities(items=[IdentityShown.model_validate(row) for row in linked.rows(db, who.id)])


@router.post("/me/identities/{provider}")
def link_identity(who: CurrentUser, provider: TheProvider, request: Request, response: Response) -> Onward:
    """Begin to connect one: the browser is to go to `url`. Wants a fresh proof."""
    try:
        begun = arriving.begin(provider, _browser(request, provider), "/", _caller(request), linking=who)
    except TurnedBack:
        raise Unavailable(NOT_REACHED) from None
    _keeping(response, request, provider, begun)
    return Onward(url=begun.url)


@router.delete("/me/identities/{provider}", status_code=204)
def unlink_identity(provider: Text, who: CurrentUser, db: OwnTransaction) -> None:
    """Disconnect one. Wants a fresh proof; the last way in stays: 409 `last_way_in`."""
    linked.unlink(db, who, provider)


def _back(provider: Provider, given: dict[str, str], request: Request) -> Response:
    told = {name: value[:LONGEST] for name, value in given.items() if name in (*TOLD, "name")}
    try:
        arrived = arriving.finish(provider, told, _cookie(request, _away(provider)), _caller(request))
    except TurnedBack as back:
        return _said(provider, back)
    return _shown(provider, arrived, request)


def _shown(provider: Provider, arrived: Arrived, request: Request) -> Response:
    if arrived.linked:
        return _redirect(f"{arrived.next}?{urlencode({'said': 'linked', 'by': provider.key})}")
    if arrived.entered:
        response = _redirect(arrived.next)
        let_in(request, response, arrived.entered)
        return response
    response = _redirect(f"/one-more-step?{urlencode({'next': arrived.next})}")
    _set(response, request, ARRIVAL, arrived.arrival, arriving.ARRIVAL_S)
    return response


def _said(provider: Provider, back: TurnedBack) -> Response:
    """Lead to where a sentence says why nobody came in."""
    place = "/settings/security" if back.linking else "/login"
    return _redirect(f"{place}?{urlencode({'said': back.why, 'by': provider.key})}")


def _redirect(url: str) -> RedirectResponse:
    headers = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return RedirectResponse(url, 302, headers)


def _caller(request: Request) -> Caller:
    """From where somebody asks: whatever goes to a provider and back is a browser."""
    return replace(caller_of(request), kind=AuthKind.BROWSER)


def _browser(request: Request, provider: Provider) -> str:
    return _cookie(request, _away(provider))


def _away(provider: Provider) -> str:
    return f"{AWAY}_{provider.key}" if provider.posts else AWAY


def _keeping(response: Response, request: Request, provider: Provider, begun: Begun) -> Response:
    """Have the browser keep what tells it apart; where a provider's own page posts to us, it comes from there too."""
    _set(response, request, _away(provider), begun.browser, arriving.AWAY_S, abroad=provider.posts)
    return response


def _set(response: Response, request: Request, name: str, value: str, age: int, *, abroad: bool = False) -> None:
    https = origin.is_secure(request)
    called = f"__Host-{name}" if https else name
    response.set_cookie(
        called, value, age, path="/", httponly=True, secure=https or abroad, samesite="none" if abroad else "lax"
    )


def _cookie(request: Request, name: str) -> str:
    return cookie_of(request.headers, f"__Host-{name}" if origin.is_secure(request) else name)


def _name(user: str) -> str:
    """Read what Apple says a person is called; it says so once, and nothing makes sure of it."""
    try:
        told = json.loads(user)["name"]
        return f"{told.get('firstName') or ''} {told.get('lastName') or ''}".strip()[:200]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ""
