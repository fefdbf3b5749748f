"""How well two who look for a partner fit, and why, in words: a pure function of what both say and of the week."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from practice_app.locales import msg, translate
from practice_app.services.partners import hours
from practice_app.words import INSTRUMENTS, LEVELS

ENOUGH_MIN: Final = 180
"""Three hours a week in common are as good as more."""
FEWEST_MIN: Final = 30
WEIGHTS: Final = {"wish": 30, "hours": 30, "instrument": 20, "language": 10, "level": 10}
NOON, EVENING = 12, 17
MOST_DAYS: Final = 3
WISHES: Final = {
    "accountability": msg("You both want to hold each other to practising"),
    "duets": msg("You both want to play duets"),
    "feedback": msg("You both want to hear each other and say something about it"),
}
WEEKDAYS: Final = (
    msg("Monday"),
    msg("Tuesday"),
    msg("Wednesday"),
    msg("Thursday"),
    msg("Friday"),
    msg("Saturday"),
    msg("Sunday"),
)
PARTS: Final = {
    "morning": msg("{day} morning"),
    "afternoon": msg("{day} afternoon"),
    "evening": msg("{day} evening"),
}
SPEAKERS: Final = {
    "en": "English",
    "ko": "한국어",
    "zh": "中文",
    "ja": "日本語",
    "es": "Español",
    "fr": "Français",
    "de": "Deutsch",
    "pt": "Português",
    "it": "Italiano",
    "vi": "Tiếng Việt",
    "th": "ไทย",
    "id": "Bahasa Indonesia",
}
"""Languages as those call them who speak them; others go by their tag."""


@dataclass(frozen=True)
class Wishes:
    """What somebody says who looks."""

    looking_for: list[str]
    instruments: list[str]
    level: str
    languages: list[str]
    hours: list[dict[str, Any]]
    timezone: str


@dataclass(frozen=True)
class Because:
    """One reason: a message id; ``values`` hold message ids themselves where they are words of ours."""

    text: str
    values: dict[str, list["Because | str"]] = field(default_factory=dict)


@dataclass(frozen=True)
class Match:
    """How well two fit, from 0 to 100, and why."""

    score: int
    why: list[Because]


def match(mine: Wishes, theirs: Wishes, now: datetime) -> Match:
    """Say how well two fit, in the week that comes."""
    parts = {
        "wish": _wishes(mine, theirs),
        "hours": _hours(mine, theirs, now),
        "instrument": _instruments(mine, theirs),
        "language": _languages(mine, theirs),
        "level": _levels(mine, theirs),
    }
    score = sum(WEIGHTS[name] * share for name, (share, _) in parts.items())
    return Match(round(score), [why for _, why in parts.values() if why])


def said(locale: str, match_: Match) -> str:
    """Write why, in a language."""
    return " · ".join(_written(locale, one) for one in match_.why)


def _written(locale: str, one: Because | str) -> str:
    if isinstance(one, str):
        return translate(locale, one)
    joined = {name: ", ".join(_written(locale, each) for each in values) for name, values in one.values.items()}
    return translate(locale, one.text, **joined)


Part = tuple[float, Because | None]


def _common(mine: Iterable[str], theirs: Iterable[str]) -> list[str]:
    there = set(theirs)
    return [one for one in mine if one in there]


def _wishes(mine: Wishes, theirs: Wishes) -> Part:
    common = _common(mine.looking_for, theirs.looking_for)
    return (1.0, Because(WISHES[common[0]])) if common else (0.0, None)


def _hours(mine: Wishes, theirs: Wishes, now: datetime) -> Part:
    spans = hours.together(mine.hours, mine.timezone, theirs.hours, theirs.timezone, now)
    long = [(at, minutes) for at, minutes in spans if minutes >= FEWEST_MIN]
    if not long:
        return 0.0, None
    share = min(1.0, sum(minutes for _, minutes in long) / ENOUGH_MIN)
    when: list[Because | str] = [Because(PARTS[part], {"day": [WEEKDAYS[day]]}) for day, part in _when(long)]
    return share, Because(msg("Time in common: {when}"), {"when": when})


def _when(spans: list[tuple[datetime, int]]) -> list[tuple[int, str]]:
    """The weekdays and parts of the day, the longest three, in the order of a week."""
    longest = sorted(spans, key=lambda one: -one[1])[:MOST_DAYS]
    return sorted({(at.weekday(), _part(at)) for at, _ in longest})


def _part(at: datetime) -> str:
    return "morning" if at.hour < NOON else "afternoon" if at.hour < EVENING else "evening"


def _instruments(mine: Wishes, theirs: Wishes) -> Part:
    if common := _common(mine.instruments, theirs.instruments):
        return 1.0, Because(msg("You both play: {what}"), {"what": [INSTRUMENTS.get(one, one) for one in common[:2]]})
    if "duets" in _common(mine.looking_for, theirs.looking_for):
        names: list[Because | str] = [INSTRUMENTS.get(one, one) for one in (mine.instruments[0], theirs.instruments[0])]
        return 0.5, Because(msg("For duets: {what}"), {"what": names})
    return 0.0, None


def _languages(mine: Wishes, theirs: Wishes) -> Part:
    common = _common(map(_tongue, mine.languages), map(_tongue, theirs.languages))
    if not common:
        return 0.0, None
    return 1.0, Because(msg("You both speak: {what}"), {"what": [SPEAKERS.get(one, one) for one in common[:2]]})


def _tongue(tag: str) -> str:
    return tag.partition("-")[0].lower()


def _levels(mine: Wishes, theirs: Wishes) -> Part:
    if not (mine.level and theirs.level):
        return 0.0, None
    if mine.level == theirs.level:
        return 1.0, Because(msg("The same level: {what}"), {"what": [LEVELS.get(mine.level, mine.level)]})
    steps = list(LEVELS)
    near = mine.level in steps and theirs.level in steps
    if near and abs(steps.index(mine.level) - steps.index(theirs.level)) == 1:
        return 0.5, Because(msg("About the same level"))
    return 0.0, None
