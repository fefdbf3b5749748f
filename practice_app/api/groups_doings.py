"""What a group means to do: works on its list, challenges, and words to all."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from practice_app.api.shared.answers import answer
from practice_app.api.shared.deps import CurrentUser, OwnTransaction
from practice_app.http.origin import address
from practice_app.services.groups import announcing, challenging, repertoire
from practice_app.services.groups.announcing import AnnouncementDraft, AnnouncementRow
from practice_app.services.groups.challenging import GroupChallengeDraft, GroupChallengeRow
from practice_app.services.groups.repertoire import ListedWork, WorkDraft
from practice_app.services.pieces import PieceWhole
from practice_app.services.shared.paging import Page

router = APIRouter(tags=["groups"])


@router.get("/groups/{group_id}/repertoire", response_model=Page[ListedWork])
def list_group_works(group_id: UUID, who: CurrentUser, db: OwnTransaction) -> Response:
    """List the works that a group has on its list, those with a date first."""
    return answer(Page(repertoire.listed(db, who.id, group_id), None))


@router.post("/groups/{group_id}/repertoire", status_code=201, response_model=ListedWork)
def add_group_work(group_id: UUID, body: WorkDraft, who: CurrentUser, db: OwnTransaction) -> Response:
    """Put a work on the list: one of the catalogue, or by title and composer, which joins it where it is new."""
    return answer(repertoire.add(db, who.id, group_id, body), 201)


@router.delete("/groups/{group_id}/repertoire/{listed_id}", status_code=204)
def remove_group_work(group_id: UUID, listed_id: UUID, who: CurrentUser, db: OwnTransaction) -> None:
    """Take a work off the list; nobody's piece goes with it."""
    repertoire.remove(db, who.id, group_id, listed_id)


@router.post("/groups/{group_id}/repertoire/{listed_id}/piece", status_code=201, response_model=PieceWhole)
def take_group_work(group_id: UUID, listed_id: UUID, who: CurrentUser, db: OwnTransaction) -> Response:
    """Make a piece of one's own of a work on the list; again: the one there is."""
    return answer(repertoire.take(db, who.id, group_id, listed_id), 201)


@router.get("/groups/{group_id}/challenges", response_model=Page[GroupChallengeRow])
def list_group_challenges(group_id: UUID, who: CurrentUser, db: OwnTransaction, request: Request) -> Response:
    """List a group's challenges, the last to end first, with how far those are who share it, and oneself."""
    return answer(Page(challenging.challenges(db, who.id, group_id, address(request)), None))


@router.post("/groups/{group_id}/challenges", status_code=201, response_model=GroupChallengeRow)
def set_group_challenge(
    group_id: UUID, body: GroupChallengeDraft, who: CurrentUser, db: OwnTransaction, request: Request
) -> Response:
    """Set the group a challenge, and tell its members."""
    return answer(challenging.set_up(db, who.id, group_id, body, address(request)), 201)


@router.delete("/groups/{group_id}/challenges/{challenge_id}", status_code=204)
def end_group_challenge(group_id: UUID, challenge_id: UUID, who: CurrentUser, db: OwnTransaction) -> None:
    """Let a challenge go."""
    challenging.give_up(db, who.id, group_id, challenge_id)


@router.get("/groups/{group_id}/announcements", response_model=Page[AnnouncementRow])
def list_announcements(group_id: UUID, who: CurrentUser, db: OwnTransaction, request: Request) -> Response:
    """List what was said to all lately, the newest first."""
    return answer(Page(announcing.announcements(db, who.id, group_id, address(request)), None))


@router.post("/groups/{group_id}/announcements", status_code=201, response_model=AnnouncementRow)
def announce(
    group_id: UUID, body: AnnouncementDraft, who: CurrentUser, db: OwnTransaction, request: Request
) -> Response:
    """Say something to everybody in a group; each is told as they like."""
    return answer(announcing.announce(db, who.id, group_id, body, address(request)), 201)


@router.delete("/groups/{group_id}/announcements/{announcement_id}", status_code=204)
def take_announcement_back(group_id: UUID, announcement_id: UUID, who: CurrentUser, db: OwnTransaction) -> None:
    """Take a word back."""
    announcing.take_back(db, who.id, group_id, announcement_id)
