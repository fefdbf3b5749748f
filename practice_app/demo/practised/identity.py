"""Ids that are the same whenever the demo is made, so that nothing of it is made twice."""

import random
from datetime import UTC, datetime
from uuid import UUID

from practice_app.demo.people import Player, Work

LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)


def identity(moment: datetime, chance: random.Random) -> UUID:
    """Make the same UUIDv7 for the same moment and chance."""
    milliseconds = int(moment.timestamp() * 1000)
    value = milliseconds << 80 | 0x7 << 76 | chance.getrandbits(12) << 64 | 0b10 << 62 | chance.getrandbits(62)
    return UUID(int=value)


def named(*names: str) -> UUID:
    """Give an id to what has a name, always the same."""
    return identity(LONG_AGO, random.Random(":".join(names)))


def piece_id(player: Player, work: Work) -> UUID:
    """Give a piece its id."""
    return named(player.key, work.title)


def section_id(player: Player, work: Work, title: str) -> UUID:
    """Give a section its id."""
    return named(player.key, work.title, title)


def tag_id(player: Player, name: str) -> UUID:
    """Give a tag its id."""
    return named(player.key, "tag", name)
