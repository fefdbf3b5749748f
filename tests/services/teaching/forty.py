"""A made class of forty students of whom it is known what wants attention, and what does not."""

from datetime import date, timedelta

from practice_app.services.teaching.students.seen import Pace, Passage, Seen

TODAY = date(2026, 11, 27)
"""A Friday."""
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
EVERY = frozenset(range(7))


def ago(days):
    """A day so many days before today."""
    return TODAY - timedelta(days=days)


def days(first, last, weekdays=EVERY):
    """The days from so many days ago to so many, that are one of these weekdays."""
    return frozenset(ago(n) for n in range(last, first + 1) if ago(n).weekday() in weekdays)


def student(practised=frozenset(), *, since=400, **more):
    """Somebody who practised on these days; known of for nine weeks, or since they are connected."""
    last = max(practised, default=None)
    return Seen(**{"today": TODAY, "since": ago(since), "known_from": ago(63), "last": last, "days": practised} | more)


def drilled(paces, times=10, *, target=100.0, first=20, section="Trio", slow=False):
    """A passage gone through on one day after the other, with a tempo each."""
    on = [ago(first - n) for n in range(len(paces))]
    heard = tuple(Pace(day, bpm, slow) for day, bpm in zip(on, paces, strict=True) if bpm)
    return Passage("Gavotte", section, target, tuple((day, times) for day in on), heard)


def played(*paces, target=100.0, first=12, section="Trio"):
    """A passage that was played, every second day, and counted by nobody."""
    heard = tuple(Pace(ago(first - 2 * n), bpm) for n, bpm in enumerate(paces))
    return Passage("Gavotte", section, target, (), heard)


DAILY = days(63, 0)
STUCK, CLIMBING = [70, 71, 70, 72, 71, 70], [70, 74, 78, 82, 86, 90]
FORTY = {
    # Who practises, and nothing is the matter.
    "every day": (student(DAILY), set()),
    "every day, today not yet": (student(days(63, 1)), set()),
    "four days of silence": (student(days(63, 5)), set()),
    "weekdays alone": (student(days(63, 0, {MON, TUE, WED, THU, FRI})), set()),
    "weekends alone, and it is Friday": (student(days(63, 5, {SAT, SUN})), set()),
    "once a week, the last lesson's day was missed": (student(days(63, 9, {WED})), set()),
    "every tenth day": (student(frozenset(ago(n) for n in (9, 19, 30, 40, 51, 61))), set()),
    "rests from Monday to Thursday, and says so": (
        student(days(63, 6), rests=dict.fromkeys((MON, TUE, WED, THU))),
        set(),
    ),
    "a rest day among five": (student(days(63, 6), rests={SUN: None}), set()),
    "connected yesterday, never practised": (student(since=1, known_from=ago(1)), set()),
    "connected four days ago, silent for a month before": (student(days(63, 33), since=4), set()),
    "connected five days ago": (student(since=5, known_from=ago(5)), set()),
    "a piece that gets faster": (student(DAILY, passages=(drilled(CLIMBING),)), set()),
    "thirty-nine rounds": (student(DAILY, passages=(drilled(STUCK[:3], 13),)), set()),
    "many rounds, all on two days": (student(DAILY, passages=(drilled(STUCK[:2], 40),)), set()),
    "many rounds at the target": (student(DAILY, passages=(drilled([99, 100, 98, 99, 100, 99]),)), set()),
    "many rounds above the target": (student(DAILY, passages=(drilled([108] * 6),)), set()),
    "many rounds with no target": (student(DAILY, passages=(drilled(STUCK, target=None),)), set()),
    "many rounds, slow on purpose": (student(DAILY, passages=(drilled(STUCK, slow=True),)), set()),
    "many rounds, of which one was heard": (
        student(DAILY, passages=(drilled([70, None, None, None, None, 70]),)),
        set(),
    ),
    "many rounds of a whole piece": (student(DAILY, passages=(drilled(STUCK, section=""),)), set()),
    "a little above the target": (student(DAILY, passages=(played(110, 112, 115),)), set()),
    "far above it in one take": (student(DAILY, passages=(played(140),)), set()),
    "far above it, three times on a day": (
        student(DAILY, passages=(Passage("Gavotte", "Trio", 100, (), tuple([Pace(ago(3), 140.0)] * 3)),)),
        set(),
    ),
    "far above it, and near it yesterday": (student(DAILY, passages=(played(140, 139, 141, 104),)), set()),
    "the beat counted in quavers": (student(DAILY, passages=(played(198, 200, 202),)), set()),
    "fast with no target": (student(DAILY, passages=(played(180, 182, 181, target=None),)), set()),
    # Who wants a look.
    "five days of silence": (student(days(63, 6)), {"quiet"}),
    "silent for a month": (student(days(63, 31)), {"quiet"}),
    "silent for years": (student(last=ago(900)), {"quiet"}),
    "connected for a week, nothing yet": (student(since=7, known_from=ago(7)), {"quiet"}),
    "connected for a week, much before": (student(days(63, 8), since=7), {"quiet"}),
    "weekends alone, and missed one": (student(days(63, 12, {SAT, SUN})), {"quiet"}),
    "once a week, and missed two": (student(days(63, 16, {WED})), {"quiet"}),
    "a rest day among seven": (student(days(63, 8), rests={SUN: None}), {"quiet"}),
    "sixty rounds, no faster": (student(DAILY, passages=(drilled(STUCK),)), {"no_faster"}),
    "sixty rounds, and slower": (student(DAILY, passages=(drilled([80, 79, 78, 76, 75, 74]),)), {"no_faster"}),
    "far above the target every time": (student(DAILY, passages=(played(140, 138, 142),)), {"too_fast"}),
    "a take was sent": (student(DAILY, takes=1), {"take_waiting"}),
    "a take was sent, then silence": (student(days(63, 8), takes=2), {"take_waiting", "quiet"}),
}
"""What each is called, who it is, and what there is to tell."""
