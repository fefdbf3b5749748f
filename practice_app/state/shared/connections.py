"""The sockets that are open in this process, and who has proved themselves on each.

A connection is made where the socket comes in (`server.sockets`), proved there by its cookie, and forgotten when it
ends. What belongs to a person reaches a page only through a connection of theirs.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

ENDED = "ended"


@dataclass(eq=False)
class Connection:
    """One open socket. Without a ``user_id`` it is a stranger's."""

    address: str
    user_id: str = ""
    device_id: str = ""
    """The signed-in device; ``ENDED`` when its sign-in is over, empty when nobody signed in."""
    sid: str = ""
    """Socket.IO's name for it, once the page has said hello."""
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when nothing may come in or go out any more."""

    @property
    def is_open(self) -> bool:
        """Whether it may still be used."""
        return not self.ended.is_set()

    def end(self) -> None:
        """Let it be closed; the page may open another, and has to prove itself anew."""
        self.ended.set()


class Connections:
    """All of this process, found by person, by device and by address."""

    def __init__(self) -> None:
        self._all: set[Connection] = set()
        self._of_user: defaultdict[str, set[Connection]] = defaultdict(set)
        self._of_address: defaultdict[str, set[Connection]] = defaultdict(set)
        self.crowded = False
        """Whether there is no room for strangers just now."""
        self.on_change: Callable[[], None] = lambda: None
        """Called when somebody's first connection has opened or their last one ended."""

    @contextmanager
    def holding(self, connection: Connection) -> Iterator[Connection]:
        """Know this connection for as long as it lasts."""
        self._add(connection)
        try:
            yield connection
        finally:
            connection.end()
            self._remove(connection)

    def _add(self, connection: Connection) -> None:
        self._all.add(connection)
        if not connection.user_id:
            self._of_address[connection.address].add(connection)
            return
        self._of_user[connection.user_id].add(connection)
        if len(self._of_user[connection.user_id]) == 1:
            self.on_change()

    def _remove(self, connection: Connection) -> None:
        self._all.discard(connection)
        groups, key = self._of_address, connection.address
        if connection.user_id:
            groups, key = self._of_user, connection.user_id
        groups[key].discard(connection)
        if not groups[key]:
            del groups[key]
            if connection.user_id:
                self.on_change()

    def of(self, user_id: str) -> list[Connection]:
        """Whatever this person has open."""
        return [one for one in self._of_user.get(user_id, ()) if one.is_open]

    def users(self) -> list[str]:
        """Everybody who has something open."""
        return list(self._of_user)

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


def _ended(some: Iterable[Connection]) -> int:
    still = [one for one in some if one.is_open]
    for connection in still:
        connection.end()
    return len(still)


connections = Connections()
