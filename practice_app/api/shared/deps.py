"""What every route needs: who asks, from where, and in which transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import Depends, Request
from sqlmodel import Session

from practice_app.database import transaction
from practice_app.errors import NotAllowed, NotSignedIn
from practice_app.http import guarded, origin
from practice_app.services import accounts
from practice_app.services.accounts import Identity

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
    """Tell who asks, by bearer token or by cookie; raise ``NotSignedIn`` otherwise, and ``Leaving`` for who leaves."""
    return _whoever(request, leaving=False)


def even_leaving(request: Request) -> Identity:
    """The same for the few things that whoever is leaving can do too."""
    return _whoever(request, leaving=True)


def _whoever(request: Request, *, leaving: bool) -> Identity:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        who = accounts.identify_access(token.strip(), leaving=leaving)
    else:
        who = accounts.identify_cookie(guarded.read(request, accounts.COOKIE), leaving=leaving)
        if who and request.method not in SAFE_METHODS and not (same_origin(request) and _says_where_from(request)):
            raise NotAllowed("This came from another site.")
    if who is None:
        raise NotSignedIn()
    return who


@contextmanager
def asking(request: Request, *, leaving: bool = False) -> Iterator[tuple[Identity, Session]]:
    """Tell who reads and open their transaction, both at once: for the reads that clients make most.

    Only for safe methods, where a forged request shows its sender nothing.
    """
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    bearer = scheme.lower() == "bearer"
    cookie = "" if bearer else guarded.read(request, accounts.COOKIE)
    with accounts.asking(cookie, token.strip() if bearer else "", leaving=leaving) as (who, db):
        yield who, db


CurrentUser = Annotated[Identity, Depends(current_user)]
EvenLeaving = Annotated[Identity, Depends(even_leaving)]


def signed_in(request: Request) -> Identity | None:
    """Tell who reads this, or that nobody is signed in (any more)."""
    try:
        return current_user(request)
    except (NotSignedIn, NotAllowed):
        return None


def maybe_user(request: Request) -> Identity | None:
    """The same for other clients: a token that is good no more is refused, so that they get another."""
    return current_user(request) if "authorization" in request.headers else signed_in(request)


MaybeUser = Annotated[Identity | None, Depends(maybe_user)]


def own_transaction(who: CurrentUser) -> Iterator[Session]:
    """Open the transaction in which the one who asks sees their own rows; committed before the answer is sent."""
    with transaction(who.id) as db:
        yield db


OwnTransaction = Annotated[Session, Depends(own_transaction, scope="function")]
