"""Pieces, their sections, and tags."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from fastapi import Query as Asked

from practice_app.api.shared.answers import Cursor, Limit, answer
from practice_app.api.shared.deps import CurrentUser
from practice_app.database import transaction
from practice_app.models import PieceStatus
from practice_app.services import pieces
from practice_app.services.pieces import (
    MergeDraft,
    Order,
    PieceChanges,
    PieceDraft,
    PieceRow,
    PieceWhole,
    Query,
    SectionChanges,
    SectionDraft,
    SectionRow,
    Sought,
    SplitDraft,
    WorkRow,
    listing,
    parting,
    sections,
    tags,
    works,
)
from practice_app.services.shared.paging import Page
from practice_app.words import instrument_key

PlayedOn = Annotated[str, Asked(max_length=60)]
router = APIRouter(tags=["pieces"])


def _status(created: bool) -> int:
    return 201 if created else 200


@router.get("/pieces", response_model=Page[PieceRow])
def list_pieces(
    who: CurrentUser,
    limit: Limit = 20,
    cursor: Cursor = None,
    q: Query = "",
    order: Order = "made",
    status: PieceStatus | None = None,
    instrument: PlayedOn = "",
) -> Response:
    """List pieces with what was put into each, in one of six orders; with `q` those with its words."""
    sought = Sought(q, order, status, instrument_key(instrument))
    with transaction(who.id) as db:
        return answer(listing.listed(db, who.id, sought, limit=limit, after=cursor))


@router.post("/pieces", status_code=201, response_model=PieceWhole, responses={200: {"model": PieceWhole}})
def add_piece(body: PieceDraft, who: CurrentUser) -> Response:
    """Write a piece down; a device may make the id (UUIDv7): the same id again changes nothing."""
    with transaction(who.id) as db:
        row, created = pieces.add_piece(db, who.id, body)
    return answer(row, _status(created))


@router.get("/pieces/{piece_id}", response_model=PieceWhole)
def get_piece(piece_id: UUID, who: CurrentUser) -> Response:
    """Show one piece."""
    with transaction(who.id) as db:
        return answer(pieces.shown_piece(db, who.id, piece_id))


@router.patch("/pieces/{piece_id}", response_model=PieceWhole)
def change_piece(piece_id: UUID, body: PieceChanges, who: CurrentUser) -> Response:
    """Change some of a piece."""
    with transaction(who.id) as db:
        return answer(pieces.change_piece(db, who.id, piece_id, body))


@router.delete("/pieces/{piece_id}", status_code=204)
def delete_piece(piece_id: UUID, who: CurrentUser) -> None:
    """Take a piece off the list; what was practised stays."""
    with transaction(who.id) as db:
        pieces.delete_piece(db, who.id, piece_id)


@router.post("/pieces/{piece_id}/restore", response_model=PieceWhole)
def restore_piece(piece_id: UUID, who: CurrentUser) -> Response:
    """Put a piece back on the list."""
    with transaction(who.id) as db:
        return answer(pieces.restore_piece(db, who.id, piece_id))


@router.get("/pieces/{piece_id}/sections", response_model=Page[SectionRow])
def list_sections(piece_id: UUID, who: CurrentUser) -> Response:
    """List the sections of a piece by their bars, all at once."""
    with transaction(who.id) as db:
        return answer(Page(sections.of_piece(db, who.id, piece_id), None))


@router.post(
    "/pieces/{piece_id}/sections", status_code=201, response_model=SectionRow, responses={200: {"model": SectionRow}}
)
def add_section(piece_id: UUID, body: SectionDraft, who: CurrentUser) -> Response:
    """Add a section to a piece."""
    with transaction(who.id) as db:
        row, created = sections.add(db, who.id, piece_id, body)
    return answer(row, _status(created))


@router.patch("/pieces/{piece_id}/sections/{section_id}", response_model=SectionRow)
def change_section(piece_id: UUID, section_id: UUID, body: SectionChanges, who: CurrentUser) -> Response:
    """Change some of a section."""
    with transaction(who.id) as db:
        return answer(sections.change(db, who.id, piece_id, section_id, body))


@router.delete("/pieces/{piece_id}/sections/{section_id}", status_code=204)
def delete_section(piece_id: UUID, section_id: UUID, who: CurrentUser) -> None:
    """Take a section away; what was practised stays."""
    with transaction(who.id) as db:
        sections.delete(db, who.id, piece_id, section_id)


@router.post("/pieces/{piece_id}/sections/{section_id}/restore", response_model=SectionRow)
def restore_section(piece_id: UUID, section_id: UUID, who: CurrentUser) -> Response:
    """Bring a section back that was deleted or merged, with what was practised of it."""
    with transaction(who.id) as db:
        return answer(parting.restore(db, who.id, piece_id, section_id))


@router.post("/pieces/{piece_id}/sections/{section_id}/split", status_code=201, response_model=Page[SectionRow])
def split_section(piece_id: UUID, section_id: UUID, body: SplitDraft, who: CurrentUser) -> Response:
    """Part a section before a bar; what was practised so far stays with the first part."""
    with transaction(who.id) as db:
        return answer(Page(parting.split(db, who.id, piece_id, section_id, body), None), 201)


@router.post("/pieces/{piece_id}/sections/{section_id}/merge", response_model=SectionRow)
def merge_section(piece_id: UUID, section_id: UUID, body: MergeDraft, who: CurrentUser) -> Response:
    """Let a section take in another one of its piece, with all that was practised of it."""
    with transaction(who.id) as db:
        return answer(parting.merge(db, who.id, piece_id, section_id, body))


@router.get("/sections", response_model=Page[SectionRow])
def list_all_sections(who: CurrentUser) -> Response:
    """List the sections of all one's pieces, all at once."""
    with transaction(who.id) as db:
        return answer(Page(sections.own(db, who.id), None))


@router.get("/works", response_model=Page[WorkRow])
def list_works(who: CurrentUser, limit: Limit = 20, cursor: Cursor = None, q: Query = "") -> Response:
    """List the works of the catalogue that everybody shares; with `q` those with its words, composer by composer."""
    with transaction(who.id) as db:
        return answer(works.find(db, q, limit=limit, after=cursor))


@router.delete("/tags/{tag_id}", status_code=204)
def delete_tag(tag_id: UUID, who: CurrentUser) -> None:
    """Take a tag away, from every session too."""
    with transaction(who.id) as db:
        tags.delete(db, who.id, tag_id)
