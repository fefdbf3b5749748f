"""What can be earned: data, and nothing else. Each says what is measured and from which value on it is there.

A title is for good as long as its sessions are: nothing here is lost by resting, and nothing compares people. Nights
are not praised, nor long sittings. `earning.py` says how each measure is taken.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from practice_app.locales import msg


class Measure(StrEnum):
    """What is measured over all that somebody practised."""

    SESSIONS = "sessions"
    HOURS = "hours"
    DAYS = "days"
    STREAK = "streak"
    WEEKS = "weeks"
    SHORT_DAYS = "short"
    RETURNS = "returns"
    MORNINGS = "mornings"
    EVENINGS = "evenings"
    INSTRUMENTS = "instruments"
    PIECES = "pieces"
    SECTIONS = "sections"
    REACHED = "reached"
    FOCUS = "focus"
    REPETITIONS = "repetitions"
    SLOW_HOURS = "slow"
    STILL_MINUTES = "still"
    STEADY = "steady"
    HEARD = "heard"
    KEPT = "kept"
    FILMED = "filmed"
    PERFORMED = "performed"
    NOTED = "noted"
    RATED = "rated"
    PLANNED = "planned"


@dataclass(frozen=True)
class Achievement:
    """One that can be earned: ``tier`` is the value of its measure from which on it is there.

    ``title`` and ``description`` are message ids; in the second ``{n}`` is the tier.
    """

    measure: Measure
    tier: int
    title: str
    description: str
    icon: str

    @property
    def key(self) -> str:
        """What it is called by other clients and worn by."""
        return f"{self.measure}-{self.tier}"


def _tiers(measure: Measure, icon: str, description: str, titles: dict[int, str]) -> tuple[Achievement, ...]:
    return tuple(Achievement(measure, tier, title, description, icon) for tier, title in titles.items())


ACHIEVEMENTS: Final = (
    Achievement(Measure.SESSIONS, 1, msg("First line"), msg("Your first session is written down."), "notebook-pen"),
    Achievement(Measure.HOURS, 1, msg("First hour"), msg("One hour of practice in all."), "clock"),
    *_tiers(
        Measure.HOURS,
        "hourglass",
        msg("{n} hours of practice in all."),
        {
            10: msg("Ten hours in"),
            25: msg("Warmed up"),
            50: msg("At home in the practice room"),
            100: msg("A hundred hours"),
            250: msg("Well seasoned"),
            500: msg("Old hand"),
            1000: msg("Woodshedder"),
        },
    ),
    *_tiers(
        Measure.STREAK,
        "flame",
        msg("{n} days of practice in a row."),
        {
            3: msg("Three in a row"),
            7: msg("A whole week"),
            14: msg("Fortnight"),
            30: msg("A month of days"),
            100: msg("A hundred in a row"),
            365: msg("Round the year"),
        },
    ),
    *_tiers(
        Measure.DAYS,
        "calendar-days",
        msg("{n} days with practice, however far apart."),
        {
            10: msg("Ten days of music"),
            50: msg("Fifty days of music"),
            100: msg("A hundred days of music"),
            365: msg("A year's worth of days"),
            1000: msg("A thousand days of music"),
        },
    ),
    *_tiers(
        Measure.WEEKS,
        "trending-up",
        msg("{n} weeks in a row with three days of practice or more."),
        {4: msg("Steady month"), 12: msg("Steady season"), 52: msg("Steady year")},
    ),
    *_tiers(
        Measure.SHORT_DAYS,
        "timer",
        msg("On {n} days a quarter of an hour or less, and practised all the same."),
        {10: msg("A little is enough")},
    ),
    Achievement(
        Measure.RETURNS,
        1,
        msg("Good to hear you again"),
        msg("You picked it up again after two weeks or more."),
        "undo-2",
    ),
    *_tiers(Measure.MORNINGS, "sun", msg("{n} days begun with music, before nine."), {5: msg("Early bird")}),
    *_tiers(Measure.EVENINGS, "moon", msg("{n} evenings with music, before ten."), {5: msg("Evening song")}),
    *_tiers(
        Measure.INSTRUMENTS,
        "guitar",
        msg("Practised on {n} instruments."),
        {2: msg("Two voices"), 3: msg("Many voices")},
    ),
    Achievement(Measure.PIECES, 1, msg("First piece"), msg("You worked on a piece and said which."), "music"),
    *_tiers(
        Measure.PIECES,
        "list-music",
        msg("Worked on {n} pieces."),
        {5: msg("A small recital"), 20: msg("A full repertoire")},
    ),
    Achievement(Measure.SECTIONS, 1, msg("Magnifying glass"), msg("You worked on a passage by itself."), "search"),
    *_tiers(Measure.SECTIONS, "search", msg("Worked on {n} passages by themselves."), {10: msg("Every bar counts")}),
    Achievement(
        Measure.REACHED, 1, msg("Up to tempo"), msg("You brought a piece or a passage up to its target."), "target"
    ),
    *_tiers(
        Measure.REACHED,
        "target",
        msg("Brought {n} pieces or passages up to their targets."),
        {10: msg("Tempo tamer")},
    ),
    *_tiers(
        Measure.FOCUS,
        "tag",
        msg("Practised with {n} different things in mind."),
        {3: msg("Three angles"), 8: msg("All-rounder")},
    ),
    *_tiers(
        Measure.REPETITIONS,
        "tally-5",
        msg("Passages repeated {n} times."),
        {100: msg("Once more"), 1000: msg("And once more"), 10000: msg("From the beginning, please")},
    ),
    Achievement(Measure.SLOW_HOURS, 1, msg("No hurry"), msg("One hour of slow practice."), "gauge"),
    *_tiers(
        Measure.SLOW_HOURS,
        "gauge",
        msg("{n} hours of slow practice."),
        {10: msg("Friend of slow"), 50: msg("Endless patience")},
    ),
    *_tiers(
        Measure.STILL_MINUTES,
        "metronome",
        msg("{n} minutes below 60 beats a minute."),
        {10: msg("First stillness"), 60: msg("An hour of calm"), 600: msg("Deep breath")},
    ),
    Achievement(Measure.STEADY, 1, msg("On the beat"), msg("One session that kept its tempo, beat by beat."), "smile"),
    *_tiers(
        Measure.STEADY,
        "smile",
        msg("{n} sessions that kept their tempo, beat by beat."),
        {10: msg("Steady hands"), 50: msg("Living metronome")},
    ),
    Achievement(Measure.HEARD, 1, msg("First recording"), msg("Woodshed listened to you for the first time."), "mic"),
    *_tiers(Measure.HEARD, "ear", msg("{n} sessions with a recording."), {25: msg("Open ears")}),
    Achievement(Measure.KEPT, 1, msg("A keeper"), msg("You kept a recording."), "headphones"),
    *_tiers(Measure.KEPT, "headphones", msg("{n} sessions of which you kept a recording."), {10: msg("Own archive")}),
    Achievement(Measure.FILMED, 1, msg("In the picture"), msg("You filmed yourself practising."), "video"),
    Achievement(Measure.PERFORMED, 1, msg("Curtain up"), msg("You played through as in a performance."), "star"),
    *_tiers(
        Measure.PERFORMED, "star", msg("Played through as in a performance {n} times."), {10: msg("At ease on stage")}
    ),
    Achievement(Measure.NOTED, 1, msg("First thought"), msg("You wrote down what you noticed."), "pencil"),
    *_tiers(
        Measure.NOTED,
        "pencil",
        msg("Wrote down what you noticed on {n} sessions."),
        {10: msg("Good observer"), 50: msg("Chronicler")},
    ),
    Achievement(Measure.PLANNED, 1, msg("According to plan"), msg("You played a plan to its end."), "calendar-days"),
    *_tiers(Measure.PLANNED, "calendar-days", msg("Played {n} plans to their ends."), {10: msg("A head for plans")}),
    *_tiers(
        Measure.RATED, "circle-check", msg("Said of {n} sessions how they felt."), {10: msg("Honest with yourself")}
    ),
)
"""In the order of the page."""

ICONS: Final = tuple(dict.fromkeys(one.icon for one in ACHIEVEMENTS))
BY_KEY: Final = {achievement.key: achievement for achievement in ACHIEVEMENTS}
BY_TIER: Final = {(achievement.measure.value, achievement.tier): achievement for achievement in ACHIEVEMENTS}
