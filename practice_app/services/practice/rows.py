"""Practice sessions as they are shown: one row each, read with everything that belongs to it in one question."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, TextClause, text
from sqlmodel import Session

from practice_app.database import DbRole
from practice_app.errors import Invalid, NotFound
from practice_app.metrics import Band, band_of
from practice_app.services.shared import folding
from practice_app.services.shared.access import Permission, read, visible_sql
from practice_app.services.shared.fields import EARLIEST, LATEST
from practice_app.services.shared.paging import DEFAULT_LIMIT, Key, Page, cursor, place


@dataclass(frozen=True)
class IntervalRow:
    """A stretch at the instrument."""

    started_at: datetime
    ended_at: datetime


@dataclass(frozen=True)
class ItemRow:
    """What was worked on, with the names to show."""

    piece_id: UUID | None
    section_id: UUID | None
    seconds: float
    repetitions: int
    piece_title: str | None = None
    section_title: str | None = None
    rating: int | None = None
    assignment_id: UUID | None = None


@dataclass(frozen=True)
class PlanRow:
    """How many of the steps of a session's plan were done."""

    steps: int
    done: int


@dataclass(frozen=True)
class RecordingBrief:
    """A recording of the session, in short."""

    id: UUID
    kind: str
    status: str
    failure: str | None
    keep: bool
    offset_s: float
    duration_s: float | None


@dataclass(frozen=True)
class SessionRow:
    """A practice session as it is shown; times are aware, lengths in seconds.

    ``less_s`` and ``more_s``: by so much ``played_s`` may be off, where what was heard isn't sure.
    """

    id: UUID
    started_at: datetime
    ended_at: datetime
    timezone: str
    local_day: date
    clock_s: float
    played_s: float | None
    less_s: float
    more_s: float
    corrected_s: float | None
    instrument: str
    focus: list[str]
    mode: str
    target_bpm: float | None
    self_rating: int | None
    note: str
    source: str
    client_updated_at: datetime
    created_at: datetime
    updated_at: datetime
    intervals: list[IntervalRow] = field(default_factory=list)
    tag_ids: list[UUID] = field(default_factory=list)
    items: list[ItemRow] = field(default_factory=list)
    recordings: list[RecordingBrief] = field(default_factory=list)
    plan: PlanRow | None = None

    @property
    def lasted_s(self) -> float | None:
        """How long was played, as the player corrected it or else as it was heard."""
        return self.played_s if self.corrected_s is None else self.corrected_s

    @property
    def band_s(self) -> Band | None:
        """Between what and what that lies, where it isn't sure; what somebody corrected is a number."""
        return None if self.lasted_s is None or self.corrected_s is not None else band_of(self.lasted_s, [self])


_ITEMS = """
    coalesce((SELECT jsonb_agg(jsonb_build_object('piece_id', i.piece_id, 'section_id', i.section_id,
                        'seconds', i.seconds, 'repetitions', i.repetitions, 'piece_title', p.title,
                        'section_title', x.title, 'rating', {}, 'assignment_id', {}) ORDER BY i.position)
       FROM session_items i LEFT JOIN pieces p ON p.id = i.piece_id LEFT JOIN sections x ON x.id = i.section_id
      WHERE i.session_id = s.id), '[]') AS items
"""
NAMED = ("piece_id", "section_id", "assignment_id")
ITEMS = _ITEMS.format("i.rating", "i.assignment_id")
ITEMS_BY_LINK = _ITEMS.format("NULL", "NULL")
"""How it felt, and for which homework it was, is told to nobody who has a link, or is in a group, and no more."""
TOLD = """
    s.id, s.started_at, s.ended_at, s.timezone, s.local_day, s.clock_s, s.played_s, s.less_s, s.more_s,
    s.corrected_s, s.instrument, s.focus, s.mode, s.target_bpm, s.source, s.client_updated_at, s.created_at,
    s.updated_at, s.intervals
"""
"""What everybody is told who sees the session."""
COLUMNS = f"""{TOLD}, {ITEMS}, s.self_rating, s.note,
    CASE WHEN s.plan_steps IS NOT NULL THEN jsonb_build_object('steps', s.plan_steps, 'done', s.plan_done) END AS plan,
    ARRAY(SELECT t.tag_id FROM session_tags t WHERE t.session_id = s.id ORDER BY t.tag_id) AS tag_ids,
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', r.id, 'kind', r.kind, 'status', r.status,
                        'failure', r.failure, 'keep', r.keep, 'offset_s', r.offset_s, 'duration_s', r.duration_s)
                      ORDER BY r.offset_s, r.id)
       FROM recordings r WHERE r.session_id = s.id AND r.status <> 'deleted'), '[]') AS recordings
"""
MEMBERS_COLUMNS = f"""{TOLD}, {ITEMS_BY_LINK}, NULL::int AS self_rating, '' AS note, ARRAY[]::uuid[] AS tag_ids,
    '[]'::jsonb AS recordings, NULL::jsonb AS plan"""
