"""What is due: passages whose review has come, the most urgent first."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from statistics import median
from typing import Any
from uuid import UUID

from fsrs import Rating
from sqlmodel import Session

from practice_app.locales import msg
from practice_app.services.accounts import itself
from practice_app.services.planning import tempos
from practice_app.services.planning.history import Subject, Worked, history
from practice_app.services.planning.overlaps import without_covered
from practice_app.services.planning.ratings import DayRating, Run
from practice_app.services.planning.review import Standing
from practice_app.services.planning.words import Said, said
from practice_app.services.progress import here

MOST = 100
USUALLY_MIN, LEAST_MIN, MOST_MIN = 5, 3, 12
"""Minutes for a passage of which nothing is known, and the fewest and most that are proposed."""


@dataclass(frozen=True)
class ProposalRow:
    """Something to practise, and why; ``title`` names the piece and its passage, days are the player's own."""

    piece_id: UUID
    section_id: UUID | None
    title: str
    piece_title: str
    section_title: str
    due_on: date
    last_practised_on: date | None
    why: Said
    minutes: int
    bpm: float | None


def due(db: Session, who: UUID) -> list[ProposalRow]:
    """List what is due today, the most urgent first; nothing for who wants no reviews."""
    user = itself(db, who)
    if not user.reviews:
        return []
    today = here(db, who, user.timezone).today
    return [proposal(one) for one in due_among(history(db, who).known, today)][:MOST]


def due_among(known: list[Worked], today: date) -> list[Worked]:
    """Those whose day has come; of passages that overlap the larger one alone."""
    come = [one for one in known if one.standing and one.standing.due_on <= today]
    return sorted(without_covered(come), key=lambda one: _urgency(one, today), reverse=True)


def upcoming(db: Session, who: UUID, piece_id: UUID) -> list[ProposalRow]:
    """When each passage of a piece is due, the soonest first; nothing for who wants no reviews."""
    if not itself(db, who).reviews:
        return []
    known = [one for one in history(db, who, piece_id=piece_id).known if one.standing]
    return sorted((proposal(one) for one in known), key=lambda row: (row.due_on, row.title))


def _urgency(one: Worked, today: date) -> tuple[bool, float, UUID]:
    """What failed comes first; then what is the longest overdue, measured by how long it should have waited."""
    standing = _standing(one)
    return (
        standing.last.rating is Rating.Again,
        (today - standing.due_on).days / max(1, standing.waits_days),
        one.subject.id,
    )


def proposal(one: Worked) -> ProposalRow:
    """Propose something that was practised before."""
    standing = _standing(one)
    return ProposalRow(
        **named(one.subject),
        due_on=standing.due_on,
        last_practised_on=standing.last.day,
        why=_why(standing.last),
        minutes=usual_minutes(one.runs),
        bpm=tempos.proposed(one.subject.current_bpm, one.subject.target_bpm, problem=is_problem(standing)),
    )


def named(subject: Subject) -> dict[str, Any]:
    """The part of a proposal that says what it is."""
    names = ("piece_id", "section_id", "title", "piece_title", "section_title")
    return {name: getattr(subject, name) for name in names}


def _standing(one: Worked) -> Standing:
    if one.standing is None:
        raise ValueError("never practised")
    return one.standing


def is_problem(standing: Standing) -> bool:
    """Whether it went badly last: then slower practice comes first."""
    return standing.last.rating in (Rating.Again, Rating.Hard)


def usual_minutes(runs: tuple[Run, ...]) -> int:
    """How long it is usually practised on a day, within what makes sense for one passage."""
    by_day: dict[date, float] = defaultdict(float)
    for run in runs:
        by_day[run.day] += run.seconds
    spent = [seconds / 60 for seconds in by_day.values() if seconds]
    return round(min(MOST_MIN, max(LEAST_MIN, median(spent)))) if spent else USUALLY_MIN


def _why(last: DayRating) -> Said:
    if last.unsteady:
        return said(msg("On {day} it was less steady than it usually is."), day=last.day)
    if last.said is None:
        return said(msg("Practised on {day}; a good moment to see what has stayed."), day=last.day)
    return said(_BY_RATING[last.rating], day=last.day)


_BY_RATING = {
    Rating.Again: msg("It was hard going on {day}, so it comes back soon."),
    Rating.Hard: msg("It was not easy yet on {day}."),
    Rating.Good: msg("It went well on {day}; a good moment to see what has stayed."),
    Rating.Easy: msg("It sang on {day}; a good moment to hear it again."),
}


def next_by_rating(one: Worked, today: date) -> list[date]:
    """When it would be due after being practised today and rated 1 to 5; what is measured may still move it."""
    fresh = [_after(one, today, rating) for rating in range(1, 6)]
    return [standing.due_on for standing in fresh if standing]


def _after(one: Worked, today: date, rating: int) -> Standing | None:
    run = Run(UUID(int=0), _LATEST, today, rating)
    return replace(one, runs=(*one.runs, run)).standing


_LATEST = datetime.max.replace(tzinfo=UTC)
