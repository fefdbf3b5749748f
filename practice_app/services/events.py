"""What happened, told to the pages that are open: a message on Redis, never the truth itself."""

import json
import logging
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from uuid import UUID

from redis.exceptions import RedisError

from practice_app.services.redis import client, listener

log = logging.getLogger(__name__)
CHANNEL = "woodshed:events"


@dataclass(frozen=True)
class Event:
    """Something of a user's changed: a page that shows it should look again."""

    user_id: str
    kind: str
    session_id: str
    recording_id: str = ""
    status: str = ""


def publish(user_id: UUID, kind: str, session_id: UUID, recording_id: UUID | None = None, status: str = "") -> None:
    """Tell every web process; silently give up when Redis is away (the page looks again when it reconnects)."""
    event = Event(str(user_id), kind, str(session_id), str(recording_id or ""), status)
    try:
        client().publish(CHANNEL, json.dumps(asdict(event)))
    except RedisError as error:
        log.warning("nobody was told of %s %s: %s", kind, session_id, error)


async def follow() -> AsyncIterator[Event]:
    """Yield events as they come, until the connection breaks (raises ``RedisError``)."""
    connection = listener()
    try:
        async with connection.pubsub(ignore_subscribe_messages=True) as channel:
            await channel.subscribe(CHANNEL)
            async for message in channel.listen():
                yield Event(**json.loads(message["data"]))
    finally:
        await connection.aclose()
