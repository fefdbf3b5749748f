"""Guardians: children's accounts, who looks after them, and the tablet that children share."""

from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field

from practice_app.api.accounts import Body, Name, SignedIn, Text, ToHash, Year, caller_of, forget, let_in
from practice_app.api.profiles import Privacy
from practice_app.api.shared.answers import answer
from practice_app.api.shared.deps import CurrentUser, OwnTransaction, not_forged
from practice_app.database import transaction
from practice_app.http import guarded
from practice_app.http.clients import network_of
from practice_app.http.origin import address
from practice_app.services import accounts
from practice_app.services.guardians import children, handing_over, invites, making, showing, tablet
from practice_app.services.guardians.invites import Invite, Invited
from practice_app.services.guardians.making import NewChild
from practice_app.services.guardians.rows import ChildRow
from practice_app.services.guardians.tablet import FamilyRow
from practice_app.services.shared.paging import Page

router = APIRouter(tags=["guardians"])
FAMILY_PATH = "/api/v1/family"
FAMILY_AGE_S = 365 * 86_400


class NewChildBody(Body):
    """A child's account."""

    username: Text
    password: Text
    display_name: Name
    birth_year: Year
    consent: bool
    instruments: list[Name] = Field(default=[], max_length=20)


class NewPasswordBody(Body):
    """A password for a child."""

    new_password: Text


class PinBody(Body):
    """A PIN for a child."""

    pin: Text


class Allows(Body):
    """What a guardian allows of what shows a child to strangers."""

    partners: bool | None = None
    public_shares: bool | None = None
    open_groups: bool | None = None


class ChildBody(Body):
    """What a guardian changes of a child's account; of each what is left out stays."""

    allows: Allows | None = None
    privacy: Privacy | None = None


class HandOverBody(Body):
    """An address of the child's own."""

    email: Text


class TakeOverBody(Body):
    """What the mail's link brought, and the password that is chosen."""

    token: Text
    new_password: Text


class SwitchBody(Body):
    """Which child comes in, and its PIN."""

    child_id: UUID
    pin: Text


class Accepted(BaseModel):
    """Whose guardian one is now."""

    child: ChildRow


@router.post("/children", status_code=201, response_model=ChildRow, dependencies=[ToHash])
def make_child(body: NewChildBody, who: CurrentUser, request: Request) -> Response:
    """Make a child's account, agreeing to it; by a teacher or a parent."""
    wanted = NewChild(**body.model_dump(exclude={"instruments"}), instruments=tuple(body.instruments))
    return answer(making.make(who, wanted, network_of(request)), 201)


@router.get("/children", response_model=Page[ChildRow])
def my_children(who: CurrentUser, db: OwnTransaction) -> Response:
    """List the children one looks after, by name."""
    return answer(Page(children.listed(db, who.id), None))


@router.patch("/children/{child_id}", response_model=ChildRow)
def change_child(child_id: UUID, body: ChildBody, who: CurrentUser) -> Response:
    """Allow a child something, or no longer; say to whom its profile is shown."""
    allows, privacy = (part.model_dump(exclude_none=True) if part else {} for part in (body.allows, body.privacy))
    with transaction(who.id) as db:
        children.allow(db, who.id, child_id, allows)
    if privacy:
        showing.show(who.id, child_id, privacy)
    with transaction(who.id) as db:
        return answer(children.shown(db, who.id, child_id))


@router.delete("/children/{child_id}", status_code=204)
def delete_child(child_id: UUID, who: CurrentUser, db: OwnTransaction) -> None:
    """Have a child's account erased, in 14 days; wants a fresh proof."""
    _mine_and_fresh(db, who, child_id)
    children.remove(db, who.id, child_id)


@router.post("/children/{child_id}/restore", status_code=204)
def restore_child(child_id: UUID, who: CurrentUser, db: OwnTransaction) -> None:
    """Bring a child's account back while it is not erased, agreeing to it."""
    children.restore(db, who.id, child_id)


@router.post("/children/{child_id}/password", status_code=204, dependencies=[ToHash])
def set_child_password(child_id: UUID, body: NewPasswordBody, who: CurrentUser) -> None:
    """Set a child's password; its devices are signed out. Wants a fresh proof."""
    _fresh(who, child_id)
    making.set_password(who, child_id, body.new_password)


@router.post("/children/{child_id}/pin", status_code=204, dependencies=[ToHash])
def set_child_pin(child_id: UUID, body: PinBody, who: CurrentUser) -> None:
    """Set the PIN by which a child comes in on a tablet of one's own. Wants a fresh proof."""
    _fresh(who, child_id)
    making.set_pin(who, child_id, body.pin)


