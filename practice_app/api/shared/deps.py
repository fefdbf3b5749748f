"""What every route needs: who asks, from where, and in which transaction."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Annotated

from fastapi import Depends, Request
from sqlmodel import Session
from starlette.requests import HTTPConnection

from practice_app.cookies import cookie_of
from practice_app.database import transaction
from practice_app.errors import NotAllowed, NotSignedIn
from practice_app.server import origin
from practice_app.services.accounts import Identity, signin
from practice_app.services.shared.limits import rates
from practice_app.settings import get_settings

log = logging.getLogger(__name__)
LOOPBACK = frozenset({"127.0.0.1", "::1"})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def same_origin(request: Request) -> bool:
    """Tell whether a browser says that this comes from our own pages (or no browser sent it)."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    return origin.is_own(request)


def _says_where_from(request: Request) -> bool:
    return "sec-fetch-site" in request.headers or "origin" in request.headers


def not_forged(request: Request) -> None:
    """Refuse what another site makes a browser send."""
    if not same_origin(request):
        raise NotAllowed("This came from another site.")


def current_user(request: Request) -> Identity:
    """Tell who asks, by bearer token or by cookie; raise ``NotSignedIn`` otherwise."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        who = signin.identify_access(token.strip())
    else:
        who = signin.identify_cookie(cookie_of(request.headers, signin.COOKIE))
        if who and request.method not in SAFE_METHODS and not (same_origin(request) and _says_where_from(request)):
            raise NotAllowed("This came from another site.")
    if who is None:
        raise NotSignedIn()
    return who


@contextmanager
def asking(request: Request) -> Iterator[tuple[Identity, Session]]:
    """Tell who reads and open their transaction, both at once: for the reads that clients make most.

    Only for safe methods, where a forged request shows its sender nothing.
    """
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    bearer = scheme.lower() == "bearer"
    cookie = "" if bearer else cookie_of(request.headers, signin.COOKIE)
    with signin.asking(cookie, token.strip() if bearer else "") as (who, db):
        yield who, db


CurrentUser = Annotated[Identity, Depends(current_user)]


def own_transaction(who: CurrentUser) -> Iterator[Session]:
    """Open the transaction in which the one who asks sees their own rows; committed before the answer is sent."""
    with transaction(who.id) as db:
        yield db


OwnTransaction = Annotated[Session, Depends(own_transaction, scope="function")]


def client_address(request: HTTPConnection) -> str:
    """Tell the address of who asks, past the proxies that are ours."""
    hops = get_settings().trusted_proxy_hops
    forwarded = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",") if part.strip()]
    if hops and len(forwarded) >= hops:
        return forwarded[-hops]
    peer = request.client.host if request.client else "unknown"
    if forwarded and not hops and peer in LOOPBACK:
        _say_that_a_proxy_is_unknown()
    return peer


@lru_cache(maxsize=1)
def _say_that_a_proxy_is_unknown() -> None:
    """Say it once: the limits can't tell people apart whose proxy we don't trust."""
    log.warning(
        "a proxy on this machine passes requests on, but TRUSTED_PROXY_HOPS is 0: everybody who comes through it is"
        " counted as one address; set TRUSTED_PROXY_HOPS to the number of your proxies"
    )


def client_network(request: HTTPConnection) -> str:
    """Tell what of the address of who asks things are counted by."""
    return rates.network_of(client_address(request))
