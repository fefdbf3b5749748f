"""Teachers and students: invited by a code, let in, shown what came before or not, parted."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field, StrictBool

from practice_app.api.accounts import Body
from practice_app.api.shared.answers import answer
from practice_app.api.shared.deps import CurrentUser, MaybeUser, OwnTransaction
from practice_app.database import nobodys_transaction, transaction
from practice_app.http.clients import network_of
from practice_app.http.origin import address
from practice_app.services.shared.paging import Page
from practice_app.services.teaching import connections, invites, opening
from practice_app.services.teaching.connections import TeacherRow
from practice_app.services.teaching.invites import Invite
from practice_app.services.teaching.opening import Accepted, InviteShown

router = APIRouter(tags=["teaching"])
OfChild = Annotated[UUID | None, Query(description="A child that one looks after: its teachers are meant")]


class InviteBody(Body):
    """To whom the code is mailed, if to anybody."""

    email: Annotated[str, Field(max_length=1000)] | None = None


class AcceptBody(Body):
    """Whether the teacher is shown what came before, too; and for which child one accepts, if not for oneself."""

    history: StrictBool
    child_id: UUID | None = None


class TeacherBody(Body):
    """Whether this teacher is shown what came before they were connected."""

    history: StrictBool


@router.post("/students/invites", status_code=201, response_model=Invite)
def invite_student(who: CurrentUser, db: OwnTransaction, body: InviteBody | None = None) -> Response:
    """Make a code by which somebody becomes one's student within 14 days, and mail it where an address is given."""
    return answer(invites.invite(db, who.id, body.email if body else None), 201)


@router.get("/invites/{code}", response_model=InviteShown)
def look_at_teachers_invite(code: str, who: MaybeUser, request: Request) -> Response:
    """Tell whoever has a code, signed in or not, whose it is; `you` says how who is signed in stands to them."""
    with transaction(who.id) if who else nobodys_transaction() as db:
        shown = opening.look(db, who.id if who else None, code, network_of(request), address(request))
    told = answer(shown)
    told.headers["Cache-Control"] = "no-store"
    return told


@router.post("/invites/{code}/accept", status_code=201, response_model=Accepted)
def accept_teachers_invite(
    code: str, body: AcceptBody, who: CurrentUser, db: OwnTransaction, request: Request
) -> Response:
    """Become the teacher's student, or make a child that one looks after their student; again changes nothing."""
    accepted = opening.accept(
        db,
        who.id,
        code,
        network_of(request),
        history=body.history,
        child=body.child_id,
        origin=address(request),
    )
    return answer(accepted, 201)


@router.get("/teachers", response_model=Page[TeacherRow])
def list_teachers(who: CurrentUser, db: OwnTransaction, request: Request, child_id: OfChild = None) -> Response:
    """List one's teachers, the newest first, with what each of them sees, counted; all at once."""
    origin = address(request)
    found = connections.of_child(db, who.id, child_id, origin) if child_id else None
    return answer(Page(connections.teachers(db, who.id, origin) if found is None else found, None))


@router.patch("/teachers/{teacher_id}", response_model=TeacherRow)
def change_teacher(
    teacher_id: UUID,
    body: TeacherBody,
    who: CurrentUser,
    db: OwnTransaction,
    request: Request,
    child_id: OfChild = None,
) -> Response:
    """Show a teacher what came before they were connected, or no longer."""
    origin = address(request)
    row = connections.show_history(db, who.id, teacher_id, history=body.history, child=child_id, origin=origin)
    return answer(row)


@router.delete("/teachers/{teacher_id}", status_code=204)
def part_from_teacher(teacher_id: UUID, who: CurrentUser, db: OwnTransaction, child_id: OfChild = None) -> None:
    """End the connection with a teacher: from now on they see nothing."""
    connections.leave(db, who.id, teacher_id, child=child_id)


@router.delete("/students/{student_id}", status_code=204)
def part_from_student(student_id: UUID, who: CurrentUser, db: OwnTransaction) -> None:
    """End the connection with a student: from now on one sees nothing of theirs."""
    connections.end(db, who.id, student_id)
