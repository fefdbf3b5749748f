"""The way to a provider and back: who comes in, whose account is connected, and who has something to say first.

What was begun waits in Redis behind a cookie of the browser that began it; whatever comes back is looked at once, and
never by itself: a state that no row knows, a second time, another browser and another provider all find nothing.
"""

from dataclasses import asdict, dataclass, replace
from typing import Any, Literal
from uuid import UUID

from practice_app.database import system_transaction, transaction
from practice_app.errors import TooMany, Unavailable
from practice_app.services.accounts import entrance, proof, signin, term
from practice_app.services.accounts.entrance import Caller, Entered
from practice_app.services.accounts.providers import client, linked, pending
from practice_app.services.accounts.providers.client import ProviderFailed, Sent, Stranger
from practice_app.services.accounts.providers.known import Provider
from practice_app.services.accounts.providers.own_path import own_path
from practice_app.services.accounts.signin import Identity
from practice_app.services.shared.limits import rates
from practice_app.services.shared.steps import step
from practice_app.settings import get_settings

AWAY, ARRIVAL = "away", "arrival"
AWAY_S, ARRIVAL_S = 600, 1800
DENIED = ("access_denied", "user_cancelled_authorize", "consent_required")
Why = Literal["denied", "again", "failed", "busy", "suspended", "second_factor", "linked_elsewhere"]


@dataclass(frozen=True)
class Begun:
    """Where to send somebody, and the secret that their browser keeps meanwhile."""

    url: str
    browser: str


@dataclass(frozen=True)
class Arrived:
    """What came of it: somebody is in, or has something to say first (``arrival``: under this secret)."""

    next: str
    entered: Entered | None = None
    arrival: str = ""
    linked: bool = False


@dataclass
class TurnedBack(Exception):
    """Nobody came in; ``linking``: they were about to connect an account."""

    why: Why
    linking: bool = False


@step
def begin(provider: Provider, browser: str, asked: str, caller: Caller, linking: Identity | None = None) -> Begun:
    """Send somebody to a provider; raise ``TurnedBack``, and when linking ``SignInAgain``."""
    if linking:
        with transaction(linking.id) as db:
            proof.require_fresh(db, linking)
    secret = pending.token(browser)
    try:
        rates.spend(get_settings().auth_limit, "away", caller.network)
        sent = client.send(provider)
        pending.keep(AWAY, secret, _row(provider, sent, asked, caller, linking), AWAY_S, sent.state)
    except ProviderFailed:
        raise TurnedBack("failed", linking is not None) from None
    except (TooMany, Unavailable):
        raise TurnedBack("busy", linking is not None) from None
    return Begun(sent.url, secret)


def _row(provider: Provider, sent: Sent, asked: str, caller: Caller, linking: Identity | None) -> dict[str, Any]:
    """What is to be known when they come back; a form that another site's page posts brings no cookie but one."""
    return {
        "provider": provider.key,
        "sent": asdict(sent),
        "next": own_path(asked),
        "known": caller.known_devices,
        "linking": [str(linking.id), str(linking.auth_session_id)] if linking else None,
    }


@step
def finish(provider: Provider, told: dict[str, str], browser: str, caller: Caller) -> Arrived:
    """Look at what a browser brings back from a provider; raise ``TurnedBack``."""
    row = _begun(provider, told, browser, caller)
    linking = row["linking"]
    try:
        stranger = _asked(provider, told, row)
        if linking:
            return _connected(stranger, UUID(linking[0]), linking[1], caller)
        return _came(stranger, row, caller)
    except ProviderFailed:
        raise TurnedBack("failed", linking is not None) from None
    except (TooMany, Unavailable):
        raise TurnedBack("busy", linking is not None) from None
    except signin.Suspended:
        raise TurnedBack("suspended") from None
    except signin.SecondFactorNeeded:
        raise TurnedBack("second_factor") from None
    except linked.LinkedElsewhere:
        raise TurnedBack("linked_elsewhere", linking=True) from None


def _begun(provider: Provider, told: dict[str, str], browser: str, caller: Caller) -> dict[str, Any]:
    """Take what was begun in this browser under this state."""
    denied = told.get("error", "") in DENIED
    try:
        rates.spend(get_settings().auth_limit, "back", caller.network)
        row = pending.take(AWAY, browser, told.get("state", "")) if browser else None
    except (TooMany, Unavailable):
        raise TurnedBack("busy") from None
    if row is None or row["provider"] != provider.key:
        raise TurnedBack("denied" if denied else "again")
    if "error" in told:
        raise TurnedBack("denied" if denied else "failed", row["linking"] is not None)
    return row


def _asked(provider: Provider, told: dict[str, str], row: dict[str, Any]) -> Stranger:
    client.check_issuer(provider, told)
    if not told.get("code"):
        raise ProviderFailed("no code")
    stranger = client.exchange(provider, told["code"], Sent(**row["sent"]))
    return replace(stranger, name=stranger.name or told.get("name", ""))


def _connected(stranger: Stranger, who: UUID, device_id: str, caller: Caller) -> Arrived:
    """Connect an account with the journal of who began that, if they are still signed in there."""
    if not signin.living([device_id]):
        raise TurnedBack("again", linking=True)
    with system_transaction() as db:
        linked.link(db, who, stranger, caller.user_agent)
    return Arrived("/settings/security", linked=True)


def _came(stranger: Stranger, row: dict[str, Any], caller: Caller) -> Arrived:
    """Let in whose account is known; whoever is new says first what everybody says who signs up."""
    known = replace(caller, known_devices=caller.known_devices or row["known"])
    with system_transaction() as db:
        user = linked.owner(db, stranger)
        if user is not None:
            if term.gone(user):
                raise TurnedBack("failed")
            return Arrived(row["next"], entrance.welcome(db, user, known))
    secret = pending.token()
    pending.keep(ARRIVAL, secret, asdict(stranger), ARRIVAL_S)
    return Arrived(row["next"], arrival=secret)
