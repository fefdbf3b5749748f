"""Addresses and tokens are brought under the newest keys, some at a time, while everybody signs in.

Nothing remembers how far it came: what is under the newest keys already is passed over, so a run that was ended in the
middle is simply started again.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import func, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from practice_app.database import system_transaction
from practice_app.models import LinkedIdentity, Share, User
from practice_app.services.accounts import addresses, mailboxes
from practice_app.services.accounts.providers import linked
from practice_app.services.shared import sealing
from practice_app.services.shared.steps import step

BATCH = 100
FIRST = UUID(int=0)
Sealed = LinkedIdentity | Share
SEALED: dict[Any, tuple[str, ...]] = {LinkedIdentity: linked.SEALED, Share: ("token_sealed",)}
"""Addresses and tokens of accounts elsewhere, and tokens of links; nothing is found by them."""


@dataclass
class Tally:
    """What was found: how many addresses are under which keys now, how many were changed, and what failed."""

    under: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By the ids of the keys that encrypt and that index."""
    changed: int = 0
    failed: list[UUID] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether every address is under the newest keys."""
        return not self.failed and set(self.under) <= {sealing.newest()}


@step
def reencrypt(*, only_look: bool = False, batch: int = BATCH) -> Iterator[Tally]:
    """Go through all addresses, and what else is sealed, in batches; give the tally after each."""
    tally = Tally()
    each: list[Callable[[Tally, UUID, int, bool], UUID | None]] = [_some, *(partial(_some_sealed, k) for k in SEALED)]
    for some in each:
        after = some(tally, FIRST, batch, only_look)
        while after:
            yield tally
            after = some(tally, after, batch, only_look)


@step
def _some(tally: Tally, after: UUID, batch: int, only_look: bool) -> UUID | None:
    """Do the next batch of accounts that have an address; give the last of them, or None when there was none."""
    last = None
    with system_transaction() as db:
        has_one = func.length(col(User.email_encrypted)) > 0
        wanted = select(User).where(col(User.id) > after, has_one).order_by(col(User.id)).limit(batch)
        for user in db.exec(wanted).all():
            last = user.id
            _one(db, user, tally, only_look)
    return last


@step
def _some_sealed(kind: Any, tally: Tally, after: UUID, batch: int, only_look: bool) -> UUID | None:
    """Do the next batch of rows that hold something sealed and are not found by it."""
    last = None
    with system_transaction() as db:
        wanted = select(kind).where(col(kind.id) > after).order_by(col(kind.id))
        for row in db.exec(wanted.limit(batch).with_for_update()).all():
            last = row.id
            for name in SEALED[kind]:
                _sealed_anew(row, name, tally, only_look)
    return last


def _sealed_anew(row: Sealed, name: str, tally: Tally, only_look: bool) -> None:
    sealed, (key, index) = getattr(row, name), sealing.newest()
    if sealed is None:
        return
    if only_look or sealing.sealed_by(sealed) == key:
        tally.under[(sealing.sealed_by(sealed), index)] += 1
        return
    place = f"{row.__tablename__}.{name}"
    try:
        plain = sealing.opened(sealed, place, row.id)
    except sealing.Unreadable:
        tally.failed.append(row.id)
        return
    setattr(row, name, sealing.seal(plain, place, row.id))
    tally.under[(key, index)] += 1
    tally.changed += 1


def _one(db: Session, user: User, tally: Tally, only_look: bool) -> None:
    try:
        email = addresses.opened(user)
    except sealing.Unreadable:
        tally.failed.append(user.id)
        return
    if email is None:
        return
    form, found = _form(user, email)
    if only_look or found == sealing.newest():
        tally.under[found] += 1
    elif _written(db, user, email, form):
        tally.under[sealing.newest()] += 1
        tally.changed += 1
    else:
        tally.failed.append(user.id)


def _form(user: User, email: str) -> tuple[str, tuple[str, str]]:
    """Tell which form of its address an account is found by, and under which keys it is: each keeps its form."""
    under = sealing.sealed_by(user.email_encrypted or b"")
    for form in mailboxes.forms(email):
        for name, made in sealing.indexes(form).items():
            if made == user.email_index:
                return form, (under, name)
    return mailboxes.folded(email), (under, sealing.UNKNOWN)


def _written(db: Session, user: User, email: str, form: str) -> bool:
    """Write an address anew where nobody has changed it meanwhile; False when another account is found by it."""
    as_read = col(User.email_encrypted) == user.email_encrypted, col(User.email_index) == user.email_index
    fresh = {
        "email_encrypted": sealing.seal(email, addresses.PLACE, user.id),
        "email_index": sealing.index(form),
    }
    try:
        with db.begin_nested():
            anew = update(User).where(col(User.id) == user.id, *as_read).values(**fresh)
            db.execute(anew.execution_options(synchronize_session=False))
    except IntegrityError:
        return False
    return True
