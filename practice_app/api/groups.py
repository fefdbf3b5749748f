"""Groups: set up, found, joined, left; who is in one and what they share."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import StrictBool

from practice_app.api.accounts import Body
from practice_app.api.shared.answers import Cursor, Limit, answer
from practice_app.api.shared.deps import CurrentUser, MaybeUser, OwnTransaction
from practice_app.api.shared.receiving import Receiving
from practice_app.database import nobodys_transaction, transaction
from practice_app.http.clients import network_of
from practice_app.http.origin import address
from practice_app.services import profiles
from practice_app.services.groups import dashboard, inviting, joining, listing, making, members, picture, sessions
from practice_app.services.groups.dashboard import Dashboard
from practice_app.services.groups.drafts import GroupChanges, GroupDraft, RoleDraft, SharingDraft
from practice_app.services.groups.rows import Asked, GroupRow, Invite, MemberRow, RequestRow
from practice_app.services.practice import SessionRow
from practice_app.services.shared.paging import DEFAULT_LIMIT, Page

router = APIRouter(tags=["groups"])
picture_sent = Receiving(
    profiles.LARGEST_PICTURE, at_once=6, waiting=40, within_s=120, check=profiles.check_picture_limit
)
Wanted = Annotated[str, Query(max_length=200)]


_BINARY: dict[str, Any] = {
    "requestBody": {"required": True, "content": {"image/*": {"schema": {"type": "string", "format": "binary"}}}}
}


class PictureShown(Body):
    """Where the picture is now; the address expires."""

    picture_url: str


class AnswerBody(Body):
    """Whether somebody who asked is let in."""

    accept: StrictBool


@router.post("/groups", status_code=201, response_model=GroupRow)
def create_group(body: GroupDraft, who: CurrentUser, db: OwnTransaction, request: Request) -> Response:
    """Set a group up; whoever does is its owner. Its size begins at 50."""
    return answer(making.create(db, who.id, body, address(request)), 201)


@router.get("/groups", response_model=Page[GroupRow])
def list_groups(db: OwnTransaction, request: Request) -> Response:
    """List the groups that one is in or has asked to be in; also those that one ended and may bring back."""
    return answer(Page(listing.mine(db, address(request)), None))


@router.get("/groups/find", response_model=Page[GroupRow])
def find_groups(db: OwnTransaction, request: Request, q: Wanted = "") -> Response:
    """List up to 50 groups that one may join, or ask to, which hold every word."""
    return answer(Page(listing.find(db, q, address(request)), None))


@router.get("/groups/join/{code}", response_model=GroupRow)
def look_at_group_code(code: str, who: MaybeUser, request: Request) -> Response:
    """Tell whoever has a code, signed in or not, which group it opens."""
    with transaction(who.id) if who else nobodys_transaction() as db:
        shown = inviting.look(db, who.id if who else None, code, network_of(request), address(request))
    told = answer(shown)
    told.headers["Cache-Control"] = "no-store"
    return told


@router.post("/groups/join/{code}", status_code=201, response_model=MemberRow)
def join_by_code(code: str, who: CurrentUser, db: OwnTransaction, request: Request) -> Response:
    """Come into a group by a code; again changes nothing."""
    return answer(inviting.use(db, who.id, code, network_of(request), address(request)), 201)


@router.get("/groups/{group_id}", response_model=GroupRow)
def show_group(group_id: UUID, db: OwnTransaction, request: Request) -> Response:
    """Show a group to who is in it, or may find it."""
    return answer(listing.shown(db, group_id, address(request)))


@router.patch("/groups/{group_id}", response_model=GroupRow)
def change_group(
    group_id: UUID, body: GroupChanges, who: CurrentUser, db: OwnTransaction, request: Request
) -> Response:
    """Change what a group is called, how one joins it, how large it may be, what it publishes."""
    return answer(making.change(db, who.id, group_id, body, address(request)))


@router.delete("/groups/{group_id}", status_code=204)
def end_group(group_id: UUID, who: CurrentUser, db: OwnTransaction) -> None:
    """End a group; within 14 days its owner may bring it back."""
    making.end(db, who.id, group_id)


@router.post("/groups/{group_id}/restore", response_model=GroupRow)
def restore_group(group_id: UUID, who: CurrentUser, db: OwnTransaction, request: Request) -> Response:
    """Bring a group back that was ended, with everybody in it."""
    return answer(making.restore(db, who.id, group_id, address(request)))


@router.put("/groups/{group_id}/picture", openapi_extra=_BINARY)
def put_group_picture(
    group_id: UUID, who: CurrentUser, data: Annotated[bytes, Depends(picture_sent)], request: Request
) -> PictureShown:
    """Send the group's picture: an image in the body, at most 10 MB."""
    return PictureShown(picture_url=picture.put(who.id, group_id, data, address(request)))


