"""A session's form: what it begins with, and what it tells. Pieces, sections and tags are named; new ones are made."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session, select

from practice_app.models import Piece, Section
from practice_app.services import pieces
from practice_app.services.pieces import MaybeText, PieceDraft, SectionDraft, TagDraft, TagName
from practice_app.services.practice import sessions
from practice_app.services.practice.drafts import LONGEST, SessionChanges
from practice_app.services.practice.rows import ItemRow, SessionRow
from practice_app.services.shared.access import Permission, live, visible
from practice_app.services.shared.fields import checked
from practice_app.text import fold

MOST_WORKS = 21
"""The piece that comes first, and those that can be added to it."""


@dataclass(frozen=True)
class WorkRow:
    """A piece as the form shows it; ``minutes`` are ``None`` where the pieces share the time equally."""

    place: int
    piece_title: str
    section_title: str
    minutes: int | None


class WorkTold(BaseModel):
    """A piece as the form tells it; ``place`` is that of the stored one it was, if any."""

    model_config = ConfigDict(frozen=True)
    place: Annotated[int, Field(ge=0, le=200)] | None = None
    piece_title: MaybeText = ""
    section_title: MaybeText = ""
    minutes: Annotated[int, Field(ge=0, le=1440)] | None = None


class TagTold(BaseModel):
    """A tag as the form tells it; one made on the device moments ago may not have come here yet."""

    model_config = ConfigDict(frozen=True)
    id: UUID
    name: TagName


class SessionTold(SessionChanges):
    """All that the form tells."""

    works: Annotated[list[WorkTold], Field(max_length=MOST_WORKS)] | None = None
    tags: Annotated[list[TagTold], Field(max_length=50)] | None = None


def works(row: SessionRow) -> list[WorkRow]:
    """Show the pieces of a session; what was drilled besides belongs to its piece and has no line of its own."""
    shown = [(place, item) for place, item in enumerate(row.items) if item.piece_id and not _drilled(row.items, place)]
    shared = _is_shared([item.seconds for _, item in shown], row.clock_s)
    return [
        WorkRow(place, item.piece_title or "", item.section_title or "", None if shared else _minutes(item))
        for place, item in shown
    ]


def save(db: Session, who: UUID, session_id: UUID, told: SessionTold) -> SessionRow:
    """Change a session as its form tells, with the pieces, sections and tags that are new in it."""
    stored = sessions.show(db, who, session_id)
    values = told.model_dump(exclude_unset=True, exclude={"works", "tags"})
    if told.works is not None:
        values["items"] = _items(db, who, stored, told)
    if told.tags is not None:
        values["tag_ids"] = _tag_ids(db, who, told.tags)
    return sessions.change(db, who, session_id, checked(SessionChanges, values))


def _items(db: Session, who: UUID, stored: SessionRow, told: SessionTold) -> list[dict[str, Any]]:
    worked = [work for work in told.works or () if work.piece_title]
    was = [_was(stored, work) for work in worked]
    seconds = _seconds(worked, was, _clock_s(stored, told))
    named = [_named(db, who, work, item) for work, item in zip(worked, was, strict=True)]
    items = [
        {"piece_id": piece_id, "section_id": section_id, "seconds": s, **_counted(item, section_id)}
        for (piece_id, section_id), item, s in zip(named, was, seconds, strict=True)
    ]
    return items + [vars(item) for item in _kept(stored.items, {piece_id for piece_id, _ in named})]


def _was(stored: SessionRow, work: WorkTold) -> ItemRow | None:
    return stored.items[work.place] if work.place is not None and work.place < len(stored.items) else None


def _clock_s(stored: SessionRow, told: SessionTold) -> float:
    if not (told.started_at or told.ended_at):
        return stored.clock_s
    length = (told.ended_at or stored.ended_at) - (told.started_at or stored.started_at)
    return min(LONGEST.total_seconds(), max(0.0, length.total_seconds()))


def _seconds(worked: list[WorkTold], was: list[ItemRow | None], clock_s: float) -> list[float]:
    """Give each piece its time: as it was said, to the second where nobody touched it; the rest in equal parts."""
    said = [_said(work, item) for work, item in zip(worked, was, strict=True)]
    silent = said.count(None)
    share = max(0.0, clock_s - sum(s or 0 for s in said)) / silent if silent else 0.0
    return [_unless_near(item, share) if s is None else s for s, item in zip(said, was, strict=True)]


def _said(work: WorkTold, item: ItemRow | None) -> float | None:
    if work.minutes is None:
        return None
    return item.seconds if item and work.minutes == _minutes(item) else work.minutes * 60.0


def _unless_near(item: ItemRow | None, share: float) -> float:
    return item.seconds if item and abs(item.seconds - share) <= 1 else float(round(share))


def _named(db: Session, who: UUID, work: WorkTold, item: ItemRow | None) -> tuple[UUID, UUID | None]:
    """Find the piece and the section that are meant; what nobody touched stays the very one, a deleted one too."""
    same = item is not None and item.piece_id is not None and _same(work.piece_title, item.piece_title)
    piece_id = item.piece_id if same and item else None
    piece_id = piece_id or _piece(db, who, work.piece_title)
    if not work.section_title:
        return piece_id, None
    if same and item and item.section_id and _same(work.section_title, item.section_title):
        return piece_id, item.section_id
    return piece_id, _section(db, who, piece_id, work.section_title)


def _piece(db: Session, who: UUID, title: str) -> UUID:
    mine = select(Piece.id, Piece.title).where(visible(who, Permission.PIECE_READ), live(Piece))
    return _by_name(db.exec(mine), title) or pieces.add_piece(db, who, PieceDraft(title=title))[0].id


def _section(db: Session, who: UUID, piece_id: UUID, title: str) -> UUID:
    its = select(Section.id, Section.title).where(
        visible(who, Permission.SECTION_READ), Section.piece_id == piece_id, live(Section)
    )
    return _by_name(db.exec(its), title) or pieces.add_section(db, who, piece_id, SectionDraft(title=title))[0].id


def _tag_ids(db: Session, who: UUID, told: list[TagTold]) -> list[UUID]:
    mine = {tag.id: tag.name for tag in pieces.own_tags(db, who)}
    theirs = {tag.id for tag in pieces.tags_named(db, who, [tag.id for tag in told])}
    ids = []
    for tag in told:
        known = tag.id if tag.id in mine or tag.id in theirs else _by_name(mine.items(), tag.name)
        found = known or pieces.add_tag(db, who, TagDraft(id=tag.id, name=tag.name))[0].id
        mine[found] = tag.name
        ids.append(found)
    return ids


def _by_name(rows: Iterable[tuple[UUID, str]], name: str) -> UUID | None:
    wanted = fold(name)
    return next((identity for identity, title in rows if fold(title) == wanted), None)


def _same(one: str, other: str | None) -> bool:
    return fold(one) == fold(other or "")


def _counted(item: ItemRow | None, section_id: UUID | None) -> dict[str, Any]:
    """What the form does not ask: how often, how it went, and for which homework it was."""
    if item is None or item.section_id != section_id:
        return {"repetitions": 1}
    return {"repetitions": item.repetitions, "rating": item.rating, "assignment_id": item.assignment_id}


def _minutes(item: ItemRow) -> int:
    return round(item.seconds / 60)


def _is_shared(seconds: list[float], clock_s: float) -> bool:
    return not seconds or (max(seconds) - min(seconds) <= 1 and abs(sum(seconds) - clock_s) <= len(seconds))


def _drilled(items: list[ItemRow], place: int) -> bool:
    """Whether a section was only counted: its time is that of its piece, which stands before it."""
    item = items[place]
    return item.seconds == 0 and item.section_id is not None and item.piece_id in {i.piece_id for i in items[:place]}


def _kept(items: list[ItemRow], piece_ids: set[UUID]) -> list[ItemRow]:
    """What the form does not show and so does not change: drills of the pieces that stay, time without a piece."""
    drills = [item for place, item in enumerate(items) if _drilled(items, place) and item.piece_id in piece_ids]
    return drills + [item for item in items if item.piece_id is None]
