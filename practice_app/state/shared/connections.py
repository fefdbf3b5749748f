"""The sockets that are open in this process, who has proved themselves on each, and whose events it follows.

A connection is made where the socket comes in (`server.sockets`), proved there by its cookie, and forgotten when it
ends. What belongs to a person reaches a page only through a connection of theirs.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from practice_app.services.shared.events import Audience, AudienceKind

ENDED = "ended"
Key = TypeVar("Key")


@dataclass(eq=False)
class Connection:
    """One open socket. Without a ``user_id`` it is a stranger's."""

    address: str
    user_id: str = ""
    device_id: str = ""
    """The signed-in device; ``ENDED`` when its sign-in is over, empty when nobody signed in."""
    sid: str = ""
    """Socket.IO's name for it, once the page has said hello."""
    follows: set[Audience] = field(default_factory=set)
    """Whose realtime events its tab is told; its own person's from the beginning."""
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when nothing may come in or go out any more."""
    why: str = ""
    """Why it ended, once it has."""

    @property
    def is_open(self) -> bool:
        """Whether it may still be used."""
        return not self.ended.is_set()

    def end(self, why: str = "signed_out") -> None:
        """Let it be closed; the page may open another, and has to prove itself anew."""
        self.why = self.why or why
        self.ended.set()


class Connections:
    """All of this process, found by whose events they follow, by device and by address."""

    def __init__(self) -> None:
        self._all: set[Connection] = set()
        self._following: defaultdict[Audience, set[Connection]] = defaultdict(set)
        self._of_address: defaultdict[str, set[Connection]] = defaultdict(set)
        self.crowded = False
        """Whether there is no room for strangers just now."""
        self.on_change: Callable[[], None] = lambda: None
        """Called when an audience is followed by a first connection here, or no longer by any."""

    @contextmanager
    def holding(self, connection: Connection) -> Iterator[Connection]:
        """Know this connection for as long as it lasts."""
        self._add(connection)
        try:
            yield connection
        finally:
            connection.end("left")
            self._remove(connection)

    def _add(self, connection: Connection) -> None:
        self._all.add(connection)
        if connection.user_id:
            self.follow(connection, Audience.user(connection.user_id))
        else:
            self._of_address[connection.address].add(connection)

    def _remove(self, connection: Connection) -> None:
        self._all.discard(connection)
        for audience in tuple(connection.follows):
            self.unfollow(connection, audience)
        if not connection.user_id:
            _drop(self._of_address, connection.address, connection)

    def follow(self, connection: Connection, audience: Audience) -> None:
        """Let what this audience is told reach a connection, which has proved that it may, for as long as it lasts."""
        if connection not in self._all or not connection.is_open:
            return
        connection.follows.add(audience)
        self._following[audience].add(connection)
        if len(self._following[audience]) == 1:
            self.on_change()

    def unfollow(self, connection: Connection, audience: Audience) -> None:
        """Let nothing more of this audience reach a connection."""
        connection.follows.discard(audience)
        if _drop(self._following, audience, connection):
            self.on_change()

    def following(self, audience: Audience) -> list[Connection]:
        """Whatever is open here and follows this audience."""
        return [one for one in self._following.get(audience, ()) if one.is_open]

    def audiences(self) -> list[Audience]:
        """All that are followed from here."""
        return list(self._following)

    def of(self, user_id: str) -> list[Connection]:
        """Whatever this person has open."""
        return self.following(Audience.user(user_id))

    def of_tab(self, user_id: str, sid: str) -> Connection | None:
        """The socket of one of this person's tabs, by Socket.IO's name for it."""
        return next((one for one in self.of(user_id) if one.sid == sid), None)

    def users(self) -> list[str]:
        """Everybody who has something open."""
        return [audience.id for audience in self._following if audience.kind is AudienceKind.USER]

    def devices(self) -> set[str]:
        """Every device that has something open."""
        return {one.device_id for one in self._all if one.user_id}

    def strangers(self, address: str | None = None) -> int:
        """How many are open of nobody in particular, from this address or from all."""
        if address is not None:
            return len(self._of_address.get(address, ()))
        return sum(len(group) for group in self._of_address.values())

    def end_devices(self, device_ids: Iterable[str]) -> None:
        """End every connection of these devices: their sign-in is over."""
        over = set(device_ids)
        for connection in [one for one in self._all if one.device_id in over]:
            connection.end()

    def end_strangers(self) -> int:
        """End every connection that nobody signed in on, and say how many."""
        return _ended(one for one in self._all if not one.user_id)

    def end_all(self) -> int:
        """End every connection, and say how many."""
        return _ended(self._all)


def _drop(groups: dict[Key, set[Connection]], key: Key, connection: Connection) -> bool:
    """Take a connection out of its group; tell whether that was the last of it."""
    groups.get(key, set()).discard(connection)
    empty = key in groups and not groups[key]
    if empty:
        del groups[key]
    return empty


def _ended(some: Iterable[Connection]) -> int:
    still = [one for one in some if one.is_open]
    for connection in still:
        connection.end("crowded")
    return len(still)


connections = Connections()
