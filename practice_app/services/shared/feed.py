"""The realtime events of some audiences, in the process that asks for them: whoever is followed at the time."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable

from redis.asyncio.client import PubSub

from practice_app.services.shared.events import CHANNEL, Audience, Event
from practice_app.services.shared.redis import listener


class Feed:
    """Subscribes to what is ``followed``, and to nothing else."""

    def __init__(self, followed: Callable[[], Iterable[Audience]]) -> None:
        self._followed = followed
        self._changed = asyncio.Event()

    def look(self) -> None:
        """Take notice that others are followed now."""
        self._changed.set()

    async def follow(self) -> AsyncIterator[tuple[Audience, Event]]:
        """Yield events as they come, until the connection breaks (raises ``RedisError``)."""
        connection = listener()
        try:
            async with connection.pubsub(ignore_subscribe_messages=True) as channel:
                await channel.subscribe(CHANNEL)  # of nobody: a channel without any would end at once
                keeping = asyncio.create_task(self._keep_up(channel))
                try:
                    async for message in channel.listen():
                        if message["channel"] != CHANNEL and (event := Event.read(message["data"])):
                            yield Audience.of_channel(message["channel"]), event
                finally:
                    keeping.cancel()
        finally:
            await connection.aclose()

    async def _keep_up(self, channel: PubSub) -> None:
        """Subscribe to those who are followed, and to nobody else."""
        heard: set[str] = set()
        while True:
            self._changed.clear()
            wanted = {audience.channel for audience in self._followed()}
            if new := wanted - heard:
                await channel.subscribe(*new)
            if gone := heard - wanted:
                await channel.unsubscribe(*gone)
            heard = wanted
            await self._changed.wait()
