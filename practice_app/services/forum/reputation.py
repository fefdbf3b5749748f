"""Reputation: counted from what happened, each time it is asked; nothing is kept that could drift from it.

Ten for a vote, two less for one against, at most two hundred a day from votes; fifteen for an answer that was accepted;
five for the first post of a day, by the author's own day. A vote or an acceptance taken back was never there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import or_, text
from sqlmodel import Session, col, select

from practice_app import ages
from practice_app.database import as_system
from practice_app.errors import NotFound
from practice_app.models import User
from practice_app.services.forum.badges import BadgeRow, earned
from practice_app.services.forum.rows import authors, gathered
from practice_app.services.shared.access import owned_by

POINTS: Final = {"up": 10, "down": -2, "accepted": 15, "first_post": 5}
MOST_A_DAY: Final = 200
POSTS: Final = frozenset({"tip", "question", "free"})
SHOWN: Final = 100


@dataclass(frozen=True)
class Event:
    """Something that happened to what somebody wrote, on which day of theirs."""

    at: datetime
    kind: str
    day: date


@dataclass(frozen=True)
class PointsRow:
    """Points, when, and for what: ``up``, ``down``, ``accepted`` or ``first_post``."""

    at: datetime
    points: int
    reason: str


@dataclass(frozen=True)
class ReputationRow:
    """What somebody's words are worth to others: the newest hundred reasons, and badges."""

    total: int
    items: list[PointsRow]
    badges: list[BadgeRow]


def ledger(events: Iterable[Event]) -> list[PointsRow]:
    """What all that happened comes to, in the order in which it did."""
    voted: dict[date, int] = {}
    days: set[date] = set()
    entries = []
    for event in sorted(events, key=lambda one: (one.at, one.kind)):
        reason = event.kind
        if reason in POSTS:
            if event.day in days:
                continue
            days.add(event.day)
            reason = "first_post"
        points = POINTS.get(reason)
        if points is None:
            continue
        if reason in ("up", "down"):
            before = voted.get(event.day, 0)
            points = min(points, MOST_A_DAY - before)
            voted[event.day] = before + points
        entries.append(PointsRow(event.at, points, reason))
    return entries


@dataclass(frozen=True)
class StandingRow:
    """What stands beside a name: points, and the last badge of the list that was earned (a message id)."""

    points: int
    badge: str


def standings(db: Session, who: UUID, people: Iterable[UUID]) -> dict[UUID, StandingRow]:
    """Count what these people's words are worth to others; nothing of who wants to be quiet about it, or is a child.

    A child's are a child's own to see: beside its name nobody weighs it.
    """
    told = or_(owned_by(who, User), text(ages.of_age_sql("users")))
    there = (col(User.id).in_(list({*people})), ~col(User.quiet), told)
    with as_system(db):
        loud = list(db.scalars(select(col(User.id)).where(*there)))
    events: dict[UUID, list[Event]] = {person: [] for person in loud}
    for row in db.execute(_EVENTS, {"people": loud}):
        events[row.person].append(Event(row.at, row.kind, row.day))
    return {person: _standing(found) for person, found in events.items()}


_EVENTS = text(
    "SELECT p.person, e.at, e.kind, e.day FROM unnest(CAST(:people AS uuid[])) AS p (person),"
    " LATERAL app_forum_events(p.person) AS e"
)


def _standing(events: list[Event]) -> StandingRow:
    total = sum(one.points for one in ledger(events))
    badges = earned(events, total, "en")
    return StandingRow(total, badges[-1].title if badges else "")


def reputation(db: Session, who: UUID, person: UUID, locale: str = "") -> ReputationRow:
    """Count somebody's; raise ``NotFound`` for who wrote nothing that stands on the board, or wants to be quiet."""
    if person not in authors(db, [person], "") or not gathered(db, person):
        raise NotFound()
    if person != who and _is_quiet(db, person):
        raise NotFound()
    found = db.execute(text("SELECT at, kind, day FROM app_forum_events(:person)"), {"person": person})
    events = [Event(row.at, row.kind, row.day) for row in found]
    entries = ledger(events)
    total = sum(one.points for one in entries)
    return ReputationRow(total, [one for one in entries[::-1] if one.points][:SHOWN], earned(events, total, locale))


def _is_quiet(db: Session, person: UUID) -> bool:
    with as_system(db):
        return bool(db.scalar(select(User.quiet).where(col(User.id) == person)))