"""Members of a group see no note, no rating, no recording and none of the owner's tags."""


@dataclass(frozen=True)
class SharedSession:
    """A session as a link shows it: the day, not the hour; no note, no rating, no tag."""

    id: UUID
    local_day: date
    clock_s: float
    played_s: float | None
    corrected_s: float | None
    instrument: str
    focus: list[str]
    mode: str
    target_bpm: float | None
    source: str
    items: list[ItemRow] = field(default_factory=list)


BY_LINK = text(
    "SELECT s.id, s.local_day, s.clock_s, s.played_s, s.corrected_s, s.instrument, s.focus, s.mode, s.target_bpm,"
    f" s.source, {ITEMS_BY_LINK} FROM practice_sessions s WHERE s.id = :id"
)


@dataclass(frozen=True)
class Wanted:
    """Which sessions are looked for: whose note, pieces, passages, instrument, focus or tags hold ``words``; and more.

    What is empty is not asked for.
    """

    words: str = ""
    instrument: str = ""
    mode: str = ""


_SEARCHED = """
    concat_ws(' ', s.note, s.instrument, array_to_string(s.focus, ' '),
      (SELECT string_agg(concat_ws(' ', p.title, p.composer, x.title), ' ') FROM session_items i
         LEFT JOIN pieces p ON p.id = i.piece_id LEFT JOIN sections x ON x.id = i.section_id
        WHERE i.session_id = s.id),
      (SELECT string_agg(t.name, ' ') FROM session_tags st JOIN tags t ON t.id = st.tag_id
        WHERE st.session_id = s.id AND t.deleted_at IS NULL))
"""


@lru_cache(maxsize=256)
def _list_query(
    *, before: bool, day_from: bool, day_to: bool, moment_from: bool, moment_to: bool, wanted: str, columns: str
) -> TextClause:
    conditions = [
        f"{visible_sql('s')} AND s.deleted_at IS NULL",
        "(s.started_at, s.id) < (:before, :before_id)" if before else "",
        "s.local_day >= :day_from" if day_from else "",
        "s.local_day <= :day_to" if day_to else "",
        "s.started_at >= :moment_from" if moment_from else "",
        "s.started_at < :moment_to" if moment_to else "",
        wanted,
    ]
    where = " AND ".join(filter(None, conditions))
    order = "ORDER BY s.started_at DESC, s.id DESC LIMIT :limit"
    return text(f"SELECT {columns} FROM practice_sessions s WHERE {where} {order}")


ONE = f"FROM practice_sessions s WHERE s.id = :id AND {visible_sql('s')}"


def show(
    db: Session,
    who: UUID,
    session_id: UUID,
    *,
    permission: Permission = Permission.SESSION_READ,
    deleted: bool = False,
) -> SessionRow:
    """Show a session that ``who`` may read; raise ``NotFound`` for others, and for a deleted one unless asked for."""
    extra = "" if deleted else " AND s.deleted_at IS NULL"

    def look(owner: UUID, role: DbRole) -> RowMapping | None:
        columns = MEMBERS_COLUMNS if role is DbRole.MEMBER else COLUMNS
        asked = {"id": session_id, "user_id": owner}
        return db.execute(text(f"SELECT {columns} {ONE}{extra}"), asked).mappings().first()

    return as_row(_told(read(db, who, permission, session_id, look)))


def by_link(db: Session, session_id: UUID) -> SharedSession:
    """Show the session that a link shows; raise ``NotFound`` for any other."""
    found = db.execute(BY_LINK, {"id": session_id}).mappings().first()
    if found is None:
        raise NotFound()
    items = [ItemRow(**item | _ids(item, *NAMED)) for item in found["items"]]
    return SharedSession(**dict(found) | {"items": items})


