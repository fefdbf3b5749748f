"""Search: one box over what is one's own, and the board."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from practice_app.api.shared.answers import Limit, answer
from practice_app.api.shared.deps import CurrentUser
from practice_app.database import transaction
from practice_app.services import search
from practice_app.services.search import Kind

AsTyped = Annotated[bool, Query(description="Look for no other spelling")]
router = APIRouter(tags=["search"])


@dataclass(frozen=True)
class FoundItem:
    """Something that was found; `hit` is HTML in which nothing but `<mark>` is an element."""

    kind: Kind
    id: UUID
    title: str
    said: str
    at: datetime
    hit: str
    path: str


@dataclass(frozen=True)
class FoundPage:
    """All that was found, at once; `shown_for` are the words it was found by, where others were typed."""

    items: list[FoundItem]
    next_cursor: str | None
    shown_for: str | None


@router.get("/search", response_model=FoundPage)
def search_everything(who: CurrentUser, q: search.Query = "", limit: Limit = 20, as_typed: AsTyped = False) -> Response:
    """Look through one's own sessions, pieces and notes, and the board: `limit` of each; spelling is forgiven."""
    with transaction(who.id) as db:
        found = search.everything(db, who.id, q, limit=limit, as_typed=as_typed)
    items = [
        FoundItem(row.kind, row.id, row.title, row.said, row.at, search.html(row.hit), row.path) for row in found.items
    ]
    return answer(FoundPage(items, None, found.shown_for))