@router.delete("/children/{child_id}/pin", status_code=204)
def drop_child_pin(child_id: UUID, who: CurrentUser, db: OwnTransaction) -> None:
    """Let a child in by its password alone."""
    children.drop_pin(db, who.id, child_id)


@router.post("/children/{child_id}/consent", status_code=204)
def agree_to_child(child_id: UUID, who: CurrentUser, db: OwnTransaction) -> None:
    """Agree to a child's account again; one that paused goes on."""
    children.agree(db, who.id, child_id)


@router.delete("/children/{child_id}/consent", status_code=204)
def revoke_consent(child_id: UUID, who: CurrentUser, db: OwnTransaction) -> None:
    """Take one's agreement back: the account pauses unless another guardian agrees, and leaves after 30 days."""
    children.revoke(db, who.id, child_id)


@router.post("/children/{child_id}/guardians/invites", status_code=201, response_model=Invite)
def invite_guardian(child_id: UUID, who: CurrentUser, db: OwnTransaction) -> Response:
    """Make a code by which another grown-up becomes the child's guardian too, within 7 days. Wants a fresh proof."""
    _mine_and_fresh(db, who, child_id)
    return answer(invites.invite(db, who.id, child_id), 201)


@router.post("/children/{child_id}/hand-over", status_code=202)
def hand_over(child_id: UUID, body: HandOverBody, who: CurrentUser, request: Request) -> None:
    """Send a grown child a link to an address of its own, by which it takes its account over. Wants a fresh proof."""
    _fresh(who, child_id)
    handing_over.ask(who, child_id, body.email, network_of(request))


@router.post("/auth/hand-over", status_code=204, dependencies=[Depends(not_forged), ToHash])
def take_over(body: TakeOverBody, request: Request, response: Response) -> None:
    """Take one's account over with the token of the mail, good once, for 7 days; nobody else looks after it then."""
    handing_over.accept(body.token, body.new_password, network_of(request))
    forget(response)


@router.get("/guardians/{code}", response_model=Invited)
def look_at_invite(code: str, who: CurrentUser, db: OwnTransaction) -> Response:
    """Tell whose guardian one would become, and who asks."""
    return answer(invites.look(db, who.id, code))


@router.post("/guardians/{code}/accept", status_code=201, response_model=Accepted)
def accept_invite(code: str, who: CurrentUser, db: OwnTransaction) -> Response:
    """Become the child's guardian, agreeing to its account."""
    child = invites.accept(db, who.id, code)
    return answer({"child": children.shown(db, who.id, child)}, 201)


@router.post("/family", status_code=204)
def share_device(who: CurrentUser, db: OwnTransaction, request: Request, response: Response) -> None:
    """Let one's children share the device in hand; each comes in by its PIN. Wants a fresh proof."""
    accounts.require_fresh(db, who)
    token = tablet.set_up(db, who.id, request.headers.get("user-agent", ""))
    told = tablet.COOKIE, token, FAMILY_AGE_S
    guarded.put(request, response, *told, path=FAMILY_PATH, httponly=True, samesite="strict")
    guarded.put(request, response, tablet.HINT_COOKIE, "1", FAMILY_AGE_S)


@router.get("/family", response_model=FamilyRow)
def who_shares_device(request: Request) -> Response:
    """Tell who may come in on this tablet, which proves by its cookie that it is one; else 404."""
    shown = answer(tablet.here(guarded.read(request, tablet.COOKIE), network_of(request), address(request)))
    shown.headers["Cache-Control"] = "no-store"
    return shown


@router.post("/family/switch", dependencies=[Depends(not_forged), ToHash])
def switch(body: SwitchBody, request: Request, response: Response) -> SignedIn:
    """Sign a child in on this tablet by its PIN; whoever of the family was in is signed out."""
    token, in_hand = (guarded.read(request, name) for name in (tablet.COOKIE, accounts.COOKIE))
    return let_in(request, response, tablet.switch(token, body.child_id, body.pin, in_hand, caller_of(request)))


@router.delete("/family", status_code=204)
def end_sharing(who: CurrentUser, db: OwnTransaction, response: Response) -> None:
    """Have no device any more on which one's children come in by a PIN."""
    tablet.end_all(db, who.id)
    guarded.drop(response, tablet.COOKIE, FAMILY_PATH)
    guarded.drop(response, tablet.HINT_COOKIE)


def _fresh(who: CurrentUser, child_id: UUID) -> None:
    with transaction(who.id) as db:
        _mine_and_fresh(db, who, child_id)


def _mine_and_fresh(db: OwnTransaction, who: CurrentUser, child_id: UUID) -> None:
    """A stranger is told that there is nothing, not that they should prove who they are."""
    children.about(db, who.id, child_id)
    accounts.require_fresh(db, who)
