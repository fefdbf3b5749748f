"""Pages of a long list: by key, so that what is added meanwhile shifts nothing. The cursor is opaque to clients."""

import base64
import binascii
import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import func

from practice_app.errors import Invalid

MAX_LIMIT = 100
DEFAULT_LIMIT = 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_KEY = struct.Struct(">q16s")
Row = TypeVar("Row")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows, and where the next ones begin (``None`` at the end)."""

    items: list[Row]
    next_cursor: str | None


@dataclass(frozen=True)
class Key:
    """Where a row stands in a list that is sorted by moment and id, newest first."""

    moment: datetime
    id: UUID


def cursor(key: Key) -> str:
    """Write a place in the list so that it fits into a query string."""
    microseconds = (key.moment - _EPOCH) // timedelta(microseconds=1)
    return base64.urlsafe_b64encode(_KEY.pack(microseconds, key.id.bytes)).decode().rstrip("=")


def place(value: str | None) -> Key | None:
    """Read a cursor; raise ``Invalid`` for one we never gave."""
    if not value:
        return None
    try:
        raw = base64.b64decode(value.encode("ascii") + b"=" * (-len(value) % 4), altchars=b"-_", validate=True)
        microseconds, identity = _KEY.unpack(raw)
        return Key(_EPOCH + timedelta(microseconds=microseconds), UUID(bytes=identity))
    except (ValueError, binascii.Error, struct.error, OverflowError):
        raise Invalid("cursor", "This is not a cursor of ours.") from None


def before(query: Any, key: Key | None, at: Any, identity: Any) -> Any:
    """Of a list that is sorted by moment and id, newest first, what comes after the key."""
    if key:
        query = query.where(func.row(at, identity) < func.row(key.moment, key.id))
    return query.order_by(at.desc(), identity.desc())


def after_id(identity: UUID) -> Key:
    """Say where a row stands in a list that is sorted by what the row itself says."""
    return Key(_EPOCH, identity)


def page(rows: list[Row], limit: int, keys: list[Key]) -> Page[Row]:
    """Cut ``limit + 1`` rows that were asked for into a page."""
    more = len(rows) > limit
    return Page(rows[:limit], cursor(keys[limit - 1]) if more else None)
