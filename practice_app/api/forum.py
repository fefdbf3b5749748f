"""The community's board: posts, what is said below them, votes, following, blocks."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from practice_app.api.shared.answers import Cursor, Limit, answer
from practice_app.api.shared.deps import CurrentUser
from practice_app.database import transaction
from practice_app.http.origin import address
from practice_app.models import PostCategory
from practice_app.services import forum
from practice_app.services.forum import (
    CommentChanges,
    CommentDraft,
    CommentRow,
    Filter,
    FollowedRow,
    Order,
    PostChanges,
    PostDraft,
    PostRow,
    Sort,
    Sought,
    TagRow,
    VoteDraft,
    VotedRow,
)
from practice_app.services.forum.following import Kind
from practice_app.services.forum.reputation import ReputationRow
from practice_app.services.shared.paging import DEFAULT_LIMIT, MAX_LIMIT, Page

router = APIRouter(tags=["forum"])
Word = Annotated[str, Query(max_length=200)]
Text = Annotated[str, Field(max_length=200)]


class Listed(BaseModel):
    """What of the board is listed."""

    category: PostCategory | None = None
    instrument: Text = ""
    tag: Text = ""
    work_id: UUID | None = None
    group_id: UUID | None = None
    author_id: UUID | None = None
    filter: Filter | None = None
    sort: Sort = Sort.NEW
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT
    cursor: Annotated[str | None, Field(max_length=200, description="`next_cursor` of the page before")] = None


@router.post("/forum/posts", status_code=201, response_model=PostRow, responses={200: {"model": PostRow}})
def add_post(body: PostDraft, who: CurrentUser, request: Request) -> Response:
    """Write a post, or a draft; a device may make the id (UUIDv7): the same id again changes nothing."""
    with transaction(who.id) as db:
        row, new = forum.add_post(db, who.id, body, address(request))
    return answer(row, 201 if new else 200)


@router.get("/forum/posts", response_model=Page[PostRow])
def list_posts(who: CurrentUser, request: Request, asked: Annotated[Listed, Query()]) -> Response:
    """List the board, or with `group_id` a group's: what is one's own first, the newest, or what most found good."""
    told = asked.model_dump(exclude={"limit", "cursor"})
    with transaction(who.id) as db:
        found = forum.listed(
            db, who.id, Sought(**told), address(request), locale=who.locale, limit=asked.limit, after=asked.cursor
        )
    return answer(found)


@router.get("/forum/feed", response_model=Page[PostRow])
def list_feed(who: CurrentUser, request: Request, limit: Limit = 20, cursor: Cursor = None) -> Response:
    """List the board with one's own instruments and kind first; `why` says for what reason a post stands so high."""
    sought = Sought(sort=Sort.FEED)
    with transaction(who.id) as db:
        found = forum.listed(db, who.id, sought, address(request), locale=who.locale, limit=limit, after=cursor)
    return answer(found)


@router.get("/forum/posts/{post_id}", response_model=PostRow)
def get_post(post_id: UUID, who: CurrentUser, request: Request) -> Response:
    """Show one post; whoever reads it counts once."""
    with transaction(who.id) as db:
        row = forum.post(db, who.id, post_id, address(request))
    return answer(row)


@router.patch("/forum/posts/{post_id}", response_model=PostRow)
def change_post(post_id: UUID, body: PostChanges, who: CurrentUser, request: Request) -> Response:
    """Change what one wrote; `status: published` puts a draft on the board."""
    with transaction(who.id) as db:
        row = forum.change_post(db, who.id, post_id, body, address(request))
    return answer(row)


@router.delete("/forum/posts/{post_id}", status_code=204)
def delete_post(post_id: UUID, who: CurrentUser) -> None:
    """Take it off the board; 409 `answered` where an answer of somebody else's was accepted."""
    with transaction(who.id) as db:
        forum.delete_post(db, who.id, post_id)


@router.post("/forum/posts/{post_id}/close", response_model=PostRow)
def close_post(post_id: UUID, who: CurrentUser, request: Request) -> Response:
    """Let nobody write below it any more."""
    with transaction(who.id) as db:
        row = forum.close_post(db, who.id, post_id, address(request))
    return answer(row)


@router.post("/forum/posts/{post_id}/reopen", response_model=PostRow)
def reopen_post(post_id: UUID, who: CurrentUser, request: Request) -> Response:
    """Let people write below it again."""
    with transaction(who.id) as db:
        row = forum.reopen_post(db, who.id, post_id, address(request))
    return answer(row)


