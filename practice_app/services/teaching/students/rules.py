"""What of a student wants a teacher's attention: one pure rule for each reason, with its evidence in words.

A flag that is wrong costs more than one that is missing: each rule says when it is silent, and its test tries that.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import accumulate, pairwise
from statistics import median

from practice_app.locales import msg
from practice_app.services.progress import is_rest
from practice_app.services.teaching.students.seen import Pace, Passage, Seen

A_DAY = timedelta(days=1)
QUIET_DAYS = 5
LOOKED_AT = 28
"""Of a silence its first four weeks are looked at: by then whatever was expected has not come."""
HABIT_DAYS, HABIT_KNOWN = 56, 28
"""Weekdays are told apart by eight weeks of practice before the silence, and not by fewer than four."""
FEWEST_MISSED, FEWEST_GAPS = 2, 3
ROUNDS, ROUND_DAYS, FEWEST_PACES = 40, 3, 2
GAIN, NEARLY = 1.03, 0.97
"""As in the advice that the student gets (`advice/rules/targets.py`): less is no gain, and from here on it is there."""
FAR, OTHER_BEAT = 1.25, 1.8
"""Above the target by a quarter; nearly twice of it is a beat that is counted otherwise, not haste."""
LATELY, FEWEST, FEWEST_DAYS = 5, 3, 2


@dataclass(frozen=True)
class Flag:
    """A reason to look: its key in the API, and a sentence as a message id with its values."""

    kind: str
    message: str
    values: dict[str, float | str] = field(default_factory=dict)


Rule = Callable[[Seen], Flag | None]


def take_waits(seen: Seen) -> Flag | None:
    """A take that was sent waits for an answer."""
    if seen.takes <= 0:
        return None
    message = msg("A take waits for you.") if seen.takes == 1 else msg("{n} takes wait for you.")
    return Flag("take_waiting", message, {"n": seen.takes})


def quiet(seen: Seen) -> Flag | None:
    """Nothing for five days on which something was to be expected.

    Silent in the first days of being connected; on rest days; on weekdays on which this student never practises, who
    has to miss as many days as their week has; and while a pause is no longer than theirs usually are. Today may still
    come.
    """
    begins = max(seen.last or seen.since, seen.since)
    length = (seen.today - begins).days - 1
    if length < QUIET_DAYS or length <= _usual_pause(seen):
        return None
    week = _weekdays(seen)
    days = (begins + n * A_DAY for n in range(1, min(length, LOOKED_AT) + 1))
    missed = sum(1 for day in days if day.weekday() in week and not is_rest(day, seen.rests))
    if missed < min(QUIET_DAYS, max(FEWEST_MISSED, len(week))):
        return None
    if seen.last is None or seen.last < seen.since:
        return Flag("quiet", msg("Nothing was practised in the {n} days since you are connected."), {"n": length})
    return Flag("quiet", msg("Nothing was practised for {n} days."), {"n": length})


def _weekdays(seen: Seen) -> set[int]:
    """The weekdays on which something is to be expected: all, while too little is known to tell."""
    if seen.last is None:
        return set(range(7))
    first = max(seen.known_from, seen.last - (HABIT_DAYS - 1) * A_DAY)
    if (seen.last - first).days + 1 < HABIT_KNOWN:
        return set(range(7))
    return {day.weekday() for day in seen.days if first <= day <= seen.last}


def _usual_pause(seen: Seen) -> float:
    """How many days lie between two days of practice, in the middle; 0 while too few are known."""
    gaps = [(after - before).days - 1 for before, after in pairwise(sorted(seen.days))]
    return median(gaps) if len(gaps) >= FEWEST_GAPS else 0


def no_faster(seen: Seen) -> Flag | None:
    """The same passage forty times and more, and no faster in the second half of the rounds than in the first.

    Silent without a target; near or above it; where few tempi are known; and of what was slow on purpose.
    """
    stuck = [one for one in seen.passages if _is_stuck(one)]
    if not stuck:
        return None
    worst = max(stuck, key=_times)
    values: dict[str, float | str] = {
        "what": worst.name,
        "n": _times(worst),
        "a": round(median(pace.bpm for pace in _halves(worst)[1])),
        "b": round(worst.target_bpm or 0),
    }
    return Flag("no_faster", msg("{what}: {n} times and no faster, near {a} of {b} bpm."), values)


def _times(passage: Passage) -> int:
    return sum(times for _, times in passage.rounds)


def _is_stuck(passage: Passage) -> bool:
    if not passage.section or not passage.target_bpm:
        return False
    if _times(passage) < ROUNDS or len({day for day, times in passage.rounds if times > 0}) < ROUND_DAYS:
        return False
    before, after = _halves(passage)
    if min(len(before), len(after)) < FEWEST_PACES:
        return False
    now = median(pace.bpm for pace in after)
    return now < GAIN * median(pace.bpm for pace in before) and now < NEARLY * passage.target_bpm


def _halves(passage: Passage) -> tuple[list[Pace], list[Pace]]:
    """The tempi of the first half of the rounds, and of the second: rounds are what was to bring something."""
    sums = accumulate(times for _, times in passage.rounds)
    half = next(day for (day, _), so_far in zip(passage.rounds, sums, strict=True) if so_far >= _times(passage) / 2)
    paces = [pace for pace in passage.paces if not pace.slow]
    return [pace for pace in paces if pace.day <= half], [pace for pace in paces if pace.day > half]


def too_fast(seen: Seen) -> Flag | None:
    """Played much faster than the target, every time lately.

    Silent without a target; after one take alone or one day; once it was played near the target again; and where the
    beat is rather counted otherwise.
    """
    hasty = [one for one in seen.passages if _is_hasty(one)]
    if not hasty:
        return None
    worst = max(hasty, key=lambda one: _now(one) / (one.target_bpm or 1))
    values: dict[str, float | str] = {
        "what": worst.name,
        "a": round(_now(worst)),
        "b": round(worst.target_bpm or 0),
    }
    return Flag("too_fast", msg("{what}: played at {a} bpm, the target is {b}."), values)


def _now(passage: Passage) -> float:
    return median(pace.bpm for pace in passage.paces[-LATELY:])


def _is_hasty(passage: Passage) -> bool:
    lately = passage.paces[-LATELY:]
    if not passage.target_bpm or len(lately) < FEWEST or len({pace.day for pace in lately}) < FEWEST_DAYS:
        return False
    return min(pace.bpm for pace in lately) >= FAR * passage.target_bpm and _now(passage) < (
        OTHER_BEAT * passage.target_bpm
    )


def homework_due(seen: Seen) -> Flag | None:
    """Homework is due on the student's tomorrow, and nothing was done for it.

    Silent once anything counts for it; on the day itself and after it, when the lesson tells; and before.
    """
    untouched = [one for one in seen.homework if one.day == seen.today + A_DAY and not one.touched]
    if not untouched:
        return None
    if len(untouched) > 1:
        return Flag(
            "homework_due", msg("{n} pieces of homework are due tomorrow and untouched."), {"n": len(untouched)}
        )
    return Flag("homework_due", msg("Homework due tomorrow is untouched: {what}"), {"what": untouched[0].title})


RULES: tuple[Rule, ...] = (take_waits, homework_due, quiet, no_faster, too_fast)
"""In the order in which reasons are told."""


def attention(seen: Seen) -> list[Flag]:
    """Every reason to look at this student."""
    return [flag for rule in RULES if (flag := rule(seen))]
