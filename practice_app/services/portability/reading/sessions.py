"""Rows of a table become drafts of sessions; what can't is told by its line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from practice_app import ids, zones
from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.models import Source
from practice_app.services.portability.cells import lines, parted
from practice_app.services.portability.reading import moments
from practice_app.services.portability.reading.columns import Columns
from practice_app.services.portability.reading.tables import Row, Table
from practice_app.services.practice import SessionDraft
from practice_app.services.shared.fields import checked

NOON = time(12)
"""Where a journal says no time of day."""
MOST_PIECES = 50
NO_DAY = msg("“{cell}” is no day we can read. Write it as 2026-03-01.")
TWO_DAYS = msg("“{cell}” could be two days. Say whether the day or the month comes first.")
NO_LENGTH = msg("“{cell}” is no length we can read. Write the minutes as a number.")
TOO_LONG = msg("A session lasts at most 24 hours.")
NO_TIME = msg("“{cell}” is no time of day. Write it as 17:30.")


@dataclass(frozen=True)
class Wrong:
    """Why a row can't be taken: the file's line, a message id and what fills it."""

    row: int
    problem: str
    filled_with: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Work:
    """A piece by its name."""

    title: str
    composer: str


@dataclass(frozen=True)
class Read:
    """A session that a row tells of; its pieces have no ids yet."""

    row: int
    id: UUID
    draft: SessionDraft
    works: list[Work]


@dataclass(frozen=True)
class Reader:
    """How a table is read, and for whom: the same row of the same person is the same session, whenever it comes."""

    who: UUID
    zone: str
    columns: Columns
    dates: str = moments.AUTO

    def sessions(self, table: Table) -> Iterator[Read | Wrong]:
        """Read each row."""
        which = self.dates if self.dates != moments.AUTO else moments.order(self.days(table))
        for row in table.rows:
            try:
                yield self._session(row, which)
            except _Unreadable as error:
                yield Wrong(row.line, error.problem, error.filled_with)
            except Invalid as invalid:
                yield Wrong(
                    row.line, invalid.errors[0].detail, {k: str(v) for k, v in invalid.errors[0].values.items()}
                )

    def days(self, table: Table) -> list[str]:
        """What stands in the column of days."""
        return [row.cell(self.columns["date"]) for row in table.rows]

    def _session(self, row: Row, which: str) -> Read:
        said = {name: row.cell(place) for name, place in self.columns.items()}
        zone = said.get("timezone", "") if said.get("timezone") in zones.names() else self.zone
        start = _start(said, which, zone)
        length = _length(said["minutes"])
        works = _works(said)
        values: dict[str, Any] = {
            "started_at": start,
            "ended_at": start + length,
            "timezone": zone,
            "instrument": said.get("instrument", ""),
            "focus": parted(said.get("focus", ""))[:20],
            "note": said.get("note", ""),
            "source": Source.MANUAL,
            "client_updated_at": min(start + length, datetime.now(UTC)),
        }
        draft = checked(SessionDraft, values | _ours(said))
        return Read(row.line, self._id(start, said, works), draft, works)

    def _id(self, start: datetime, said: dict[str, str], works: list[Work]) -> UUID:
        content = [said.get(name, "") for name in ("date", "start", "minutes", "instrument", "focus", "note")]
        return ids.told_id(start, str(self.who), "csv", *content, *(f"{w.title}\t{w.composer}" for w in works))


class _Unreadable(Exception):
    def __init__(self, problem: str, cell: str) -> None:
        super().__init__(problem)
        self.problem, self.filled_with = problem, {"cell": cell[:60]}


def _start(said: dict[str, str], which: str, zone: str) -> datetime:
    day = moments.day(said["date"], which)
    if day is None:
        two = which == moments.AUTO and moments.unclear([said["date"]])
        raise _Unreadable(TWO_DAYS if two else NO_DAY, said["date"])
    told = said.get("start", "")
    at = moments.clock(told or said["date"])
    if told and at is None:
        raise _Unreadable(NO_TIME, told)
    return datetime.combine(day, at or NOON, zones.zone(zone)).astimezone(UTC)


def _length(cell: str) -> timedelta:
    minutes = moments.minutes(cell)
    if minutes is None:
        raise _Unreadable(NO_LENGTH, cell)
    if minutes > moments.MOST_MINUTES:
        raise _Unreadable(TOO_LONG, cell)
    return timedelta(seconds=round(minutes * 60, 2))


def _works(said: dict[str, str]) -> list[Work]:
    titles, composers = lines(said.get("piece", "")), lines(said.get("composer", ""))
    composers += [""] * (len(titles) - len(composers))
    return [Work(title, composer) for title, composer in zip(titles, composers, strict=False) if title][:MOST_PIECES]


def _ours(said: dict[str, str]) -> dict[str, Any]:
    """What only a table of our own tells."""
    told = {"mode": said.get("mode"), "target_bpm": said.get("target_bpm"), "self_rating": said.get("rating")}
    return {name: value for name, value in told.items() if value}
