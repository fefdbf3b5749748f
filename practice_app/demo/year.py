"""Which sessions a player had: the same for the same day, whenever it is asked."""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from practice_app.demo.people import Player, Work
from practice_app.services.practice import Interval, Item, SessionDraft

ON_A_ROLL = 9
"""The last days are all practised, so that there is a streak to see."""


@dataclass(frozen=True)
class Practised:
    """A session of the demo, and how far the player was (0 at the beginning, 1 today)."""

    id: UUID
    draft: SessionDraft
    skill: float
    heard: bool


def identity(moment: datetime, chance: random.Random) -> UUID:
    """Make the same UUIDv7 for the same moment and chance."""
    milliseconds = int(moment.timestamp() * 1000)
    value = milliseconds << 80 | 0x7 << 76 | chance.getrandbits(12) << 64 | 0b10 << 62 | chance.getrandbits(62)
    return UUID(int=value)


def piece_id(player: Player, work: Work) -> UUID:
    """Give a piece its id, always the same."""
    return identity(datetime(2025, 1, 1, tzinfo=UTC), random.Random(f"{player.key}:{work.title}"))


def section_id(player: Player, work: Work, title: str) -> UUID:
    """Give a section its id, always the same."""
    return identity(datetime(2025, 1, 1, tzinfo=UTC), random.Random(f"{player.key}:{work.title}:{title}"))


def practised(player: Player, today: date, now: datetime) -> list[Practised]:
    """List every session up to now, the oldest first."""
    days = (today - timedelta(days=n) for n in range(player.days, -1, -1))
    found = (_day(player, day, (today - day).days) for day in days)
    return [session for session in found if session and session.draft.ended_at < now]


def _day(player: Player, day: date, ago: int) -> Practised | None:
    chance = random.Random(f"{player.key}:{day}")
    if chance.random() >= _likely(player, day) and ago > ON_A_ROLL:
        return None
    skill = 1 - ago / 365
    zone = ZoneInfo(player.timezone)
    hour = player.hour - (7 if day.weekday() == 5 else 0) * (player.hour > 12) + chance.gauss(0, 0.6)
    local = datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(hours=max(6.0, min(hour, 21.5)))
    start = local.astimezone(UTC).replace(microsecond=0)
    draft = _draft(player, start, chance, skill)
    return Practised(identity(start, chance), draft, skill, draft.source == "timer" and chance.random() < 0.85)


def _likely(player: Player, day: date) -> float:
    """How likely somebody practises on a day: less on Sundays, hardly on holiday, more towards a concert."""
    likely = player.per_week / 7
    if (day.month, day.day) >= (8, 3) and (day.month, day.day) <= (8, 16):
        return likely * 0.1
    if day.weekday() == 6:
        return likely * 0.6
    return min(0.97, likely * (1.15 if day.month in (5, 6, 11) else 1.03))


def _draft(player: Player, start: datetime, chance: random.Random, skill: float) -> SessionDraft:
    minutes = max(9.0, chance.gauss(player.minutes, player.minutes / 3.5))
    intervals, end = _intervals(start, minutes, chance)
    clock_s = sum((i.ended_at - i.started_at).total_seconds() for i in intervals)
    source = chance.choices(("timer", "manual", "edited"), (90, 7, 3))[0]
    works = chance.sample(player.works, min(len(player.works), chance.choice((1, 2, 2, 3))))
    return SessionDraft(
        started_at=start,
        ended_at=end,
        intervals=intervals,
        timezone=player.timezone,
        instrument=player.instrument,
        focus=chance.sample(player.focus, chance.choice((1, 1, 2))),
        mode=chance.choices(("normal", "slow", "performance"), (62, 30, 8))[0],
        target_bpm=works[0].target_bpm and round(works[0].target_bpm * (0.75 + 0.25 * skill)),
        self_rating=chance.choices((None, 2, 3, 4, 5), (30, 8, 25, 27, 10))[0],
        note=chance.choice(player.notes) if player.notes and chance.random() < 0.35 else "",
        items=_items(player, works, clock_s, chance),
        source=source,
        client_updated_at=end,
    )


def _intervals(start: datetime, minutes: float, chance: random.Random) -> tuple[list[Interval], datetime]:
    """Cut the time at the instrument into one to three stretches with pauses between them."""
    count = chance.choices((1, 2, 3), (45, 40, 15))[0]
    at, intervals = start, []
    for _ in range(count):
        end = at + timedelta(seconds=round(minutes * 60 / count * chance.uniform(0.8, 1.2)))
        intervals.append(Interval(started_at=at, ended_at=end))
        at = end + timedelta(seconds=round(chance.uniform(60, 420)))
    return intervals, intervals[-1].ended_at


def _items(player: Player, works: list[Work], clock_s: float, chance: random.Random) -> list[Item]:
    weights = [chance.uniform(0.6, 1.6) for _ in works]
    items = []
    for work, weight in zip(works, weights, strict=True):
        section: Any = chance.choice(work.sections) if work.sections and chance.random() < 0.6 else None
        items.append(
            Item(
                piece_id=piece_id(player, work),
                section_id=section_id(player, work, section[0]) if section else None,
                seconds=round(clock_s * weight / sum(weights)),
                repetitions=chance.randint(2, 12) if section else 0,
            )
        )
    return items
