"""On which weekdays somebody rests, and since when: what they say holds for all that lies before, and is not unsaid.

Whoever takes a rest day back would lose every streak that rested on it: so it goes on to count for the days before.
Only what was said today can be unsaid today, for that was a slip.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, select

from practice_app.models import RestDay
from practice_app.services.progress.streaks import Rests
from practice_app.services.shared.access import owned_by


@dataclass(frozen=True, order=True)
class Said:
    """A weekday (0 Monday … 6 Sunday), on which day it was said, and before which day it holds, if it has ended."""

    weekday: int
    said_on: date
    until: date | None = None


def rests(said: Iterable[Said]) -> Rests:
    """Give each weekday's end: ``None`` while it goes on."""
    out: dict[int, date | None] = {}
    for one in said:
        before = out.get(one.weekday, date.min)
        out[one.weekday] = None if before is None or one.until is None else max(before, one.until)
    return out


def changed(said: Iterable[Said], wanted: set[int], today: date) -> set[Said]:
    """Say from today on that these weekdays are rest days, and no others."""
    before = set(said)
    return {one for weekday in range(7) for one in _weekday(before, weekday, weekday in wanted, today)}


def _weekday(said: set[Said], weekday: int, wanted: bool, today: date) -> set[Said]:
    ended = {one for one in said if one.weekday == weekday and one.until}
    going = next((one for one in said if one.weekday == weekday and not one.until), None)
    if wanted:
        return ended | {going or Said(weekday, today)}
    if going is None or going.said_on >= today:
        return ended
    return {Said(weekday, going.said_on, today)}


def of(db: Session, user_id: UUID) -> Rests:
    """Give somebody's rest days, now and before."""
    return rests(_said(db, user_id))


def say(db: Session, user_id: UUID, wanted: set[int], today: date) -> None:
    """Write down that these weekdays are somebody's rest days from their today on."""
    before = set(_said(db, user_id))
    after = changed(before, wanted, today)
    if after == before:
        return
    db.execute(delete(RestDay).where(owned_by(user_id, RestDay)))
    db.add_all([RestDay(user_id=user_id, **vars(one)) for one in sorted(after, key=lambda one: one.weekday)])
    db.flush()


def _said(db: Session, user_id: UUID) -> list[Said]:
    found = db.exec(select(RestDay).where(owned_by(user_id, RestDay)))
    return [Said(row.weekday, row.said_on, row.until) for row in found]
