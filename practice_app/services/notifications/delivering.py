"""Sends what is due: taken, looked at anew, sent outside any transaction, ended; by one way at a time, for a while."""

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Final

from sqlalchemy import delete
from sqlmodel import col, select

from practice_app.database import system_transaction
from practice_app.errors import Unavailable
from practice_app.models import Channel, Delivery, DeliveryStatus
from practice_app.models.columns import now
from practice_app.services.notifications import claims
from practice_app.services.notifications.claims import Claim
from practice_app.services.notifications.going import Going, look
from practice_app.services.notifications.mailing import OwnLetters, mail
from practice_app.services.notifications.pushing import push
from practice_app.services.notifications.subscriptions import forget_ended
from practice_app.services.shared.steps import step

log = logging.getLogger(__name__)
Send = Callable[[Going], bool]
"""``False``: the server at the other end is away, and the others would only wait for it too."""
KEPT: Final = timedelta(days=30)


@step
def deliver(channel: Channel, seconds: float = 20.0, own: OwnLetters | None = None) -> int:
    """Send what is due by this way, at most for so long; tell for how many people something was looked at.

    ``own``: who writes the letters of kinds that have one of their own.
    """
    ends, people = time.monotonic() + seconds, 0
    send: Send = push if channel is Channel.PUSH else partial(mail, own=own or {})
    while time.monotonic() < ends and (claim := claims.take(channel)):
        people += 1
        if not _done(claim, send):
            break
    return people


def _done(claim: Claim, send: Send) -> bool:
    try:
        going = look(claim)
        return going is None or send(going)
    except Unavailable:
        raise
    except Exception:  # one that can't be sent holds up nobody else's
        log.exception("what was due by %s could not be sent", claim.channel)
        with system_transaction() as db:
            claims.end(db, claim, claim.ids, DeliveryStatus.FAILED)
        return True


@step
def sweep_deliveries(limit: int = 1000) -> None:
    """Let go of what went long ago, and of subscriptions whose device is no longer signed in."""
    old = (col(Delivery.status) != DeliveryStatus.WAITING, col(Delivery.ended_at) < now() - KEPT)
    with system_transaction() as db:
        db.execute(delete(Delivery).where(col(Delivery.id).in_(select(Delivery.id).where(*old).limit(limit))))
        forget_ended(db)
