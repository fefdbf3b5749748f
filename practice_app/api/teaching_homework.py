"""Homework: given, listed, handed in, closed or given back."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from practice_app.api.shared.answers import DEFAULT, Cursor, Limit, answer
from practice_app.api.shared.deps import CurrentUser
from practice_app.database import transaction
from practice_app.http.origin import address
from practice_app.models import AssignmentStatus
from practice_app.services.shared.paging import Page
from practice_app.services.teaching.homework import giving, judging, listing
from practice_app.services.teaching.homework.drafts import AssignmentChange, AssignmentDraft, Handed, Word
from practice_app.services.teaching.homework.rows import AssignmentRow

router = APIRouter(tags=["teaching"])
OfChild = Annotated[UUID | None, Query(description="A child that one looks after: its homework is meant")]


@router.post("/assignments", status_code=201, response_model=Page[AssignmentRow])
def give_homework(body: AssignmentDraft, who: CurrentUser, request: Request) -> Response:
    """Give homework to one student of one's own or several, each an assignment; the same `id` again: nothing more."""
    with transaction(who.id) as db:
        given, new = giving.give(db, who.id, body, address(request))
    return answer(Page(given, None), 201 if new else 200)


@router.get("/assignments", response_model=Page[AssignmentRow])
def list_homework(
    who: CurrentUser,
    request: Request,
    status: AssignmentStatus | None = None,
    child_id: OfChild = None,
    mine: Annotated[bool, Query(description="What one was given alone")] = False,
    limit: Limit = DEFAULT,
    cursor: Cursor = None,
) -> Response:
    """List homework, the newest first: what one was given, and what one gave to those whom one teaches."""
    asked: dict[str, Any] = {"origin": address(request), "limit": limit, "after": cursor}
    with transaction(who.id) as db:
        if mine and child_id is None:
            return answer(listing.received(db, who.id, status, **asked))
        found = listing.listed(db, who.id, status, child=child_id, **asked)
    return answer(found)


@router.get("/assignments/{assignment_id}", response_model=AssignmentRow)
def get_homework(assignment_id: UUID, who: CurrentUser, request: Request) -> Response:
    """Give homework that one was given, or gave to somebody whom one teaches."""
    with transaction(who.id) as db:
        return answer(listing.one(db, who.id, assignment_id, address(request)))


@router.patch("/assignments/{assignment_id}", response_model=AssignmentRow)
def change_homework(assignment_id: UUID, body: AssignmentChange, who: CurrentUser, request: Request) -> Response:
    """Change homework that one gave; what is left out stays, `null` empties."""
    with transaction(who.id) as db:
        return answer(giving.change(db, who.id, assignment_id, body, address(request)))


@router.delete("/assignments/{assignment_id}", status_code=204)
def take_homework_back(assignment_id: UUID, who: CurrentUser) -> None:
    """Take homework back; what was practised for it stays with its sessions."""
    with transaction(who.id) as db:
        giving.take_back(db, who.id, assignment_id)


@router.post("/assignments/{assignment_id}/hand-in", response_model=AssignmentRow)
def hand_homework_in(assignment_id: UUID, body: Handed, who: CurrentUser, request: Request) -> Response:
    """Hand in a session, or a recording: it is kept, and one's teachers may see it from then on."""
    with transaction(who.id) as db:
        return answer(judging.hand_in(db, who.id, assignment_id, body, address(request)))


@router.post("/assignments/{assignment_id}/close", response_model=AssignmentRow)
def close_homework(assignment_id: UUID, who: CurrentUser, request: Request, body: Word | None = None) -> Response:
    """Say that homework is done, with a word to the student."""
    with transaction(who.id) as db:
        return answer(judging.close(db, who.id, assignment_id, body or Word(), address(request)))


@router.post("/assignments/{assignment_id}/reopen", response_model=AssignmentRow)
def reopen_homework(assignment_id: UUID, who: CurrentUser, request: Request, body: Word | None = None) -> Response:
    """Give homework back that was closed or handed in, with a word to the student."""
    with transaction(who.id) as db:
        return answer(judging.reopen(db, who.id, assignment_id, body or Word(), address(request)))
