"""Somebody whom a provider sent and no journal knows: they sign up, or prove that a journal is theirs already.

An address opens nothing here. Where somebody has it, their password connects the two; without one a new account is made
only of what everybody is asked who signs up.
"""

from dataclasses import dataclass, replace

from practice_app.database import system_transaction
from practice_app.errors import NotFound
from practice_app.locales import msg
from practice_app.models import User
from practice_app.models.columns import now
from practice_app.services.accounts import entrance, profiles
from practice_app.services.accounts.consents import GuardianNeeded
from practice_app.services.accounts.entrance import Caller, Entered
from practice_app.services.accounts.profiles import Registration
from practice_app.services.accounts.providers import known, linked, pending
from practice_app.services.accounts.providers.arriving import ARRIVAL
from practice_app.services.accounts.providers.client import Stranger
from practice_app.services.shared.limits import rates
from practice_app.services.shared.steps import step
from practice_app.settings import get_settings

GONE = msg("That took a while, and we have let go of it. Please begin again.")


@dataclass(frozen=True)
class Arrival:
    """What the page shows of who was sent; ``taken``: somebody has a journal with this address."""

    provider: str
    provider_name: str
    display_name: str
    email: str | None
    taken: bool


@step
def shown(secret: str) -> Arrival:
    """Tell who was sent; raise ``NotFound`` when nobody was, or too long ago."""
    stranger = _stranger(secret)
    with system_transaction() as db:
        taken = bool(stranger.email_verified and stranger.email and profiles.find(db, stranger.email))
    email = stranger.email if stranger.email_verified else None
    name = known.wanted(stranger.provider).name
    return Arrival(stranger.provider, name, stranger.name[: profiles.NAME_LENGTH], email, taken)


@step
def join(secret: str, wanted: Registration, caller: Caller) -> Entered:
    """Make an account that this one elsewhere opens; an address comes with it where the provider made sure of it."""
    rates.spend(get_settings().register_limit, "register", caller.network)
    stranger = _stranger(secret)
    user = _drafted(stranger, wanted, secret)
    user.email_verified_at = now() if user.email_encrypted else None
    with system_transaction() as db:
        profiles.keep(db, user)
        entered = entrance.greet(db, user, wanted, caller)
        linked.link(db, user.id, stranger, caller.user_agent)
    pending.take(ARRIVAL, secret)
    return entered


@step
def connect(secret: str, email: str, password: str, caller: Caller) -> Entered:
    """Let this account elsewhere open the journal whose password is given, and sign in there."""
    stranger = _stranger(secret)
    entered = entrance.sign_in(
        email, password, caller, lambda db, user: linked.link(db, user.id, stranger, caller.user_agent)
    )
    pending.take(ARRIVAL, secret)
    return entered


def _drafted(stranger: Stranger, wanted: Registration, secret: str) -> User:
    """Check what they say; of somebody too young to agree themselves nothing stays here, not even for minutes."""
    try:
        return profiles.drafted(replace(wanted, email=stranger.email if stranger.email_verified else None))
    except GuardianNeeded:
        pending.take(ARRIVAL, secret)
        raise


def _stranger(secret: str) -> Stranger:
    row = pending.look(ARRIVAL, secret) if secret else None
    if row is None:
        raise NotFound(GONE)
    return Stranger(**row)