@router.get("/forum/posts/{post_id}/comments", response_model=Page[CommentRow])
def list_comments(
    post_id: UUID,
    who: CurrentUser,
    request: Request,
    sort: Order = Order.OLDEST,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Response:
    """List what was said below a post, the accepted answer first."""
    with transaction(who.id) as db:
        found = forum.comments_of(db, who.id, post_id, address(request), order=sort, limit=limit, after=cursor)
    return answer(found)


@router.post(
    "/forum/posts/{post_id}/comments",
    status_code=201,
    response_model=CommentRow,
    responses={200: {"model": CommentRow}},
)
def add_comment(post_id: UUID, body: CommentDraft, who: CurrentUser, request: Request) -> Response:
    """Say something below a post, or in answer to something said there; the same `id` again changes nothing."""
    with transaction(who.id) as db:
        row, new = forum.add_comment(db, who.id, post_id, body, address(request))
    return answer(row, 201 if new else 200)


@router.patch("/forum/comments/{comment_id}", response_model=CommentRow)
def change_comment(comment_id: UUID, body: CommentChanges, who: CurrentUser, request: Request) -> Response:
    """Write what one said otherwise."""
    with transaction(who.id) as db:
        row = forum.change_comment(db, who.id, comment_id, body, address(request))
    return answer(row)


@router.delete("/forum/comments/{comment_id}", status_code=204)
def delete_comment(comment_id: UUID, who: CurrentUser) -> None:
    """Take back what one said; what others answered to it stays."""
    with transaction(who.id) as db:
        forum.delete_comment(db, who.id, comment_id)


@router.post("/forum/posts/{post_id}/accept/{comment_id}", status_code=204)
def accept_comment(post_id: UUID, comment_id: UUID, who: CurrentUser) -> None:
    """Say that this is the answer, as who asked."""
    with transaction(who.id) as db:
        forum.accept(db, who.id, post_id, comment_id)


@router.delete("/forum/posts/{post_id}/accept/{comment_id}", status_code=204)
def take_acceptance_back(post_id: UUID, comment_id: UUID, who: CurrentUser) -> None:
    """Say that it is not the answer after all."""
    with transaction(who.id) as db:
        forum.take_back(db, who.id, post_id, comment_id)


@router.put("/forum/posts/{post_id}/vote", response_model=VotedRow)
def vote_for_post(post_id: UUID, body: VoteDraft, who: CurrentUser) -> Response:
    """Say what one thinks of a post; 0 takes it back, one's own is 409 `own`."""
    with transaction(who.id) as db:
        row = forum.vote_for_post(db, who.id, post_id, body.value)
    return answer(row)


@router.put("/forum/comments/{comment_id}/vote", response_model=VotedRow)
def vote_for_comment(comment_id: UUID, body: VoteDraft, who: CurrentUser) -> Response:
    """Say what one thinks of a comment."""
    with transaction(who.id) as db:
        row = forum.vote_for_comment(db, who.id, comment_id, body.value)
    return answer(row)


@router.get("/tags/forum", response_model=Page[TagRow])
def suggest_tags(who: CurrentUser, q: Word = "") -> Response:
    """Suggest tags that begin as somebody types, those with most posts first."""
    with transaction(who.id) as db:
        return answer(Page(forum.tags_suggested(db, q), None))


@router.get("/users/{person_id}/reputation", response_model=ReputationRow)
def get_reputation(person_id: UUID, who: CurrentUser) -> Response:
    """Count what somebody's words on the board are worth to others."""
    with transaction(who.id) as db:
        return answer(forum.reputation(db, who.id, person_id, who.locale))


@router.get("/follow", response_model=Page[FollowedRow])
def list_followed(who: CurrentUser) -> Response:
    """List the people and tags that one follows; posts are those of `GET /forum/posts?filter=following`."""
    with transaction(who.id) as db:
        return answer(Page(forum.followed(db, who.id), None))


@router.put("/follow/{kind}/{id}", status_code=204)
def follow(kind: Kind, id: str, who: CurrentUser) -> None:  # noqa: A002 - as it is called in the address
    """Hear more of a post, a person or a tag."""
    with transaction(who.id) as db:
        forum.follow(db, who.id, kind, id[:200])


@router.delete("/follow/{kind}/{id}", status_code=204)
def unfollow(kind: Kind, id: str, who: CurrentUser) -> None:  # noqa: A002 - as it is called in the address
    """Follow it no more."""
    with transaction(who.id) as db:
        forum.unfollow(db, who.id, kind, id[:200])


@router.put("/blocks/{user_id}", status_code=204)
def block(user_id: UUID, who: CurrentUser) -> None:
    """Let nothing pass between the two: no comments, no notices; their posts leave one's lists."""
    with transaction(who.id) as db:
        forum.block(db, who.id, user_id)


@router.delete("/blocks/{user_id}", status_code=204)
def unblock(user_id: UUID, who: CurrentUser) -> None:
    """Let things pass again."""
    with transaction(who.id) as db:
        forum.unblock(db, who.id, user_id)
