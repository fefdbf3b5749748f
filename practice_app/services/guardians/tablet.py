"""A tablet that children share: a guardian sets it up, and each child comes in by a PIN.

The tablet keeps a random token in a cookie of its own, which shows the children's names and opens nothing. A PIN is
asked of each child there and works nowhere else, so whoever guesses one must have the tablet in hand; wrong ones are
counted by tablet and child, and by child over all tablets. The guardian comes back in as everywhere: with the password.
"""

import secrets as random
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import update
from sqlmodel import Session, col, select

from practice_app.database import as_system, system_transaction
from practice_app.errors import Invalid, NotFound
from practice_app.locales import msg
from practice_app.models import AuditKind, AuthSession, FamilyDevice, Guardian, User
from practice_app.models.columns import now
from practice_app.services.accounts import audit, family_devices, known_devices, passwords, profiles, signin
from practice_app.services.accounts.entrance import Caller, Entered
from practice_app.services.guardians.making import clean_pin, pin_secret
from practice_app.services.profiles import faces
from practice_app.services.shared import secrets
from practice_app.services.shared.access import owned_by
from practice_app.services.shared.care import in_care_of
from practice_app.services.shared.limits import rates
from practice_app.services.shared.standing import require_grown
from practice_app.services.shared.steps import step
from practice_app.settings import get_settings

COOKIE = "woodshed_family"
HINT_COOKIE = "woodshed_family_hint"
"""Tells pages that there is something to switch to; opens nothing."""
MOST = 10
WRONG_HERE = "5/5minutes;20/day"
"""Wrong PINs for one child on one tablet: of ten thousand, twenty a day."""
WRONG_ANYWHERE = "40/day"
NOT_IT = msg("That isn't your PIN.")
NO_PIN = msg("There is no PIN for you yet. Sign in with your password, or ask for one.")


@dataclass(frozen=True)
class ChildHere:
    """A child to be tapped on."""

    id: UUID
    display_name: str
    picture_url: str | None
    has_pin: bool


@dataclass(frozen=True)
class FamilyRow:
    """Whose tablet it is, and who may come in on it."""

    guardian: str
    items: list[ChildHere]


def set_up(db: Session, who: UUID, user_agent: str) -> str:
    """Let one's children share the device in hand, and give its token, told once; the oldest of many others ends."""
    require_grown(profiles.itself(db, who))
    token = random.token_urlsafe(32)
    with as_system(db):
        live = select(FamilyDevice).where(owned_by(who, FamilyDevice), col(FamilyDevice.revoked_at).is_(None))
        for old in db.exec(live.order_by(col(FamilyDevice.last_used_at).desc()).offset(MOST - 1)).all():
            old.revoked_at = now()
        name = audit.called(user_agent)[:80]
        db.add(FamilyDevice(user_id=who, token_hash=secrets.hash_token(token), name=name))
        audit.note(db, who, AuditKind.FAMILY_DEVICE, user_agent)
    return token


def end_all(db: Session, who: UUID) -> None:
    """Have no tablet any more on which one's children come in by a PIN; who is in there by one is out."""
    if ended := family_devices.end_all(db, who):
        audit.note(db, who, AuditKind.FAMILY_DEVICES_ENDED, devices=ended)


@step
def here(token: str, network: str, origin: str = "") -> FamilyRow:
    """Tell who may come in on this tablet; raise ``NotFound`` when it is none (any more). ``origin``: for pictures."""
    rates.spend(get_settings().auth_limit, "family", network)
    with system_transaction() as db:
        _, guardian = _device(db, token)
        found = _children(db, guardian)
        pictures = faces(db, [child.id for child in found], origin)
        return FamilyRow(guardian.display_name, [_shown(child, pictures.get(child.id)) for child in found])


def _shown(child: User, picture_url: str | None) -> ChildHere:
    return ChildHere(child.id, child.display_name, picture_url, child.pin_hash is not None)


@step
def switch(token: str, child_id: UUID, pin: str, in_hand: str, caller: Caller) -> Entered:
    """Sign a child in on its family's tablet; whoever of the family was in there (by the cookie ``in_hand``) is out.

    Raises ``Invalid`` for a wrong PIN, ``TooMany`` after some, ``NotFound`` for a child of others.
    """
    rates.spend(get_settings().auth_limit, "family", caller.network)
    with system_transaction() as db:
        device, child = _both(db, token, child_id)
    if child.pin_hash is None:
        raise Invalid("pin", NO_PIN)
    _check(device.id, child, pin)
    with system_transaction() as db:
        device, again = _both(db, token, child_id)
        if again.pin_hash != child.pin_hash:
            raise Invalid("pin", NOT_IT)
        _leave(db, device.user_id, in_hand)
        keys = signin.sign_in(db, again, caller.kind, caller.user_agent, proved=False)
        began = col(AuthSession.cookie_hash) == secrets.hash_token(keys.cookie)
        db.execute(update(AuthSession).where(began).values(family_device=device.id))
        device.last_used_at = now()
        return Entered(profiles.as_row(again), keys, known_devices.with_proof(again.id, caller.known_devices))


def _check(device_id: UUID, child: User, pin: str) -> None:
    here_key, anywhere = ("pin", str(device_id), str(child.id)), ("pin", str(child.id))
    rates.check(WRONG_HERE, *here_key)
    rates.check(WRONG_ANYWHERE, *anywhere)
    try:
        given = clean_pin(pin)
    except Invalid:
        raise Invalid("pin", NOT_IT) from None
    if not passwords.check(pin_secret(child.id, given), child.pin_hash).right:
        rates.count(WRONG_HERE, *here_key)
        rates.count(WRONG_ANYWHERE, *anywhere)
        raise Invalid("pin", NOT_IT)


def _device(db: Session, token: str) -> tuple[FamilyDevice, User]:
    live = (col(FamilyDevice.token_hash) == secrets.hash_token(token), col(FamilyDevice.revoked_at).is_(None))
    found = db.exec(select(FamilyDevice).where(*live)).first() if token else None
    guardian = db.get(User, found.user_id) if found else None
    if found is None or guardian is None or guardian.deleted_at is not None or guardian.suspended_at is not None:
        raise NotFound()
    return found, guardian


def _children(db: Session, guardian: User) -> list[User]:
    there = (col(User.deleted_at).is_(None), col(User.suspended_at).is_(None), col(User.paused_at).is_(None))
    theirs = select(Guardian.child_id).where(in_care_of(guardian.id))
    found = select(User).where(col(User.id).in_(theirs), *there)
    return list(db.exec(found.order_by(col(User.display_name), col(User.id))).all())


def _both(db: Session, token: str, child_id: UUID) -> tuple[FamilyDevice, User]:
    device, guardian = _device(db, token)
    child = next((one for one in _children(db, guardian) if one.id == child_id), None)
    if child is None:
        raise NotFound()
    return device, child


def _leave(db: Session, guardian_id: UUID, in_hand: str) -> None:
    """End the sign-in in hand, if it is the guardian's or one of their children's."""
    live = (col(AuthSession.cookie_hash) == secrets.hash_token(in_hand), col(AuthSession.revoked_at).is_(None))
    found = db.exec(select(AuthSession).where(*live)).first() if in_hand else None
    if found is None:
        return
    link = (in_care_of(guardian_id), col(Guardian.child_id) == found.user_id)
    if found.user_id == guardian_id or db.exec(select(Guardian.child_id).where(*link)).first():
        signin.sign_out(db, found.user_id, found.id)
