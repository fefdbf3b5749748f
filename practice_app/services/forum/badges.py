"""Badges of the board, as data: what is counted, and from how much on."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from practice_app.locales import msg, translate


@dataclass(frozen=True)
class Badge:
    """What somebody may earn: so many of what is counted."""

    key: str
    title: str
    description: str
    measure: str
    of: int


@dataclass(frozen=True)
class BadgeRow:
    """One that was earned, in the reader's language."""

    key: str
    title: str
    description: str


BADGES: Final = (
    Badge("first_question", msg("Dared to ask"), msg("Asked a first question"), "question", 1),
    Badge("curious", msg("Curious"), msg("Asked ten questions"), "question", 10),
    Badge("first_tip", msg("Passing it on"), msg("Shared a first tip"), "tip", 1),
    Badge("tipster", msg("A drawer full of tips"), msg("Shared ten tips"), "tip", 10),
    Badge("first_words", msg("Joined in"), msg("Wrote below a post"), "comment", 1),
    Badge("talkative", msg("Good company"), msg("Wrote below posts fifty times"), "comment", 50),
    Badge("first_answer", msg("That was it"), msg("Gave an answer that was accepted"), "accepted", 1),
    Badge("helper", msg("A helping hand"), msg("Gave ten answers that were accepted"), "accepted", 10),
    Badge("guide", msg("Guide"), msg("Gave fifty answers that were accepted"), "accepted", 50),
    Badge("appreciated", msg("Appreciated"), msg("Was voted for ten times"), "up", 10),
    Badge("well_loved", msg("Well loved"), msg("Was voted for a hundred times"), "up", 100),
    Badge("week", msg("A week of posts"), msg("Posted on seven days"), "days", 7),
    Badge("trusted", msg("Trusted"), msg("Reached 500 points of reputation"), "points", 500),
    Badge("pillar", msg("Pillar of the board"), msg("Reached 3000 points of reputation"), "points", 3000),
)


def earned(events: Sequence[Any], points: int, locale: str) -> list[BadgeRow]:
    """Which badges all that happened comes to."""
    counted = Counter(event.kind for event in events)
    counted["days"] = len({event.day for event in events if event.kind in ("tip", "question", "free")})
    counted["points"] = points
    return [
        BadgeRow(badge.key, translate(locale, badge.title), translate(locale, badge.description))
        for badge in BADGES
        if counted[badge.measure] >= badge.of
    ]
