"""Mail: one letter for all that goes now, with a way to stop such mails that takes one tap."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from functools import partial
from typing import Final
from uuid import UUID

from practice_app.database import system_transaction
from practice_app.locales import msg, msg_n, translate, translate_n
from practice_app.models import DeliveryStatus, User
from practice_app.models.columns import now
from practice_app.services import accounts
from practice_app.services.notifications import claims, unsubscribing
from practice_app.services.notifications.going import Going, Item
from practice_app.services.shared.mail import Letter, NotSent, send
from practice_app.services.shared.steps import step
from practice_app.settings import get_settings

log = logging.getLogger(__name__)
WAITS: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480, 1440))
"""Before it is tried again, a day and a half in all; then it is given up: it stands in the inbox anyway."""
SHOWN: Final = 20
DISCREET: Final = msg("Something new at Woodshed")
SEVERAL: Final = msg_n("{n} new thing at Woodshed", "{n} new things at Woodshed")
OPEN: Final = msg("Open Woodshed")
WHY: Final = msg("You chose to be told of this by mail. One tap, and no more such mails come: {off}")


OwnLetters = Mapping[str, Callable[[UUID], Letter | None]]
"""By kind, what writes a letter of its own for somebody, outside any transaction; ``None``: there is nothing to say."""


class NoLongerOurs(Exception):
    """Another worker has it."""


@step
def mail(going: Going, own: OwnLetters) -> bool:
    """Mail it, what has a letter of its own by itself; ``False``: the mail server is away, and it waits."""
    tried = [_mail(part, own) for part in _parts(going, own)]
    return all(tried)


def _parts(going: Going, own: OwnLetters) -> list[Going]:
    alone = [(one,) for one in going.items if one.kind in own]
    together = tuple(one for one in going.items if one.kind not in own)
    return [replace(going, items=items) for items in (*alone, together) if items]


def _mail(going: Going, own: OwnLetters) -> bool:
    written = _written(going, own)
    if written is None:
        _end(going, DeliveryStatus.NOT_NEEDED)
        return True
    try:
        send(written, before=partial(_hand_over, going))
    except NoLongerOurs:
        return True
    except NotSent as error:
        log.warning("a mail waits: %s", error)
        _later(going, lasting=error.lasting)
        return error.lasting
    _end(going, DeliveryStatus.SENT)
    return True


def _hand_over(going: Going) -> None:
    if not claims.note(going.claim, [one.id for one in going.items], handed_at=now()):
        raise NoLongerOurs


def _later(going: Going, *, lasting: bool) -> None:
    with system_transaction() as db:
        for one in going.items:
            claims.change(db, going.claim, [one.id], handed_at=None)
            if lasting or one.attempts >= len(WAITS):
                claims.end(db, going.claim, [one.id], DeliveryStatus.FAILED)
            else:
                claims.put_off(db, going.claim, [one.id], now() + WAITS[one.attempts], tried=True)


def _end(going: Going, status: DeliveryStatus) -> None:
    with system_transaction() as db:
        claims.end(db, going.claim, [one.id for one in going.items], status)


def _written(going: Going, own: OwnLetters) -> EmailMessage | None:
    """Write it in their language, if they have an address that is surely theirs, and there is something to say."""
    off = unsubscribing.address(going.claim.user_id, {one.kind for one in going.items})
    said = _letter(going, off, own)
    if said is None:
        return None
    with system_transaction() as db:
        user = db.get(User, going.claim.user_id)
        if user is None or user.email_verified_at is None:
            return None
        made = accounts.written_to(user, said)
    if made is not None:
        made["List-Unsubscribe"] = f"<{off}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        domain = str(made["Message-ID"]).rpartition("@")[2]
        made.replace_header("Message-ID", f"<{going.items[0].id}@{domain}")
    return made


def _letter(going: Going, off: str, own: OwnLetters) -> Letter | None:
    write = own.get(going.items[0].kind)
    if write is None:
        return letter(going, off)
    said = write(going.claim.user_id)
    if said is None:
        return None
    subject = DISCREET if going.discreet else said.subject
    return replace(said, subject=subject, afterwards=(WHY,), values=said.values | {"off": off})


def letter(going: Going, off: str) -> Letter:
    """For one thing its sentence, for several how many and each of them. What others wrote is filled in last."""
    items = going.items
    path = items[0].path if len(items) == 1 and items[0].path else "/notifications"
    places = [f"told_{number}" for number in range(len(items[:SHOWN]))]
    values: dict[str, object] = {"off": off, "subject": _subject(going, items)}
    values |= {place: one.says for place, one in zip(places, items, strict=False)}
    paragraphs = tuple(f"{{{place}}}" for place in places)
    return Letter("{subject}", paragraphs, f"{get_settings().mailed_url}{path}", OPEN, (WHY,), values)


def _subject(going: Going, items: Sequence[Item]) -> str:
    """A subject shows on lock screens too."""
    if going.discreet:
        return translate(going.locale, DISCREET)
    return items[0].says if len(items) == 1 else translate_n(going.locale, SEVERAL, len(items))
