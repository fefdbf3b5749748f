"""A section becomes two at a bar, and two become one; what was practised stays with whichever holds its bars.

Of two that become one the first takes over what was practised of the other, which is deleted and remembers what it
gave: `restore` brings it back with that. Two parts of a section become the section again by merging them.
"""

import re
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import text
from sqlmodel import Session

from practice_app.errors import Invalid, NotFound
from practice_app.locales import msg
from practice_app.models import Section
from practice_app.models.columns import now
from practice_app.services import awards, progress
from practice_app.services.pieces import sections
from practice_app.services.pieces.drafts import Title
from practice_app.services.pieces.sections import Bar, SectionDraft, SectionRow
from practice_app.services.shared import ownership
from practice_app.services.shared.access import visible_sql

_NUMBERED = re.compile(r" [0-9]{1,4}$")
_FROM_TO = re.compile(r"(?<![0-9])([0-9]{1,5})( ?[-–~] ?)([0-9]{1,5})(?![0-9])")
_LONGEST = 190
BARS = ("bar_start", "bar_end")
TEMPI = ("current_bpm", "target_bpm")
Bars = tuple[int | None, int | None]


class SplitDraft(BaseModel):
    """Where a section is parted: ``bar`` is the first of the second part, which may get an id and a name."""

    bar: Bar
    id: UUID | None = None
    title: Title = ""


class MergeDraft(BaseModel):
    """Which section is taken in."""

    other_id: UUID


def split(db: Session, who: UUID, piece_id: UUID, section_id: UUID, draft: SplitDraft) -> list[SectionRow]:
    """Part a section before a bar; what was practised so far stays with the first part."""
    first = sections.own_one(db, who, piece_id, section_id)
    if draft.id and any(row.id == draft.id for row in sections.of_piece(db, who, piece_id)):
        return _both(db, who, piece_id, section_id, draft.id)
    if first.bar_start is None or not first.bar_start < draft.bar <= _last(first, draft.bar):
        raise Invalid("bar", msg("Choose a bar within the section, after its first."))
    told = {name: getattr(first, name) for name in ("bar_end", *TEMPI)}
    rows, bars = sections.of_piece(db, who, piece_id), (first.bar_start, first.bar_end)
    title = draft.title or _told_anew(first.title, bars, (draft.bar, first.bar_end), rows)
    new = SectionDraft(id=draft.id, title=title or _another(first.title, rows), bar_start=draft.bar, **told)
    first.title = _told_anew(first.title, bars, (bars[0], draft.bar - 1), rows) or first.title
    first.bar_end, first.updated_at = draft.bar - 1, now()
    db.flush()
    row, _ = sections.add(db, who, piece_id, new)
    return _both(db, who, piece_id, section_id, row.id)


def _last(section: Section, otherwise: int) -> int:
    return otherwise if section.bar_end is None else section.bar_end


def _both(db: Session, who: UUID, piece_id: UUID, *ids: UUID) -> list[SectionRow]:
    rows = {row.id: row for row in sections.of_piece(db, who, piece_id)}
    return [rows[one] for one in ids]


def _told_anew(title: str, bars: Bars, become: Bars, rows: list[SectionRow]) -> str:
    """The name with other bars where it says its own (“Bars 1–16”); nothing where it says none, or another has it."""
    if None in (*bars, *become):
        return ""

    def anew(told: re.Match[str]) -> str:
        same = (int(told[1]), int(told[3])) == bars
        return f"{become[0]}{told[2]}{become[1]}" if same else told[0]

    name = _FROM_TO.sub(anew, title)
    taken = name == title or len(name) > _LONGEST or any(row.title == name for row in rows)
    return "" if taken else name


def _another(title: str, rows: list[SectionRow]) -> str:
    """Name the second part: a device knows a section by its name."""
    base, taken = _NUMBERED.sub("", title)[:_LONGEST], {row.title for row in rows}
    return next(name for n in range(2, len(rows) + 3) if (name := f"{base} {n}") not in taken)