def sessions(
    db: Session,
    who: UUID,
    *,
    since: str | None = None,
    until: str | None = None,
    limit: int = DEFAULT_LIMIT,
    after: str | None = None,
    wanted: Wanted | None = None,
) -> Page[SessionRow]:
    """List sessions, newest first; those that are ``wanted``, if that is said.

    ``since`` and ``until`` are days of the player (both included) or moments with an offset (``until`` excluded);
    ``after`` is a cursor of the page before.
    """
    found = values(db, who, since=since, until=until, limit=limit, after=after, wanted=wanted)
    return Page([as_row(row) for row in found.items], found.next_cursor)


def values(
    db: Session,
    who: UUID,
    *,
    since: str | None = None,
    until: str | None = None,
    limit: int = DEFAULT_LIMIT,
    after: str | None = None,
    wanted: Wanted | None = None,
) -> Page[dict[str, Any]]:
    """List the same sessions as plain values, named as in ``SessionRow``: all that JSON needs."""
    bounds = _bound("from", since, "from") | _bound("to", until, "to")
    key = place(after)
    condition, asked_for = _condition(wanted or Wanted())
    query = _list_query(
        before=key is not None,
        wanted=condition,
        columns=COLUMNS,
        **{name: name in bounds for name in ("day_from", "day_to", "moment_from", "moment_to")},
    )
    return _page(db, query, {"user_id": who, **bounds, **asked_for}, key, limit)


def shown_to_members(
    db: Session, owner: UUID, *, limit: int = DEFAULT_LIMIT, after: str | None = None
) -> Page[SessionRow]:
    """List somebody's sessions, newest first, as members of a group see them to whom they are shown."""
    key = place(after)
    bounds = dict.fromkeys(("day_from", "day_to", "moment_from", "moment_to"), False)
    query = _list_query(before=key is not None, wanted="", columns=MEMBERS_COLUMNS, **bounds)
    found = _page(db, query, {"user_id": owner}, key, limit)
    return Page([as_row(row) for row in found.items], found.next_cursor)


def _page(db: Session, query: TextClause, asked: dict[str, Any], key: Key | None, limit: int) -> Page[dict[str, Any]]:
    before = {"before": key.moment, "before_id": key.id} if key else {}
    found = [_told(row) for row in db.execute(query, asked | before | {"limit": limit + 1}).mappings()]
    last = found[limit - 1] if len(found) > limit else None
    return Page(found[:limit], cursor(Key(last["started_at"], last["id"])) if last else None)


def _condition(wanted: Wanted) -> tuple[str, dict[str, Any]]:
    holding, values = folding.holding(_SEARCHED, wanted.words)
    exactly = {name: value for name in ("instrument", "mode") if (value := getattr(wanted, name))}
    return " AND ".join(filter(None, [holding, *(f"s.{name} = :{name}" for name in exactly)])), values | exactly


def _told(found: RowMapping) -> dict[str, Any]:
    """Copy a line of the database, with intervals as the API names them."""
    told = dict(found)
    told["intervals"] = [{"started_at": start, "ended_at": end} for start, end in told["intervals"]]
    return told


def _bound(field_name: str, value: str | None, side: str) -> dict[str, date | datetime]:
    if not value:
        return {}
    try:
        if len(value) == 10:
            return {f"day_{side}": date.fromisoformat(value)}
        moment = datetime.fromisoformat(value.replace(" ", "+"))
        if moment.tzinfo is None or not EARLIEST <= moment <= LATEST:
            raise ValueError(value)
    except (ValueError, OverflowError):
        raise Invalid(field_name, "Give a day (2026-03-01) or a moment with its offset.") from None
    return {f"moment_{side}": moment}


def as_row(told: dict[str, Any]) -> SessionRow:
    """Make of plain values the row that pages and services use."""
    return SessionRow(
        **told
        | {
            "intervals": [IntervalRow(*map(datetime.fromisoformat, i.values())) for i in told["intervals"]],
            "items": [ItemRow(**item | _ids(item, *NAMED)) for item in told["items"]],
            "plan": PlanRow(**told["plan"]) if told["plan"] else None,
            "recordings": [RecordingBrief(**recording | _ids(recording, "id")) for recording in told["recordings"]],
        }
    )


def _ids(told: dict[str, Any], *names: str) -> dict[str, UUID | None]:
    return {name: UUID(told[name]) if told[name] else None for name in names}
