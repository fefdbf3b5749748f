"""Practice sessions and what was heard in them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from practice_app.api.recordings import NewSession, SessionStarted, targets
from practice_app.api.shared.answers import DEFAULT, Cursor, Limit, answer
from practice_app.api.shared.deps import CurrentUser, asking
from practice_app.database import transaction
from practice_app.http.origin import address
from practice_app.services import analysis, practice, progress, recordings
from practice_app.services.accounts import Identity
from practice_app.services.analysis import (
    CorrectionDraft,
    CorrectionRow,
    Forgotten,
    Leaning,
    ReadingDraft,
    SessionAnalysis,
)
from practice_app.services.practice import SessionChanges, SessionDraft, SessionRow, rows
from practice_app.services.progress import Dash
from practice_app.services.shared.paging import Page

router = APIRouter(tags=["practice"])
Since = Annotated[str | None, Query(alias="from", max_length=40, description="A day (included) or a moment")]
Until = Annotated[str | None, Query(alias="to", max_length=40, description="A day (included) or a moment (excluded)")]


@router.get("/sessions", response_model=Page[SessionRow])
def list_sessions(
    request: Request, since: Since = None, until: Until = None, limit: Limit = DEFAULT, cursor: Cursor = None
) -> Response:
    """List sessions, newest first."""
    with asking(request) as (who, db):
        return answer(rows.values(db, who.id, since=since, until=until, limit=limit, after=cursor))


@router.post("/sessions", status_code=201, response_model=SessionStarted)
def create_session(body: NewSession, who: CurrentUser, request: Request) -> Response:
    """Store a session under an id made here; declared recordings get their upload targets."""
    for declared in body.recordings:
        declared.content_type()
    with transaction(who.id) as db:
        row = practice.create(db, who.id, _at_home(SessionDraft(**_plain(body)), who))
        declared_rows = [recordings.declare(db, who.id, row.id, draft)[0] for draft in body.recordings]
    begun = targets(who.id, list(zip(declared_rows, body.recordings, strict=True)), address(request))
    return answer({**vars(row), "uploads": begun}, 201)


@router.put("/sessions/{session_id}", response_model=SessionRow, responses={201: {"model": SessionRow}})
def put_session(session_id: UUID, body: SessionDraft, who: CurrentUser) -> Response:
    """Store a session under the id its device made (UUIDv7). The same body again changes nothing."""
    with transaction(who.id) as db:
        saved = practice.save(db, who.id, session_id, _at_home(body, who))
    return answer(saved.row, 201 if saved.created else 200)


@router.get("/sessions/{session_id}", response_model=SessionRow)
def get_session(session_id: UUID, request: Request) -> Response:
    """Show one session."""
    with asking(request) as (who, db):
        return answer(practice.show(db, who.id, session_id))


@router.patch("/sessions/{session_id}", response_model=SessionRow)
def change_session(session_id: UUID, body: SessionChanges, who: CurrentUser) -> Response:
    """Change some of a session. New times without new intervals mean the whole time between them."""
    with transaction(who.id) as db:
        return answer(practice.change(db, who.id, session_id, body))


@router.delete("/sessions/{session_id}", status_code=204)
def delete_session(session_id: UUID, who: CurrentUser) -> None:
    """Delete a session; for an hour it can be restored, then its media goes too."""
    with transaction(who.id) as db:
        practice.delete(db, who.id, session_id)


@router.post("/sessions/{session_id}/restore", response_model=SessionRow)
def restore_session(session_id: UUID, who: CurrentUser) -> Response:
    """Bring a deleted session back."""
    with transaction(who.id) as db:
        return answer(practice.restore(db, who.id, session_id))


@router.get("/sessions/{session_id}/analysis", response_model=SessionAnalysis)
def session_analysis(session_id: UUID, request: Request) -> Response:
    """Say what was heard in all takes of a session together; times are seconds on the session's clock."""
    with asking(request) as (who, db):
        return answer(analysis.of_session(db, who.id, session_id))


@router.post(
    "/sessions/{session_id}/corrections",
    status_code=201,
    response_model=CorrectionRow,
    responses={200: {"model": CorrectionRow, "description": "It was known already"}},
)
def correct(session_id: UUID, body: CorrectionDraft, who: CurrentUser) -> Response:
    """Say that a stretch of the session was otherwise than heard; what was heard stays beside it."""
    with transaction(who.id) as db:
        row, created = analysis.correct(db, who.id, session_id, body)
        return answer(row, 201 if created else 200)


@router.delete("/sessions/{session_id}/corrections/{correction_id}", status_code=204)
def withdraw(session_id: UUID, correction_id: UUID, who: CurrentUser) -> None:
    """Take a correction back."""
    with transaction(who.id) as db:
        analysis.withdraw(db, who.id, session_id, correction_id)


@router.put("/sessions/{session_id}/reading", response_model=SessionAnalysis)
def read_as(session_id: UUID, body: ReadingDraft, who: CurrentUser) -> Response:
    """Say how one counts a tempo that may be read in two ways; it is remembered for the piece."""
    with transaction(who.id) as db:
        analysis.read_as(db, who.id, session_id, body)
        return answer(analysis.of_session(db, who.id, session_id))


@router.get("/analytics/leanings", response_model=Page[Leaning])
def leanings(request: Request) -> Response:
    """List the instruments on which one is heard more or less readily, as one's own corrections say."""
    with asking(request) as (who, db):
        return answer(Page(analysis.leanings(db, who.id), None))


@router.post("/analytics/leanings/forgotten", status_code=204)
def unlearn(body: Forgotten, who: CurrentUser) -> None:
    """Be heard on this instrument as if nothing had been corrected so far."""
    with transaction(who.id) as db:
        analysis.unlearn(db, who.id, body.instrument)


@router.get("/analytics/dash", response_model=Dash)
def dash(request: Request, since: Since = None, until: Until = None) -> Response:
    """Sum up the days from `from` to `to` (both included; the last 30 without them)."""
    with asking(request) as (who, db):
        return answer(progress.dash(db, who.id, who.timezone, since, until))


def _at_home(draft: SessionDraft, who: Identity) -> SessionDraft:
    """Without a time zone the player's own is meant."""
    return draft if draft.timezone else draft.model_copy(update={"timezone": who.timezone})


def _plain(body: NewSession) -> dict[str, object]:
    return {name: getattr(body, name) for name in SessionDraft.model_fields}