@router.delete("/groups/{group_id}/picture", status_code=204)
def remove_group_picture(group_id: UUID, who: CurrentUser) -> None:
    """Show no picture any more."""
    picture.remove(who.id, group_id)


@router.post("/groups/{group_id}/join", status_code=201, response_model=MemberRow, responses={202: {"model": Asked}})
def join_group(group_id: UUID, who: CurrentUser, db: OwnTransaction, request: Request) -> Response:
    """Come into an open group (201), or ask to come into one by request (202); again changes nothing."""
    found = joining.join(db, who.id, group_id, address(request))
    return answer(found, 202 if isinstance(found, Asked) else 201)


@router.get("/groups/{group_id}/join-requests", response_model=Page[RequestRow])
def list_join_requests(group_id: UUID, who: CurrentUser, db: OwnTransaction, request: Request) -> Response:
    """List who has asked to come in, the longest waiting first."""
    return answer(Page(joining.requests(db, who.id, group_id, address(request)), None))


@router.post("/groups/{group_id}/join-requests/{user_id}", status_code=204)
def answer_join_request(group_id: UUID, user_id: UUID, body: AnswerBody, who: CurrentUser, db: OwnTransaction) -> None:
    """Let somebody in who asked, or not."""
    joining.answer(db, who.id, group_id, user_id, accept=body.accept)


@router.post("/groups/{group_id}/invites", status_code=201, response_model=Invite)
def invite_to_group(group_id: UUID, who: CurrentUser, db: OwnTransaction) -> Response:
    """Make a code that lets people in within 14 days, however many."""
    return answer(inviting.invite(db, who.id, group_id), 201)


@router.delete("/groups/{group_id}/invites", status_code=204)
def take_group_invites_back(group_id: UUID, who: CurrentUser, db: OwnTransaction) -> None:
    """Let no code of the group let anybody in any more."""
    inviting.take_back(db, who.id, group_id)


@router.get("/groups/{group_id}/members", response_model=Page[MemberRow])
def list_members(group_id: UUID, who: CurrentUser, db: OwnTransaction, request: Request) -> Response:
    """List who is in a group, oneself first, then by name; all at once."""
    return answer(Page(members.members(db, who.id, group_id, address(request)), None))


@router.patch("/groups/{group_id}/members/{user_id}", response_model=MemberRow)
def change_member(
    group_id: UUID, user_id: UUID, body: RoleDraft, who: CurrentUser, db: OwnTransaction, request: Request
) -> Response:
    """Say what somebody is in a group; another owner may be made before one is none any more."""
    return answer(members.set_role(db, who.id, group_id, user_id, body.role, address(request)))


@router.delete("/groups/{group_id}/members/{user_id}", status_code=204)
def remove_member(group_id: UUID, user_id: UUID, who: CurrentUser, db: OwnTransaction) -> None:
    """Leave a group (oneself), take one's asking back, or ask somebody else to go."""
    members.remove(db, who.id, group_id, user_id)


@router.get("/groups/{group_id}/members/{user_id}/sessions", response_model=Page[SessionRow])
def list_member_sessions(
    group_id: UUID, user_id: UUID, who: CurrentUser, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response:
    """List the sessions of a member who shows them to the group now: no note, rating, tag or recording of them."""
    with transaction(who.id) as db:
        return answer(sessions.listed(db, who.id, group_id, user_id, limit=limit, after=cursor))


@router.get("/groups/{group_id}/dashboard", response_model=Dashboard)
def group_dashboard(
    group_id: UUID,
    who: CurrentUser,
    db: OwnTransaction,
    request: Request,
    since: Annotated[date | None, Query(alias="from")] = None,
    until: Annotated[date | None, Query(alias="to")] = None,
) -> Response:
    """Add up what members share, a year at most, the last four weeks if nothing is said; null is what they don't."""
    return answer(dashboard.shown(db, who.id, group_id, since, until, address(request)))


@router.put("/groups/{group_id}/sharing", response_model=MemberRow)
def share_with_group(
    group_id: UUID, body: SharingDraft, who: CurrentUser, db: OwnTransaction, request: Request
) -> Response:
    """Say what of one's practice the others see: nothing, minutes, statistics or sessions; at once, and of what was."""
    return answer(members.share(db, who.id, group_id, body, address(request)))
