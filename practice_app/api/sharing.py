"""Links that show one thing of one's own to whoever has them."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request, Response

from practice_app.api.shared.answers import answer
from practice_app.api.shared.deps import CurrentUser
from practice_app.database import transaction
from practice_app.http.origin import address
from practice_app.services import sharing
from practice_app.services.sharing import ShareDraft, ShareRow

router = APIRouter(tags=["sharing"])


@dataclass(frozen=True)
class Shares:
    """One's links, the newest first."""

    items: list[ShareRow]


@router.post("/shares", status_code=201, response_model=ShareRow)
def make_share(body: ShareDraft, who: CurrentUser, request: Request) -> Response:
    """Make a link to one's profile, weeks, a session, a kept recording, or a group; without `expires_at` no end."""
    with transaction(who.id) as db:
        row = sharing.make(db, who.id, body, address(request))
    return answer(row, 201)


@router.get("/shares", response_model=Shares)
def list_shares(who: CurrentUser, request: Request) -> Response:
    """List one's links that were not taken back, and how often each was opened."""
    with transaction(who.id) as db:
        return answer(Shares(sharing.listed(db, who.id, address(request))))


@router.delete("/shares/{share_id}", status_code=204)
def revoke_share(share_id: UUID, who: CurrentUser) -> None:
    """Take a link back: it opens nothing from now on."""
    with transaction(who.id) as db:
        sharing.revoke(db, who.id, share_id)
