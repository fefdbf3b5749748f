"""Pictures and moments of one's own practice, for what is written on the board."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from practice_app.api.shared.answers import answer
from practice_app.api.shared.deps import CurrentUser, signed_in
from practice_app.api.shared.receiving import Receiving
from practice_app.database import nobodys_transaction, transaction
from practice_app.errors import Problem
from practice_app.http.clients import network_of
from practice_app.http.origin import address
from practice_app.services import forum
from practice_app.services.forum import MomentDraft, MomentMade, MomentRow, PictureRow, pictures, public
from practice_app.services.shared import storage
from practice_app.services.shared.limits import rates

router = APIRouter(tags=["forum"])
pages = APIRouter(include_in_schema=False)
picture_sent = Receiving(pictures.LARGEST, at_once=4, waiting=40, within_s=120, check=pictures.check_limit)
Sent = Annotated[bytes, Depends(picture_sent)]
_BINARY: dict[str, Any] = {
    "requestBody": {"required": True, "content": {"image/*": {"schema": {"type": "string", "format": "binary"}}}}
}
READS = "480/minute"
"""Pictures that one network may ask for without being signed in: a page of the public board holds several."""
HEADERS = {"Cache-Control": "private, max-age=60", "X-Content-Type-Options": "nosniff"}


@router.post("/forum/uploads", status_code=201, response_model=PictureRow, openapi_extra=_BINARY)
def upload_picture(who: CurrentUser, body: Sent) -> Response:
    """Send a picture (JPEG, PNG, WebP, GIF, HEIC, AVIF) for a post; drawn anew as WebP, no side over 2048."""
    return answer(pictures.put(who.id, body), 201)


@router.post("/forum/moments", status_code=201, response_model=MomentMade)
def make_moment(body: MomentDraft, who: CurrentUser) -> Response:
    """Let some seconds of a session of one's own be shown; `markdown` stands in a post."""
    with transaction(who.id) as db:
        row = forum.make_moment(db, who.id, body)
    return answer(row, 201)


@router.get("/forum/moments/{moment_id}", response_model=MomentRow)
def get_moment(moment_id: UUID, who: CurrentUser) -> Response:
    """Show a moment: its seconds, and when it sounded in them; taken back or without its session: 404."""
    with transaction(who.id) as db:
        return answer(forum.moment(db, moment_id))


@router.delete("/forum/moments/{moment_id}", status_code=204)
def revoke_moment(moment_id: UUID, who: CurrentUser) -> None:
    """Show a moment of one's own no more, wherever it stands."""
    with transaction(who.id) as db:
        forum.revoke_moment(db, who.id, moment_id)


@router.get("/forum/moments/{moment_id}/sound", status_code=302, response_class=RedirectResponse)
def play_moment(moment_id: UUID, who: CurrentUser, request: Request) -> Response:
    """Lead to the sound of a moment, by an address that is good for a few minutes; unheard: 404."""
    with transaction(who.id) as db:
        key = forum.sound_key(db, moment_id)
    return RedirectResponse(storage.play_url(key, address(request), forum.SOUND_LIFETIME_S), 302, HEADERS)


@pages.get("/forum/pictures/{name}.webp")
def picture(name: str, request: Request) -> Response:
    """Lead to a picture that stands in a post, for whoever is signed in; for everybody where everybody reads it."""
    who = signed_in(request)
    try:
        if who is None:
            rates.spend(READS, "forum-pictures", network_of(request))
            with nobodys_transaction() as db:
                key = public.picture_key(db, UUID(name))
        else:
            with transaction(who.id) as db:
                key = pictures.picture_key(db, UUID(name))
    except ValueError:
        return Response(status_code=404, headers=HEADERS)
    except Problem as problem:
        return Response(status_code=problem.status, headers=HEADERS)
    return RedirectResponse(storage.play_url(key, address(request)), 302, HEADERS)
