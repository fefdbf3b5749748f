"""Identifiers: UUIDv7, so that rows sort by birth and clients can make them offline."""

import hashlib
from datetime import datetime
from uuid import UUID

import uuid_utils.compat

from practice_app.errors import Invalid


def new_id() -> UUID:
    """Make a fresh UUIDv7 (RFC 9562)."""
    return UUID(int=uuid_utils.compat.uuid7().int)


def client_id(value: UUID) -> UUID:
    """Accept an id made by a client: any UUIDv7; raise ``Invalid`` for other versions."""
    if value.version != 7:
        raise Invalid("id", "This id is not a UUIDv7.")
    return value


def told_id(moment: datetime, *content: str) -> UUID:
    """Make the UUIDv7 of something that is told again and again, by what it says: the same is always the same."""
    digest = int.from_bytes(hashlib.sha256("\0".join(content).encode()).digest()[:10])
    milliseconds = max(0, int(moment.timestamp() * 1000)) & (1 << 48) - 1
    random_a, random_b = digest >> 64 & 0xFFF, digest & (1 << 62) - 1
    return UUID(int=milliseconds << 80 | 7 << 76 | random_a << 64 | 2 << 62 | random_b)
