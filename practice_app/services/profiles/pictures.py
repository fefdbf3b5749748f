"""A person's picture: small squares in S3 under a random key of its own, drawn anew from what was sent.

A row of ``pictures`` is there before its objects are, and goes after them: what nobody shows is found by `sweep`.
"""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, exists, text
from sqlmodel import Session, col, select

from practice_app.database import system_transaction, transaction
from practice_app.models import Group, Picture, Profile
from practice_app.models.columns import now
from practice_app.services.profiles import details
from practice_app.services.shared import storage
from practice_app.services.shared.access import Permission, owned_by, require
from practice_app.services.shared.drawing.shrinking import SIZES, shrunk
from practice_app.services.shared.limits import rates
from practice_app.services.shared.steps import step

LARGEST = 10_000_000
LIMIT = "60/hour;200/day"
"""Pictures that one person may send."""
SHOWN_SIZE = 256
LEFT_ALONE = timedelta(hours=1)
"""A picture that is shown nowhere may still be on its way for so long."""


def check_limit(who: UUID) -> None:
    """Count one more picture of somebody's; raise ``TooMany``."""
    rates.spend(LIMIT, "picture", str(who))


@step
def put(who: UUID, data: bytes, origin: str = "") -> str:
    """Show this picture from now on; give the address of its usual size. Raises ``Invalid`` for what is none."""
    name = keep(who, data)
    _show(who, name)
    return address(name, origin) or ""


@step
def keep(who: UUID, data: bytes) -> str:
    """Keep a picture of somebody's, for whatever shows it within the hour; give its name. Raises ``Invalid``."""
    squares = shrunk(data)
    size = sum(map(len, squares.values()))
    picture = made(who, storage.random_key(prefix="pictures"), size)
    with transaction(who) as db:
        require(db, who, Permission.ACCOUNT_CHANGE, who)
        db.add(picture)
    for size, square in squares.items():
        storage.put(key_of(picture.name, size), square, "image/jpeg")
    return picture.name


def made(who: UUID, name: str, size: int) -> Picture:
    """Make the row of a picture: each object of it is named there, for whoever has to find it."""
    small, middle, large = keys_of(name)
    return Picture(user_id=who, name=name, small_key=small, middle_key=middle, large_key=large, bytes=size)


@step
def remove(who: UUID) -> None:
    """Show no picture any more."""
    _show(who, None)


def _show(who: UUID, key: str | None) -> None:
    """Show this one; the one before leaves S3 now, or with a sweep when S3 can't be asked."""
    with transaction(who) as db:
        require(db, who, Permission.ACCOUNT_CHANGE, who)
        profile = details.own_row(db, who)
        before = db.exec(select(Picture).where(owned_by(who, Picture), Picture.name == profile.picture)).first()
        profile.picture, profile.updated_at = key, now()
    if before:
        _erase(before)


@step
def sweep(limit: int = 100) -> int:
    """Erase up to ``limit`` pictures that nobody shows, and tell how many."""
    query = select(Picture).where(_forgotten()).order_by(col(Picture.created_at)).limit(limit)
    with system_transaction() as db:
        found = db.exec(query).all()
    return sum(_erase(picture) for picture in found)


def _forgotten() -> ColumnElement[bool]:
    shown = exists().where(col(Profile.picture) == col(Picture.name))
    of_group = exists().where(col(Group.picture) == col(Picture.name))
    return and_(~shown, ~of_group, col(Picture.created_at) < now() - LEFT_ALONE)


def _erase(picture: Picture) -> bool:
    """Delete its objects, then its row, unless it is shown (again)."""
    if not storage.let_go(f"picture {picture.id}", *keys_of(picture.name)):
        return False
    with system_transaction() as db:
        db.execute(delete(Picture).where(col(Picture.id) == picture.id))
    return True


@step
def picture_key(who: UUID) -> str | None:
    """Where the largest size of somebody's picture lies; None where they show none."""
    with transaction(who) as db:
        name = db.exec(select(Profile.picture).where(owned_by(who, Profile))).first()
    return key_of(name, SIZES[-1]) if name else None


def key_of(key: str, size: int) -> str:
    """Where one size of a picture lies in S3."""
    return f"{key}-{size}.jpg"


def keys_of(key: str) -> list[str]:
    """Every object of a picture."""
    return [key_of(key, size) for size in SIZES]


def address(key: str | None, origin: str, size: int = SHOWN_SIZE) -> str | None:
    """Sign an address of a picture that expires; ``origin`` is where the browser is."""
    return storage.play_url(key_of(key, size), origin) if key else None


_SHOWN = text("SELECT user_id, picture FROM profiles WHERE user_id = ANY (:people) AND picture IS NOT NULL")


def faces(db: Session, people: Collection[UUID], origin: str) -> dict[UUID, str]:
    """Sign the addresses of these people's pictures, of who has one (as the system)."""
    found = db.execute(_SHOWN, {"people": list(people)})
    signed = {one.user_id: address(one.picture, origin) for one in found}
    return {person: url for person, url in signed.items() if url}
