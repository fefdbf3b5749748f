"""A teacher's students: who practised, what wants attention, and what one of them practised."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from practice_app.api.shared.answers import DEFAULT, Cursor, Limit, answer
from practice_app.api.shared.deps import CurrentUser, asking
from practice_app.database import transaction
from practice_app.http.origin import address
from practice_app.services.pieces import Order, PieceRow, Sought
from practice_app.services.pieces import Query as Words
from practice_app.services.practice import SessionRow
from practice_app.services.progress import Dash
from practice_app.services.shared.paging import MAX_LIMIT, Page
from practice_app.services.teaching.students import listing, one
from practice_app.services.teaching.students.listing import StudentRow
from practice_app.services.teaching.students.notes import NoteDraft
from practice_app.services.teaching.students.one import OneRow

router = APIRouter(tags=["teaching"])
Since = Annotated[str | None, Query(alias="from", max_length=40, description="A day (included) or a moment")]
Until = Annotated[str | None, Query(alias="to", max_length=40, description="A day (included) or a moment (excluded)")]


@router.get("/students", response_model=Page[StudentRow])
def list_students(request: Request, limit: Limit = MAX_LIMIT, cursor: Cursor = None) -> Response:
    """List one's students, the newest activity first: seven days of each, and what wants attention, with the reason."""
    with asking(request) as (who, db):
        return answer(listing.listed(db, who.id, who.locale, address(request), limit=limit, after=cursor))


@router.get("/students/{student_id}", response_model=OneRow)
def get_student(student_id: UUID, request: Request) -> Response:
    """Show a student of one's own, with one's own note about them, which nobody else sees."""
    with asking(request) as (who, db):
        return answer(one.shown(db, who.id, student_id, address(request)))


@router.patch("/students/{student_id}", response_model=OneRow)
def change_student(student_id: UUID, body: NoteDraft, who: CurrentUser, request: Request) -> Response:
    """Note something about a student, for oneself alone."""
    with transaction(who.id) as db:
        return answer(one.change(db, who.id, student_id, body, address(request)))


@router.get("/students/{student_id}/sessions", response_model=Page[SessionRow])
def list_student_sessions(
    student_id: UUID,
    request: Request,
    since: Since = None,
    until: Until = None,
    limit: Limit = DEFAULT,
    cursor: Cursor = None,
) -> Response:
    """List a student's sessions, the newest first, of the time that was agreed on."""
    with asking(request) as (who, db):
        span = {"since": since, "until": until}
        return answer(one.sessions(db, who.id, student_id, **span, limit=limit, after=cursor))


@router.get("/students/{student_id}/analytics/dash", response_model=Dash)
def student_dash(student_id: UUID, request: Request, since: Since = None, until: Until = None) -> Response:
    """Sum up a student's days from `from` to `to`, of the time that was agreed on."""
    with asking(request) as (who, db):
        return answer(one.dash(db, who.id, student_id, since, until))


@router.get("/students/{student_id}/pieces", response_model=Page[PieceRow])
def list_student_pieces(
    student_id: UUID,
    request: Request,
    limit: Limit = DEFAULT,
    cursor: Cursor = None,
    q: Words = "",
    order: Order = "practised",
) -> Response:
    """List a student's pieces with what was put into each in the time that was agreed on."""
    with asking(request) as (who, db):
        return answer(one.repertoire(db, who.id, student_id, Sought(q, order), limit, cursor))
