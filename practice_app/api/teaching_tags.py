"""Tags: one's own, and those that one's teachers offer."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from practice_app.api.shared.answers import answer
from practice_app.api.shared.deps import CurrentUser, asking
from practice_app.database import transaction
from practice_app.http.origin import address
from practice_app.services.shared.paging import Page
from practice_app.services.teaching import tags
from practice_app.services.teaching.tags import OfferChanges, OfferDraft, OfferedTag

router = APIRouter(tags=["pieces"])
Retired = Annotated[bool, Query(description="Also what is retired")]


@router.get("/tags", response_model=Page[OfferedTag])
def list_tags(request: Request, retired: Retired = False) -> Response:
    """List what one's teachers offer, then one's own tags, each in its order, all at once."""
    with asking(request) as (who, db):
        return answer(Page(tags.listed(db, who.id, address(request), retired=retired), None))


@router.post("/tags", status_code=201, response_model=OfferedTag, responses={200: {"model": OfferedTag}})
def add_tag(body: OfferDraft, who: CurrentUser) -> Response:
    """Make a tag; with `offered` all one's students are offered it, or those of `offered_to`."""
    with transaction(who.id) as db:
        row, created = tags.add(db, who.id, body)
    return answer(row, 201 if created else 200)


@router.patch("/tags/{tag_id}", response_model=OfferedTag)
def change_tag(tag_id: UUID, body: OfferChanges, who: CurrentUser) -> Response:
    """Change a tag's word, colour, place, whether it is retired, and to whom it is offered."""
    with transaction(who.id) as db:
        row = tags.change(db, who.id, tag_id, body)
    return answer(row)