def merge(db: Session, who: UUID, piece_id: UUID, section_id: UUID, draft: MergeDraft) -> SectionRow:
    """Let a section take in another one of its piece, with all that was practised of it; again changes nothing."""
    into = sections.own_one(db, who, piece_id, section_id)
    other = _other(db, who, into, draft.other_id)
    if other.deleted_at is None:
        moved = move(db, who, other.id, into.id)
        before = {name: getattr(into, name) for name in (*BARS, *TEMPI, "title")}
        other.merged = {"into": str(into.id), "before": before, "items": moved}
        other.deleted_at = into.updated_at = now()
        together, rows = _together(into, other), sections.of_piece(db, who, piece_id)
        bars, become = ((told["bar_start"], told["bar_end"]) for told in (before, together))
        for name, value in together.items():
            setattr(into, name, value)
        into.title = _told_anew(into.title, bars, become, rows) or into.title
        db.flush()
    return ownership.as_row(SectionRow, into)


def _other(db: Session, who: UUID, into: Section, identity: UUID) -> Section:
    try:
        other = sections.own_one(db, who, into.piece_id, identity, deleted=True)
    except NotFound:
        raise Invalid("other_id", msg("Choose another section of this piece.")) from None
    if other.id == into.id:
        raise Invalid("other_id", msg("Choose another section of this piece."))
    return other


def _together(one: Section, other: Section) -> dict[str, Any]:
    """The bars of both; as fast as the slower goes now, and as the faster shall go."""
    starts, ends, now_bpm, target = ([getattr(s, name) for s in (one, other)] for name in (*BARS, *TEMPI))
    known = None not in starts
    return {
        "bar_start": min(starts) if known else None,
        "bar_end": max(ends) if known and None not in ends else None,
        "current_bpm": min((bpm for bpm in now_bpm if bpm is not None), default=None),
        "target_bpm": max((bpm for bpm in target if bpm is not None), default=None),
    }


def restore(db: Session, who: UUID, piece_id: UUID, section_id: UUID) -> SectionRow:
    """Bring a section back; one that was taken in by another gets back what was practised of it."""
    found = sections.own_one(db, who, piece_id, section_id, deleted=True)
    found.deleted_at = None
    db.flush()
    if found.merged:
        _give_back(db, who, found)
        db.flush()
    return ownership.as_row(SectionRow, found)


def _give_back(db: Session, who: UUID, section: Section) -> None:
    """Give a section back what was practised of it, and the one that took it in its bars and tempi of before."""
    told, section.merged = section.merged or {}, None
    into = sections.own_one(db, who, section.piece_id, UUID(told["into"]), deleted=True)
    move(db, who, into.id, section.id, only=told["items"])
    for name, value in told["before"].items():
        setattr(into, name, value)
    into.updated_at = now()


def move(db: Session, who: UUID, old: UUID, new: UUID, only: list[list[Any]] | None = None) -> list[list[Any]]:
    """Let what was practised of one section be of another; ``only`` these items. Gives each: its session and place."""
    values: dict[str, Any] = {"user_id": who, "old": old, "new": new}
    chosen = ""
    if only is not None:
        chosen = (
            " AND (i.session_id, i.position) IN"
            " (SELECT * FROM unnest(CAST(:sessions AS uuid[]), CAST(:positions AS int[])))"
        )
        values |= {"sessions": [one for one, _ in only], "positions": [place for _, place in only]}
    found = db.execute(
        text(
            f"UPDATE session_items AS i SET section_id = :new WHERE {visible_sql('i')} AND i.section_id = :old{chosen}"
            " RETURNING i.session_id, i.position"
        ),
        values,
    ).all()
    sessions = {row.session_id for row in found}
    progress.write(db, who, sessions)
    awards.settle(db, who, sessions)
    return [[str(row.session_id), row.position] for row in found]
