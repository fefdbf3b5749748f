"""What a link shows to whoever opens it: read as the role that sees that and nothing else (`alembic/linking.py`)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import RowMapping, text
from sqlmodel import Session

from practice_app import zones
from practice_app.database import link_transaction
from practice_app.errors import Gone, NotFound
from practice_app.models import ShareKind
from practice_app.models.columns import now
from practice_app.services import analysis, groups, journal, practice, profiles, progress, recordings
from practice_app.services.groups import PublishedGroup
from practice_app.services.journal import Music
from practice_app.services.practice import ItemRow, SharedSession
from practice_app.services.profiles import PersonRow
from practice_app.services.progress import IN_RANGE, TrendRow
from practice_app.services.recordings import SharedTake
from practice_app.services.shared import secrets, storage
from practice_app.services.shared.steps import step
from practice_app.services.sharing import tokens

WEEKS = 12
MEDIA_LIFETIME_S = 5 * 60
"""For so long, and as long again as the recording is, an address of its media is good."""


@dataclass(frozen=True)
class SessionShown:
    """A session as a link shows it."""

    told: SharedSession
    music: Music
    played_s: float | None
    band_s: tuple[float, float] | None
    """Between what and what it lies, where it isn't sure."""


@dataclass(frozen=True)
class TakeShown:
    """A recording as a link shows it."""

    told: SharedTake
    music: Music
    clock_s: float
    played_s: float | None
    band_s: tuple[float, float] | None


@dataclass(frozen=True)
class ProfileShown:
    """A profile as far as its owner shows it to everyone; ``None``: nothing but the name."""

    person: PersonRow | None


@dataclass(frozen=True)
class DayShown:
    """A day with practice: what counts of it, what was heard, what the clock says; in seconds.

    ``less_s`` and ``more_s``: by so much the first two may be off, where what was heard isn't sure.
    """

    day: date
    counted_s: float
    played_s: float | None
    clock_s: float
    less_s: float = 0.0
    more_s: float = 0.0


@dataclass(frozen=True)
class DashboardShown:
    """Twelve weeks up to today: the days with practice, and how the figures went."""

    since: date
    until: date
    days: list[DayShown]
    trends: list[TrendRow]


Shown = SessionShown | TakeShown | ProfileShown | DashboardShown | PublishedGroup


@dataclass(frozen=True)
class Opened:
    """A link that is good: whose it is, in which language they read, and what it shows."""

    id: UUID
    kind: ShareKind
    person: UUID
    display_name: str
    locale: str
    shown: Shown


@step
def opened(token: str, origin: str = "") -> Opened:
    """Open a link; raise ``Gone`` for one that was taken back or is over, ``NotFound`` where there is none."""
    with link_transaction(_hash(token)) as db:
        link = _good(db)
        shown = _LOOKS[link["kind"]](db, link) if link["kind"] in _LOOKS else None
    if shown is None:
        shown = ProfileShown(_visited(link["person"], origin))
    whose = {name: link[name] for name in ("id", "person", "display_name", "locale")}
    return Opened(**whose, kind=ShareKind(link["kind"]), shown=shown)


@step
def media(token: str, origin: str) -> str:
    """Sign an address of what the link plays, good for a while; raise ``Gone`` and ``NotFound`` as opening does."""
    take = _recording(token)
    return _signed(take.plays_from, take, origin)


@step
def poster(token: str, origin: str) -> str:
    """The same of a picture of the film."""
    take = _recording(token)
    return _signed(take.poster, take, origin)


def _recording(token: str) -> SharedTake:
    with link_transaction(_hash(token)) as db:
        if _good(db)["kind"] != ShareKind.RECORDING:
            raise NotFound()
        return recordings.by_link(db)


def _signed(key: str | None, take: SharedTake, origin: str) -> str:
    if key is None:
        raise NotFound()
    return storage.play_url(key, origin, MEDIA_LIFETIME_S + round(take.duration_s or 0))


def _hash(token: str) -> bytes:
    if not tokens.is_one(token):
        raise NotFound()
    return secrets.hash_token(token)


def _good(db: Session) -> RowMapping:
    link = db.execute(_LINK).mappings().first()
    if link is None:
        raise NotFound()
    if not link["good"]:
        raise Gone()
    return link


_LINK = text("SELECT * FROM app_link()")


def _session(db: Session, link: RowMapping) -> SessionShown:
    told = practice.by_link(db, link["session_id"])
    heard = analysis.by_link(db, told.id, told.clock_s)
    music = journal.music(heard.spans, heard.curves, heard.metrics, told.clock_s, told.target_bpm)
    return SessionShown(told, music, heard.played_s, analysis.unsure(heard.metrics))


def _take(db: Session, _link: RowMapping) -> TakeShown:
    told = recordings.by_link(db)
    heard = analysis.take_by_link(db, told.id)
    if heard and told.trim:
        heard = analysis.within(heard, told.trim.start_s, told.trim.end_s)
    clock_s = heard.clock_s if heard else told.duration_s or 0
    found = (heard.spans, heard.curves, heard.metrics) if heard else ([], [], [])
    music = journal.music(*found, clock_s, told.target_bpm)
    return TakeShown(told, music, clock_s, heard.played_s if heard else None, analysis.unsure(found[2]))


def _dashboard(db: Session, link: RowMapping) -> DashboardShown:
    until = zones.day_of(now(), link["timezone"])
    since = until - timedelta(days=7 * WEEKS - 1)
    span = {"user_id": link["person"], "since": since, "until": until}
    days = [DayShown(*row) for row in db.execute(_DAYS, span)]
    return DashboardShown(since, until, days, progress.trends_of_days(db, span))


def _group(db: Session, link: RowMapping) -> PublishedGroup:
    until = zones.day_of(now(), link["timezone"])
    return groups.by_link(db, until - timedelta(days=7 * WEEKS - 1), until)


_DAYS = text(
    "SELECT d.local_day, d.counted_s, d.played_s, d.clock_s, d.less_s, d.more_s FROM practice_days d"
    f" WHERE {IN_RANGE} ORDER BY d.local_day"
)
_LOOKS: dict[str, Callable[[Session, RowMapping], Shown]] = {
    ShareKind.SESSION: _session,
    ShareKind.RECORDING: _take,
    ShareKind.DASHBOARD: _dashboard,
    ShareKind.GROUP: _group,
}


def _visited(person: UUID, origin: str) -> PersonRow | None:
    """What everyone sees of somebody."""
    try:
        return profiles.visit(None, person, origin)
    except NotFound:
        return None


def titles(items: list[ItemRow]) -> list[str]:
    """Name the pieces worked on, each once."""
    return list(dict.fromkeys(item.piece_title for item in items if item.piece_title))


def day_of(shown: Shown) -> date | None:
    """On which day it was played, where it was on one."""
    return shown.told.local_day if isinstance(shown, SessionShown | TakeShown) else None
