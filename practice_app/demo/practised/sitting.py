"""What a session of the demo held: how long, with what, how it went, and how it sounded."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from practice_app.demo.people import AS_USUAL, Habit, Passage, Player, Routine, Work
from practice_app.demo.practised.identity import identity, piece_id, section_id, tag_id
from practice_app.services.practice import Interval, Item, SessionDraft

SETTLED = 42
"""What has a habit reached its tempo so many days ago, and has kept it since."""
BY_PLAN = 75
"""Plans are followed since so many days."""
LONGEST_MIN = 52.0
"""Nobody here plays for an hour without a pause."""


@dataclass(frozen=True)
class Moment:
    """When somebody sat down: how many days ago, how far they were (0 to 1), and the chance of that hour."""

    player: Player
    start: datetime
    ago: int
    skill: float
    chance: random.Random

    @property
    def id(self) -> UUID:
        """The session's id: of whose it is and when it began, whatever it holds."""
        return identity(self.start, random.Random(f"{self.player.key}:{self.start}"))


@dataclass(frozen=True)
class Practised:
    """A session of the demo, how far the player was (0 at the beginning, 1 today), and how it sounded.

    ``clear``: one thing alone was played, so that the ear can tell all of it.
    """

    id: UUID
    draft: SessionDraft
    skill: float
    heard: bool
    sound: Habit
    clear: bool = False


def practice(at: Moment) -> Practised:
    """Give the day's practice: one to three pieces, for as long as there is time."""
    player, chance = at.player, at.chance
    works = _chosen(at)
    minutes = max(9.0, chance.gauss(player.minutes * (0.85 + 0.3 * at.skill), player.minutes / 4))
    intervals = _intervals(at.start, minutes, chance)
    source = chance.choices(("timer", "manual", "edited"), (90, 7, 3))[0]
    plan = source == "timer" and at.ago <= BY_PLAN and chance.random() < player.plans
    items = _items(at, works, _length_s(intervals), rated=plan)
    target = _mostly(player, works, items)
    staged = bool(works) and works[0].status == "performing" and chance.random() < 0.5
    mode = "performance" if staged else chance.choices(("normal", "slow", "performance"), (64, 32, 4))[0]
    pace = (0.75 + 0.25 * at.skill) * (0.8 if mode == "slow" else 1)
    told = {
        "instrument": player.instrument,
        "mode": mode,
        "target_bpm": target and round(target * pace),
        "self_rating": chance.choices((None, 2, 3, 4, 5), (24, 7, 27, 30, 12))[0],
        "note": _note(player, chance, plan=plan),
        "items": items,
        "source": source,
        "plan": {"steps": 5, "done": chance.choice((5, 5, 4))} if plan else None,
        "tag_ids": _tags(at),
    }
    return _practised(at, intervals, told, AS_USUAL, heard=source == "timer" and chance.random() < 0.85)


def by_itself(at: Moment, routine: Routine) -> Practised:
    """Give a session with one thing alone, which sounds as that thing sounds."""
    chance, work = at.chance, routine.work
    passage = work.passage(routine.passage)
    habit = passage.habit if passage else work.habit
    intervals = _intervals(at.start, max(6.0, chance.gauss(routine.minutes, routine.minutes / 7)), chance, pauses=False)
    target = habit.bpm or work.target_bpm
    learnt = min(1.0, (365 - at.ago) / (365 - SETTLED))
    item = Item(
        piece_id=piece_id(at.player, work),
        section_id=section_id(at.player, work, passage.title) if passage else None,
        seconds=_length_s(intervals),
        repetitions=chance.randint(*routine.rounds) if passage else 0,
    )
    told = {
        "instrument": work.instrument or at.player.instrument,
        "target_bpm": target and round(target * (0.72 + 0.28 * learnt)),
        "self_rating": chance.choices((None, 3, 4, 5), (35, 25, 30, 10))[0],
        "items": [item],
    }
    return _practised(at, intervals, told, habit, heard=chance.random() < 0.94)


