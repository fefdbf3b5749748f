"""Identifiers: UUIDv7, so that rows sort by birth and clients can make them offline."""

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
