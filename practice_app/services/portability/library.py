"""Pieces, sections and tags of an export find their place: those that are there by id or name, the others are made."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from practice_app import ids
from practice_app.errors import Invalid, NotFound
from practice_app.services import pieces
from practice_app.services.pieces import PieceDraft, SectionDraft, TagDraft
from practice_app.services.portability.bundle import Line
from practice_app.services.portability.reading.sessions import Work
from practice_app.services.portability.repertoire import Repertoire
from practice_app.services.shared.fields import checked
from practice_app.text import fold

Places = dict[str, UUID]
"""From an id of the export to the one here."""
PIECE_TOLD = (
    "title",
    "composer",
    "target_bpm",
    "status",
    "instrument",
    "difficulty",
    "duration_s",
    "notes",
    "counted_bpm",
)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def own_id(told: Any) -> UUID | None:
    """Read an id of an export; ``None`` for what no Woodshed would write."""
    try:
        return ids.client_id(UUID(str(told)))
    except (ValueError, Invalid):
        return None


def remade(who: UUID, told: Any, moment: datetime = LONG_AGO) -> UUID:
    """Make the id of something whose own is somebody else's here: the same each time it comes."""
    return ids.told_id(moment, str(who), "export", str(told))


def put_pieces(db: Session, who: UUID, lines: Iterable[Line], places: Places) -> None:
    """Find or make each piece."""
    repertoire = Repertoire(db, who)
    for line in lines:
        row = line.row
        work = Work(str(row.get("title") or ""), str(row.get("composer") or ""))
        found = repertoire.known(work)
        if found is None:
            found = _made(
                who, row, _piece_told(db, row), PieceDraft, lambda draft: pieces.add_piece(db, who, draft)[0].id
            )
            if found and row.get("deleted_at"):
                pieces.delete_piece(db, who, found)
            elif found:
                repertoire.note(work, found)
        if found:
            places[str(row.get("id"))] = found


def _piece_told(db: Session, row: dict[str, Any]) -> dict[str, Any]:
    """What an export says of a piece; one of before says less, one from elsewhere may name works unknown here."""
    told = {name: row[name] for name in PIECE_TOLD if row.get(name) is not None}
    if row.get("beat_ratio"):
        told["beat"] = {"bpm_ratio": row["beat_ratio"]}
    work = own_id(row.get("work_id"))
    return told | ({"work_id": work} if work and pieces.knows_work(db, work) else {})


def put_sections(db: Session, who: UUID, lines: Iterable[Line], places: Places) -> None:
    """Find or make each section that is not deleted, of a piece that has its place."""
    known: dict[UUID, Places] = {}
    for line in lines:
        row = line.row
        piece = places.get(str(row.get("piece_id")))
        if piece is None or row.get("deleted_at"):
            continue
        if piece not in known:
            known[piece] = {fold(one.title): one.id for one in _sections(db, who, piece)}
        _put_section(db, who, row, piece, known[piece], places)


def _sections(db: Session, who: UUID, piece: UUID) -> list[pieces.SectionRow]:
    try:
        return pieces.sections_of(db, who, piece)
    except NotFound:
        return []


def _put_section(db: Session, who: UUID, row: dict[str, Any], piece: UUID, known: Places, places: Places) -> None:
    found = known.get(fold(str(row.get("title") or "")))
    if found is None:
        told = {name: row.get(name) for name in ("title", "bar_start", "bar_end", "current_bpm", "target_bpm")}
        add = lambda draft: pieces.add_section(db, who, piece, draft)[0].id  # noqa: E731
        found = _made(who, row, told, SectionDraft, add)
    if found:
        known[fold(str(row.get("title")))] = places[str(row.get("id"))] = found


def put_tags(db: Session, who: UUID, lines: Iterable[Line], places: Places) -> None:
    """Find or make each tag that is not deleted."""
    known = {fold(tag.name): tag.id for tag in pieces.own_tags(db, who)}
    for line in lines:
        row = line.row
        if row.get("deleted_at"):
            continue
        found = known.get(fold(str(row.get("name") or "")))
        if found is None:
            told = {name: row.get(name) for name in ("name", "color")}
            found = _made(who, row, told, TagDraft, lambda draft: pieces.add_tag(db, who, draft)[0].id)
        if found:
            known[fold(str(row.get("name")))] = places[str(row.get("id"))] = found


def _made(who: UUID, row: dict[str, Any], told: dict[str, Any], kind: Any, add: Callable[[Any], UUID]) -> UUID | None:
    """Make one under its own id, or under another where that is somebody else's; ``None`` where it can't be taken."""
    own = own_id(row.get("id"))
    for identity in (own, remade(who, row.get("id"))):
        if identity is None:
            continue
        try:
            return add(checked(kind, told | {"id": identity}))
        except NotFound:
            continue
        except Invalid:
            return None
    return None
