"""What happened, told to the pages that are open: a message on Redis, never the truth itself.

Each person has a channel of their own, and a process hears only those of the people who have a page open in it.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import asdict, dataclass
from uuid import UUID

from redis.asyncio.client import PubSub
from redis.exceptions import RedisError

from practice_app.services.shared.redis import client, listener

log = logging.getLogger(__name__)
CHANNEL = "woodshed:events"
SIGNED_OUT = "signed_out"


@dataclass(frozen=True)
class Event:
    """Something of a user's changed: a page that shows it should look again."""

    user_id: str
    kind: str
    session_id: str = ""
    recording_id: str = ""
    status: str = ""
    device_id: str = ""


def publish(user_id: UUID, kind: str, session_id: UUID, recording_id: UUID | None = None, status: str = "") -> None:
    """Tell every web process where this person has a page open."""
    _tell(Event(str(user_id), kind, str(session_id), str(recording_id or ""), status))


def signed_out(user_id: UUID, device_ids: Iterable[UUID]) -> None:
    """Tell that these devices' sign-in is over, so that what they have open is closed."""
    for device_id in device_ids:
        _tell(Event(str(user_id), SIGNED_OUT, device_id=str(device_id)))


def _tell(event: Event) -> None:
    """Silently give up when Redis is away (the page looks again when it reconnects)."""
    try:
        client().publish(_channel(event.user_id), json.dumps(asdict(event)))
    except RedisError as error:
        log.warning("nobody was told of %s: %s", event.kind, error)


def _channel(user_id: str) -> str:
    return f"{CHANNEL}:user:{user_id}"


class Feed:
    """The events of some people: whoever is followed at the time."""

    def __init__(self, followed: Callable[[], Iterable[str]]) -> None:
        self._followed = followed
        self._changed = asyncio.Event()

    def look(self) -> None:
        """Take notice that others are followed now."""
        self._changed.set()

    async def follow(self) -> AsyncIterator[Event]:
        """Yield events as they come, until the connection breaks (raises ``RedisError``)."""
        connection = listener()
        try:
            async with connection.pubsub(ignore_subscribe_messages=True) as channel:
                await channel.subscribe(CHANNEL)  # of nobody: a channel without any would end at once
                keeping = asyncio.create_task(self._keep_up(channel))
                try:
                    async for message in channel.listen():
                        yield Event(**json.loads(message["data"]))
                finally:
                    keeping.cancel()
        finally:
            await connection.aclose()

    async def _keep_up(self, channel: PubSub) -> None:
        """Subscribe to those who are followed, and to nobody else."""
        heard: set[str] = set()
        while True:
            self._changed.clear()
            wanted = set(map(_channel, self._followed()))
            if new := wanted - heard:
                await channel.subscribe(*new)
            if gone := heard - wanted:
                await channel.unsubscribe(*gone)
            heard = wanted
            await self._changed.wait()
