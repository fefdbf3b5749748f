"""Which realtime events a tab is told beside its own person's: those of a group or a thread that they may read.

A tab subscribes through the socket that proved its cookie, and each kind of audience has one function that says who may
(`PROOFS`). What was allowed is looked at again every minute (`state.shared.live.watch_over`), and ends at once when the
capability says so (`events.no_longer_told`).
"""

import asyncio
from collections.abc import Callable, Iterable
from uuid import UUID

from sqlmodel import Session

from practice_app.errors import NotAllowed, NotFound, NotSignedIn, Unavailable
from practice_app.services import accounts
from practice_app.services.accounts import Leaving
from practice_app.services.shared.events import Audience, AudienceKind
from practice_app.state.shared.connections import ENDED, Connection, Connections

Proof = Callable[[Session, UUID, UUID], object]
"""``proof(db, who, id)`` raises a ``Problem`` for whoever may not follow the audience of this id."""
Subscription = tuple[Connection, Audience]
PROOFS: dict[AudienceKind, Proof] = {}
"""Who may follow what; of a kind without one nobody may. A person's own events are followed by proving who one is."""
MOST_FOLLOWED = 50
"""By one tab."""


async def subscribe(known: Connections, connection: Connection, audience: Audience) -> None:
    """Let a tab be told what this audience is; raise ``NotFound`` when its person may not, or it follows enough."""
    if len(connection.follows) >= MOST_FOLLOWED:
        raise NotFound()
    await asyncio.to_thread(prove, connection, audience)
    known.follow(connection, audience)


def prove(connection: Connection, audience: Audience) -> None:
    """Ask as whoever proved themselves on this connection; raise ``NotFound`` or ``NotSignedIn`` when they may not."""
    proof = PROOFS.get(audience.kind)
    if proof is None:
        raise NotFound()
    if connection.device_id in {"", ENDED}:
        raise NotSignedIn()
    with accounts.asking(device_id=UUID(connection.device_id)) as (who, db):
        proof(db, who.id, _id(audience))


def _id(audience: Audience) -> UUID:
    try:
        return UUID(audience.id)
    except ValueError:
        raise NotFound() from None


async def look_again(known: Connections) -> None:
    """Let go of each subscription that its person may not have any more; when that can't be known now, leave them."""
    asked = [
        (connection, audience)
        for audience in known.audiences()
        if audience.kind is not AudienceKind.USER
        for connection in known.following(audience)
    ]
    for connection, audience in await asyncio.to_thread(_over, asked):
        known.unfollow(connection, audience)


def _over(asked: Iterable[Subscription]) -> list[Subscription]:
    return [(connection, audience) for connection, audience in asked if not _still(connection, audience)]


def _still(connection: Connection, audience: Audience) -> bool:
    try:
        prove(connection, audience)
    except (NotFound, NotAllowed, NotSignedIn, Leaving):
        return False
    except Unavailable:
        return True
    return True
