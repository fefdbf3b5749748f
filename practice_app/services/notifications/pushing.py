"""Pushes: one to each device of somebody's for all that goes now, and what becomes of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import delete, func
from sqlmodel import col

from practice_app.database import system_transaction
from practice_app.locales import msg, msg_n, translate, translate_n
from practice_app.models import Delivery, DeliveryStatus, PushSubscription
from practice_app.models.columns import now
from practice_app.services.notifications import claims
from practice_app.services.notifications.going import Going, Item
from practice_app.services.notifications.push import Outcome, send
from practice_app.services.notifications.subscriptions import reachable
from practice_app.services.shared.steps import step

WAITS: Final = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))
"""Before it is tried again; then it is given up: it stands in the inbox anyway."""
SHOWN, LONGEST = 3, 160
"""Of several things so many are named, each in so many letters."""
DISCREET: Final = msg("There is something new for you.")
SEVERAL: Final = msg_n("{n} thing is new", "{n} things are new")
MORE: Final = msg_n("and {n} more", "and {n} more")


@dataclass
class _Became:
    """What became of each delivery over all devices."""

    outcomes: dict[UUID, set[Outcome]] = field(default_factory=dict)
    wait_s: float = 0.0

    def note(self, items: Sequence[Item], outcome: Outcome) -> None:
        for one in items:
            self.outcomes.setdefault(one.id, set()).add(outcome)


@step
def push(going: Going) -> bool:
    """Push it to every device that is signed in and hasn't had it; ``True``: more may be sent."""
    became = _Became()
    with system_transaction() as db:
        devices = reachable(db, going.claim.user_id)
    for device in devices:
        items = [one for one in going.items if device.id not in one.reached]
        if items and _is_next(going, device, items):
            answer = send(device.endpoint, device.p256dh, device.auth_secret, payload(going, items))
            became.note(items, answer.outcome)
            became.wait_s = max(became.wait_s, answer.wait_s)
            _note(going, device, items, answer.outcome)
    _finish(going, became)
    return True


def _is_next(going: Going, device: PushSubscription, items: Sequence[Item]) -> bool:
    """Note that this device has it, just before it does; ``False`` when it signed out, or we lost our claim."""
    with system_transaction() as db:
        if device.id not in {one.id for one in reachable(db, going.claim.user_id)}:
            return False
        reached = func.array_append(Delivery.reached, device.id)
        return claims.change(db, going.claim, [one.id for one in items], reached=reached, handed_at=now())


def _note(going: Going, device: PushSubscription, items: Sequence[Item], outcome: Outcome) -> None:
    if outcome is Outcome.LATER:
        reached = func.array_remove(Delivery.reached, device.id)
        claims.note(going.claim, [one.id for one in items], reached=reached)
    if outcome is Outcome.GONE:
        with system_transaction() as db:
            same = (col(PushSubscription.id) == device.id, col(PushSubscription.endpoint) == device.endpoint)
            db.execute(delete(PushSubscription).where(*same))


def _finish(going: Going, became: _Became) -> None:
    with system_transaction() as db:
        for one in going.items:
            outcomes = became.outcomes.get(one.id, set())
            if Outcome.LATER in outcomes and one.attempts < len(WAITS):
                wait = max(WAITS[one.attempts], timedelta(seconds=became.wait_s))
                claims.put_off(db, going.claim, [one.id], now() + wait, tried=True)
            else:
                claims.end(db, going.claim, [one.id], _ended(one, outcomes))


def _ended(one: Item, outcomes: set[Outcome]) -> DeliveryStatus:
    if one.reached or Outcome.SENT in outcomes:
        return DeliveryStatus.SENT
    return DeliveryStatus.FAILED if outcomes - {Outcome.GONE} else DeliveryStatus.NOT_NEEDED


def payload(going: Going, items: Sequence[Item]) -> bytes:
    """What a device shows: for one thing its sentence, for several how many and the first of them."""
    first, several = items[0], len(items) > 1
    title, body = "Woodshed", _short(first.says)
    if several:
        title = translate_n(going.locale, SEVERAL, len(items))
        more = [translate_n(going.locale, MORE, len(items) - SHOWN)] if len(items) > SHOWN else []
        body = "\n".join([*(_short(one.says) for one in items[:SHOWN]), *more])
    if going.discreet:
        title, body = "Woodshed", translate(going.locale, DISCREET)
    leads = "/notifications" if several or going.discreet or not first.path else first.path
    return written(title, body, leads, str(first.id), going.locale)


def written(title: str, body: str, url: str, tag: str, lang: str) -> bytes:
    """Write it as the page's own worker reads it (`service_worker.js`)."""
    told = {"title": title, "body": body, "url": url, "tag": tag, "lang": lang}
    return json.dumps(told, ensure_ascii=False).encode()


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
