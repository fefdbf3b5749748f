"""Accounts, by passkey: what opens one by a finger, a face or a PIN."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict

from practice_app.api.accounts import Body, Name, SignedIn, caller_of, let_in
from practice_app.api.shared.deps import CurrentUser, OwnTransaction, not_forged
from practice_app.errors import Problem
from practice_app.http import guarded, origin
from practice_app.http.clients import network_of
from practice_app.services.accounts import passkey_entrance, passkeys
from practice_app.services.accounts.passkey_answers import Made, Site, Used
from practice_app.services.accounts.passkey_challenges import LIFETIME_S
from practice_app.settings import get_settings

router = APIRouter(tags=["accounts"])
PATH = "/api/v1/auth/passkeys"


class NewPasskeyBody(Body):
    """A passkey that was made just now, and what to call it; without a name it is called after the device."""

    name: Name = ""
    credential: Made


class PasskeyNameBody(Body):
    """Another name."""

    name: Name


class PasskeyLoginBody(Body):
    """A passkey that was used just now."""

    credential: Used


class PasskeyShown(BaseModel):
    """A passkey; ``synced``: the owner's other devices have it as well."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    created_at: datetime
    last_used_at: datetime | None
    synced: bool


class Passkeys(BaseModel):
    """All passkeys of an account."""

    items: list[PasskeyShown]
    next_cursor: str | None = None


class Options(BaseModel):
    """What the browser is handed (``parseCreationOptionsFromJSON``, ``parseRequestOptionsFromJSON``)."""

    model_config = ConfigDict(extra="allow")

    challenge: str


def site_of(request: Request) -> Site:
    """Tell as what browsers know us: by ``PUBLIC_URL`` where it is set, else by the address that was asked for."""
    found = origin.parsed(get_settings().public_url or origin.address(request))
    if found is None:
        raise Problem()
    scheme, name, port = found
    usual = (scheme, port) in (("https", 443), ("http", 80))
    return Site(name, f"{scheme}://{name}" if usual else f"{scheme}://{name}:{port}")


OurSite = Annotated[Site, Depends(site_of)]


@router.post("/auth/passkeys/options")
def passkey_options(who: CurrentUser, site: OurSite) -> Options:
    """Tell the browser how to make a passkey. Wants a fresh proof."""
    return Options(**passkeys.options(who, site))


@router.post("/auth/passkeys", status_code=201)
def add_passkey(body: NewPasskeyBody, who: CurrentUser, site: OurSite) -> PasskeyShown:
    """Add a passkey: from now on it opens the account. Wants a fresh proof; the owner is told by mail."""
    return PasskeyShown.model_validate(passkeys.add(who, body.name, body.credential, site))


@router.get("/auth/passkeys")
def list_passkeys(who: CurrentUser, db: OwnTransaction) -> Passkeys:
    """List one's passkeys, the newest first."""
    return Passkeys(items=[PasskeyShown.model_validate(row) for row in passkeys.listed(db, who.id)])


@router.patch("/auth/passkeys/{passkey_id}")
def rename_passkey(passkey_id: UUID, body: PasskeyNameBody, who: CurrentUser, db: OwnTransaction) -> PasskeyShown:
    """Call a passkey something else."""
    return PasskeyShown.model_validate(passkeys.rename(db, who.id, passkey_id, body.name))


@router.delete("/auth/passkeys/{passkey_id}", status_code=204)
def remove_passkey(passkey_id: UUID, who: CurrentUser, db: OwnTransaction) -> None:
    """Take a passkey off: it opens nothing any more. Wants a fresh proof; the owner is told by mail."""
    passkeys.remove(db, who, passkey_id)


@router.post("/auth/passkeys/confirm/options")
def passkey_confirm_options(who: CurrentUser, site: OurSite) -> Options:
    """Tell the browser how to ask for one of one's own passkeys, for `POST /auth/confirm`."""
    return Options(**passkey_entrance.confirm_options(who, site))


@router.post("/auth/passkeys/login/options", dependencies=[Depends(not_forged)])
def passkey_login_options(request: Request, response: Response, site: OurSite) -> Options:
    """Tell the browser how to ask for a passkey, whoever's. A cookie says that it was this browser."""
    browser = guarded.read(request, passkey_entrance.COOKIE)[:100] or passkey_entrance.new_browser()
    told = passkey_entrance.COOKIE, browser, LIFETIME_S
    guarded.put(request, response, *told, path=PATH, httponly=True, samesite="strict")
    response.headers["Cache-Control"] = "no-store"
    return Options(**passkey_entrance.sign_in_options(browser, site, network_of(request)))


@router.post("/auth/passkeys/login", dependencies=[Depends(not_forged)])
def passkey_login(body: PasskeyLoginBody, request: Request, response: Response, site: OurSite) -> SignedIn:
    """Sign this device in by a passkey: nothing is typed, the key names its account."""
    browser = guarded.read(request, passkey_entrance.COOKIE)
    return let_in(request, response, passkey_entrance.sign_in(body.credential, browser, site, caller_of(request)))
