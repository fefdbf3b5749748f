"""Rules about pauses and rest: a body that practises is looked after first. Pure."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from practice_app.locales import msg
from practice_app.services.advice.picture import WEEKS, Moment, Picture, Subject
from practice_app.services.advice.proposals import Proposal, Rule, Said

WEEK = 7
LONG_S, LONG_ONES = 3600.0, 2
HEAVY_S, HEAVY_DAYS, OF_DAYS = 4 * 3600.0, 3, 5
QUIET_DAYS = range(2, 6)
FULL_S, FULL_DAYS, FULLER = 2 * 3600.0, 3, 1.3
MOST_EVIDENCE = 3


def _no_break(picture: Picture) -> Iterator[Proposal]:
    week = reversed(picture.within(WEEK))
    long = [(one, stretch) for one in week for stretch in one.stretches if stretch[1] - stretch[0] >= LONG_S]
    if len(long) >= LONG_ONES:
        yield Proposal(
            Subject(),
            Said(
                msg(
                    "{n} times this week you played for an hour without a pause. Five minutes in between rest hands"
                    " and ears."
                ),
                {"n": len(long)},
            ),
            Said(
                msg("The longest stretch was {a} minutes. A pause is practice too: the clock waits when you tap it."),
                {"a": round(max(end - start for _, (start, end) in long) / 60)},
            ),
            tuple(Moment(one.id, *stretch) for one, stretch in long)[:MOST_EVIDENCE],
        )


def _heavy_days(picture: Picture) -> Iterator[Proposal]:
    days = _by_day(picture)
    lately = [day for day in days if day > picture.today - timedelta(days=OF_DAYS) and days[day] >= HEAVY_S]
    if len(lately) >= HEAVY_DAYS:
        yield Proposal(
            Subject(),
            Said(
                msg("More than four hours on {n} of the last {m} days. A lighter day does no harm."),
                {"n": len(lately), "m": OF_DAYS},
            ),
            Said(
                msg("The fullest had {a} hours. A night in between helps what was practised to settle."),
                {"a": round(max(days[day] for day in lately) / 3600, 1)},
            ),
        )


def _rest_is_fine(picture: Picture) -> Iterator[Proposal]:
    days = _by_day(picture)
    if not days or (picture.today - max(days)).days not in QUIET_DAYS:
        return
    last = max(days)
    week = {day: s for day, s in days.items() if day > last - timedelta(days=WEEK)}
    before = sum(s for day, s in days.items() if day not in week) / (WEEKS - 1)
    full = sum(week.values())
    if full >= max(FULL_S, FULLER * before) and len(week) >= FULL_DAYS:
        yield Proposal(
            Subject(),
            Said(msg("{n} quiet days after a full week. Rest is part of it."), {"n": (picture.today - last).days - 1}),
            Said(
                msg(
                    "Before them you had {a} hours in seven days. In a small study players came back more accurate when"
                    " a night lay between."
                ),
                {"a": round(full / 3600, 1)},
            ),
        )


def _by_day(picture: Picture) -> Counter[date]:
    """Seconds that count, by the player's own day."""
    days: Counter[date] = Counter()
    for sitting in picture.sittings:
        days[sitting.day] += sitting.counted_s  # type: ignore[assignment]
    return days


NO_BREAK = Rule("pause", msg("A pause"), _no_break)
HEAVY = Rule("lighter_day", msg("A lighter day"), _heavy_days)
REST_IS_FINE = Rule("rest_is_fine", msg("Rest"), _rest_is_fine)