def _practised(at: Moment, intervals: list[Interval], told: dict[str, Any], habit: Habit, *, heard: bool) -> Practised:
    draft = SessionDraft(
        started_at=at.start,
        ended_at=intervals[-1].ended_at,
        intervals=intervals,
        timezone=at.player.timezone,
        focus=at.chance.sample(at.player.focus, at.chance.choice((1, 1, 2))),
        client_updated_at=intervals[-1].ended_at,
        **told,
    )
    return Practised(at.id, draft, at.skill, heard, _sound(at, habit, draft.target_bpm), habit is not AS_USUAL)


def _sound(at: Moment, habit: Habit, tempo: float | None) -> Habit:
    """How it sounded that day: as it usually does, or as the habit says, and never quite the same."""
    chance = at.chance
    sway = 3.6 - 1.9 * at.skill
    if habit.sway_pct is not None:
        then, earlier = habit.swayed or (10_000, habit.sway_pct)
        sway = earlier if at.ago >= then else habit.sway_pct
    spread = habit.spread_cents or 18 - 9 * at.skill
    sure = habit is not AS_USUAL
    return Habit(
        bpm=tempo and tempo * chance.gauss(0.995 if sure else 0.985, 0.006 if sure else 0.015),
        sway_pct=abs(chance.gauss(sway, 0.035 * sway if sure else 0.35)),
        spread_cents=chance.gauss(spread, 0.04 * spread if sure else 1.4),
    )


def _chosen(at: Moment) -> list[Work]:
    """Take one to three of the pieces that lay on the stand then, those first that are taken more readily."""
    there = [one for one in at.player.works if one.often > 0 and one.days[1] <= at.ago <= one.days[0]]
    turns = {one: at.chance.random() ** (1 / one.often) for one in there}
    return sorted(there, key=lambda one: -turns[one])[: at.chance.choice((1, 2, 2, 3))]


def _items(at: Moment, works: list[Work], clock_s: float, *, rated: bool) -> list[Item]:
    chance = at.chance
    weights = [chance.uniform(0.6, 1.6) for _ in works]
    items = []
    for work, weight in zip(works, weights, strict=True):
        open_ones = [one for one in work.passages if not one.apart]
        passage: Passage | None = chance.choice(open_ones) if open_ones and chance.random() < 0.6 else None
        items.append(
            Item(
                piece_id=piece_id(at.player, work),
                section_id=section_id(at.player, work, passage.title) if passage else None,
                seconds=round(clock_s * weight / sum(weights)),
                repetitions=chance.randint(2, 12) if passage else 0,
                rating=chance.choice((3, 4, 4, 5)) if rated else None,
            )
        )
    return items


def _mostly(player: Player, works: list[Work], items: list[Item]) -> float | None:
    """The tempo that is aimed at in what had most of the time."""
    longest = max(items, key=lambda one: one.seconds, default=None)
    return next((one.target_bpm for one in works if longest and longest.piece_id == piece_id(player, one)), None)


def _note(player: Player, chance: random.Random, *, plan: bool) -> str:
    if plan and player.reflections:
        return chance.choice(player.reflections)
    return chance.choice(player.notes) if player.notes and chance.random() < 0.35 else ""


def _tags(at: Moment) -> list[UUID]:
    """Wednesday is the lesson; the weeks before a concert are marked; the rest as it comes."""
    names = [name for name, _ in at.player.tags]
    on = {
        "lesson": at.start.weekday() == 2,
        "concert": at.start.month in (6, 11) and at.chance.random() < 0.4,
        "warm-up": at.chance.random() < 0.12,
    }
    return [tag_id(at.player, name) for name in names if on.get(name)]


def _intervals(start: datetime, minutes: float, chance: random.Random, *, pauses: bool = True) -> list[Interval]:
    """Cut the time at the instrument into one to three stretches with pauses between them."""
    count = chance.choices((1, 2, 3), (45, 40, 15))[0] if pauses else 1
    count = max(count, 2 if minutes > LONGEST_MIN else 1)
    at, intervals = start, []
    for _ in range(count):
        length = min(LONGEST_MIN, minutes / count * chance.uniform(0.85, 1.15))
        end = at + timedelta(seconds=round(length * 60))
        intervals.append(Interval(started_at=at, ended_at=end))
        at = end + timedelta(seconds=round(chance.uniform(60, 420)))
    return intervals


def _length_s(intervals: list[Interval]) -> float:
    return sum((one.ended_at - one.started_at).total_seconds() for one in intervals)
