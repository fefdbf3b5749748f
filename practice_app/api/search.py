"""Search: one box over what is one's own, and the board."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from practice_app.api.shared.answers import Limit, answer
from practice_app.api.shared.deps import CurrentUser
from practice_app.database import transaction
from practice_app.http.origin import address
from practice_app.models import PostCategory
from practice_app.services import search
from practice_app.services.search import BoardPage, Kind, OnBoard
from practice_app.services.shared.paging import DEFAULT_LIMIT, MAX_LIMIT

AsTyped = Annotated[bool, Query(description="Look for no other spelling")]
Text = Annotated[str, Field(max_length=200)]
router = APIRouter(tags=["search"])


class Asked(BaseModel):
    """What is looked for on the board."""

    q: search.Query = ""
    category: PostCategory | None = None
    instrument: Text = ""
    tag: Text = ""
    as_typed: bool = False
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT
    cursor: Annotated[str | None, Field(max_length=200, description="`next_cursor` of the page before")] = None


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


@router.get("/forum/search", response_model=BoardPage)
def search_board(who: CurrentUser, request: Request, asked: Annotated[Asked, Query()]) -> Response:
    """Look through the board: posts by title, text, tags and comments, best first; spelling is forgiven."""
    wanted = OnBoard(asked.q, asked.category, asked.instrument, asked.tag, asked.as_typed)
    with transaction(who.id) as db:
        found = search.on_the_board(db, who.id, wanted, address(request), limit=asked.limit, after=asked.cursor)
    return answer(found)
