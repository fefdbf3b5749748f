"""What of the matrix is about the board."""

from tests.permission.standing import ALONE, EVERYBODY_ELSE, NONE

SIGNED_IN = ALONE | EVERYBODY_ELSE
APART = {"blocked", "blocked_teacher"}
"""Between whom and Ann nothing passes."""

POSTED = {
    "POST_READ": {"post_id": SIGNED_IN, "draft_id": ALONE},
    "POST_ANSWER": {"post_id": SIGNED_IN - APART, "draft_id": NONE},
    "POST_CHANGE": {"post_id": ALONE, "draft_id": ALONE},
    "REMARK_READ": {"comment_id": SIGNED_IN},
    "REMARK_CHANGE": {"comment_id": ALONE},
    "MOMENT_CHANGE": {"moment_id": ALONE},
    "FILM_CHANGE": {"film_id": ALONE},
}
"""Who gets which of what Ann wrote by which permission."""

_WORDS = {"body_md": "something"}
BOARD = {
    "GET /forum/posts": (SIGNED_IN, None),
    "GET /forum/feed": (SIGNED_IN, None),
    "POST /forum/posts": (SIGNED_IN, {"title": "Mine", "category": "free", "status": "draft"}),
    "GET /forum/posts/{post_id}": (SIGNED_IN, None),
    "GET /forum/posts/{post_id}/comments": (SIGNED_IN, None),
    "POST /forum/posts/{post_id}/comments": (SIGNED_IN - APART, _WORDS),
    "PUT /forum/posts/{post_id}/vote": (SIGNED_IN - ALONE, {"value": 1}),
    "PUT /forum/comments/{comment_id}/vote": (SIGNED_IN - ALONE, {"value": 1}),
    "PATCH /forum/posts/{post_id}": (ALONE, _WORDS),
    "POST /forum/posts/{post_id}/close": (ALONE, None),
    "POST /forum/posts/{post_id}/reopen": (ALONE, None),
    "POST /forum/posts/{post_id}/accept/{comment_id}": (ALONE, None),
    "DELETE /forum/posts/{post_id}/accept/{comment_id}": (ALONE, None),
    "PATCH /forum/comments/{comment_id}": (ALONE, _WORDS),
    "DELETE /forum/comments/{comment_id}": (ALONE, None),
    "DELETE /forum/posts/{post_id}": (ALONE, None),
    "POST /forum/uploads": (NONE, {"no": "picture"}),
    "POST /forum/moments": (ALONE, {"session_id": "session_id", "start_s": 1, "end_s": 5}),
    "GET /forum/moments/{moment_id}": (SIGNED_IN, None),
    "GET /forum/moments/{moment_id}/sound": (NONE, None),
    "DELETE /forum/moments/{moment_id}": (ALONE, None),
    "POST /forum/films": (NONE, {"bytes": 0}),
    "GET /forum/films/{film_id}": (SIGNED_IN - APART, None),
    "GET /forum/films/{film_id}/film": (NONE, None),
    "GET /forum/films/{film_id}/poster": (NONE, None),
    "DELETE /forum/films/{film_id}": (ALONE, None),
    "GET /tags/forum": (SIGNED_IN, None),
    "GET /users/{person_id}/reputation": (SIGNED_IN - APART, None),
    "GET /follow": (SIGNED_IN, None),
    "PUT /follow/{kind}/{id}": (SIGNED_IN, None),
    "DELETE /follow/{kind}/{id}": (SIGNED_IN, None),
    "PUT /blocks/{user_id}": (NONE, None),
    "DELETE /blocks/{user_id}": (SIGNED_IN, None),
}
"""Endpoints of the board: for whom, and with what is sent. What one sees but may not do is 403."""
NAMED_THERE = {"kind": "tag", "id": "violin", "user_id": "00000000-0000-7000-8000-000000000000"}
"""What stands in their paths: of nobody in particular, so that the cast stays as it is."""

BOARD_HANDLERS = {
    "BoardState": {
        "load": (),
        "show": ("unanswered",),
        "arrange": ("top",),
        "only_for": ("violin",),
        "more": (),
        "follow_tag": (True,),
    },
    "FollowState": {"load": (), "unfollow": ("user", "person_id")},
    "PersonState": {"load": (), "more": (), "follow": (True,)},
    "ThreadState": {
        "load": (),
        "arrange": ("newest",),
        "more": (),
        "unfold": ("draft_id",),
        "vote": (1,),
        "vote_for": ("draft_id", 1),
        "accept": ("draft_id", True),
        "answer": ("draft_id",),
        "change": ("draft_id",),
        "say": (_WORDS,),
        "rewrite": (_WORDS,),
        "take_comment_back": ("draft_id",),
        "follow": (True,),
        "close": (True,),
        "ask_to_remove": (True,),
        "remove": (),
    },
    "BlockState": {"load": (), "ask": ("draft_id", "Ann"), "block": (), "unblock": ("draft_id",)},
    "EarlierState": {"look": ("post", "draft_id"), "leave": ()},
    "WritingState": {
        "load": (),
        "be": ("tip",),
        "look": ("*so*",),
        "mean": (True,),
        "send": ({"title": "Changed", "body_md": "Changed"},),
    },
}
"""Events of its pages, in tabs that name a draft of Ann's."""
