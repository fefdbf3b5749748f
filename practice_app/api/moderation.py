"""Reports and moderation: two taps, a queue, a log for everybody, an appeal."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from practice_app.api.shared.answers import DEFAULT, Cursor, Limit, answer
from practice_app.api.shared.deps import CurrentUser, OwnTransaction
from practice_app.database import system_transaction
from practice_app.http.clients import network_of
from practice_app.http.origin import address
from practice_app.services import moderation
from practice_app.services.moderation import (
    AppealDraft,
    AppealRow,
    CaseRow,
    Decision,
    JoinDraft,
    JoinedRow,
    LogRow,
    MeasureRow,
    MineRow,
    ReportDraft,
    ReportedRow,
    ReversalRow,
    Verdict,
    WaitingRow,
)
from practice_app.services.shared import storage
from practice_app.services.shared.limits import rates
from practice_app.services.shared.paging import Page

router = APIRouter(tags=["moderation"])
FILM_LIFETIME_S = 10 * 60
READS = "120/minute"
"""Pages of the log that one network may ask for."""


@router.post("/reports", status_code=201, response_model=ReportedRow)
def report(body: ReportDraft, who: CurrentUser, db: OwnTransaction) -> Response:
    """Report something; one sees it no more. The same again: 200, and nothing changes. One's own: 409 `own`."""
    row, new = moderation.report(db, who.id, body)
    return answer(row, 201 if new else 200)


@router.get("/moderation/queue", response_model=Page[CaseRow])
def list_cases(who: CurrentUser, db: OwnTransaction, request: Request) -> Response:
    """List what waits, the most urgent first, 100 at most; by moderators on a device with a second factor."""
    return answer(Page(moderation.queue(db, who.id, who.auth_session_id, address(request)), None))


@router.post("/moderation/reports/{report_id}", response_model=MeasureRow)
def decide(report_id: UUID, body: Decision, who: CurrentUser, db: OwnTransaction) -> Response:
    """Do something about a case and close it; the person reads `reason` and the rule, and may appeal.

    What can't be done with such a thing: 409 `not_this`; done already: 409 `judged_already`; who is part of it: 403
    `another_moderator`.
    """
    return answer(moderation.decide(db, who.id, who.auth_session_id, report_id, body))


@router.get("/moderation/films/{film_id}", status_code=302, response_class=RedirectResponse)
def look_at_film(film_id: UUID, who: CurrentUser, db: OwnTransaction, request: Request) -> Response:
    """Lead a moderator to a film that stands in something which waits for one, hidden or not; else 404."""
    key = moderation.film_in_question(db, who.id, who.auth_session_id, film_id)
    headers = {"Cache-Control": "private, no-store"}
    return RedirectResponse(storage.play_url(key, address(request), FILM_LIFETIME_S), 302, headers)


@router.get("/moderation/log", response_model=Page[LogRow])
def read_log(request: Request, limit: Limit = DEFAULT, cursor: Annotated[Cursor, Query()] = None) -> Response:
    """List what moderators did, for everybody: when, about what kind of thing, by which rule; nobody's name."""
    rates.spend(READS, "moderation-log", network_of(request))
    with system_transaction() as db:
        return answer(moderation.log(db, limit=limit, after=cursor))


@router.get("/moderation/mine", response_model=Page[MineRow])
def list_measures(who: CurrentUser, db: OwnTransaction) -> Response:
    """List what was done about something of one's own, why, by which rule, and what became of an appeal."""
    return answer(Page(moderation.mine(db, who.id), None))


@router.post("/moderation/appeals", status_code=201, response_model=AppealRow)
def appeal(body: AppealDraft, who: CurrentUser, db: OwnTransaction) -> Response:
    """Say something to what was done about something of one's own; once: 409 `appealed_already`."""
    return answer(moderation.appeal(db, who.id, body), 201)


@router.get("/moderation/votes", response_model=Page[ReversalRow])
def list_reversals(who: CurrentUser, db: OwnTransaction, request: Request) -> Response:
    """List votes that the nightly look lets count no more, 100 at most; by moderators, as the queue."""
    return answer(Page(moderation.reversals(db, who.id, who.auth_session_id, address(request)), None))


@router.post("/moderation/votes/{reversal_id}/restore", status_code=204)
def restore_votes(reversal_id: UUID, who: CurrentUser, db: OwnTransaction) -> None:
    """Let those votes count after all; the same votes are not found again."""
    moderation.restore_votes(db, who.id, who.auth_session_id, reversal_id)


@router.get("/moderation/tags", response_model=Page[JoinedRow])
def list_joined_tags(who: CurrentUser, db: OwnTransaction) -> Response:
    """List tags that were joined into others, the newest first, 1,000 at most; by moderators, as the queue."""
    return answer(Page(moderation.joined_tags(db, who.id, who.auth_session_id), None))


@router.post("/moderation/tags", status_code=201, response_model=JoinedRow)
def join_tags(body: JoinDraft, who: CurrentUser, db: OwnTransaction) -> Response:
    """Let a tag mean another: posts under either are found by both. Others were joined into it: 409 `joined_into`."""
    return answer(moderation.join_tags(db, who.id, who.auth_session_id, body), 201)


@router.delete("/moderation/tags/{forum_tag_id}", status_code=204)
def part_tags(forum_tag_id: UUID, who: CurrentUser, db: OwnTransaction) -> None:
    """Let a tag mean itself again: everything is found as it was before."""
    moderation.part_tags(db, who.id, who.auth_session_id, forum_tag_id)


@router.get("/moderation/appeals", response_model=Page[WaitingRow])
def list_appeals(who: CurrentUser, db: OwnTransaction, request: Request) -> Response:
    """List appeals against what other moderators did, the oldest first."""
    return answer(Page(moderation.waiting(db, who.id, who.auth_session_id, address(request)), None))


@router.post("/moderation/appeals/{appeal_id}", response_model=AppealRow)
def answer_appeal(appeal_id: UUID, body: Verdict, who: CurrentUser, db: OwnTransaction) -> Response:
    """Answer an appeal; by another moderator than who did it: 403 `another_moderator`. Granted, it is taken back."""
    return answer(moderation.answer_appeal(db, who.id, who.auth_session_id, appeal_id, body))
