"""Looking for something as one types: in what is one's own, and in what people write to one another."""

from practice_app.services.search.asked import LONGEST, Query
from practice_app.services.search.box import Answer, everything, posts_found
from practice_app.services.search.hits import html
from practice_app.services.search.portable import LEFT_OUT
from practice_app.services.search.rows import FoundRow, Kind
from practice_app.services.search.threads import BoardPage, OnBoard, PostHit, on_the_board

__all__ = [
    "LEFT_OUT",
    "LONGEST",
    "Answer",
    "BoardPage",
    "FoundRow",
    "Kind",
    "OnBoard",
    "PostHit",
    "Query",
    "everything",
    "html",
    "on_the_board",
    "posts_found",
]
