"""The community's board: posts, what is said below them, votes, following."""

from practice_app.services.forum.answering import (
    Order,
    accept,
    add_comment,
    change_comment,
    comments_of,
    delete_comment,
    take_back,
)
from practice_app.services.forum.cards import CardRow, cards_of, fetch_cards
from practice_app.services.forum.drafts import CommentChanges, CommentDraft, PostChanges, PostDraft, VoteDraft
from practice_app.services.forum.editing import EarlierRow, Written, earlier
from practice_app.services.forum.feeding import played
from practice_app.services.forum.filming import LONGEST_S as LONGEST_FILM_S
from practice_app.services.forum.filming import Filming, sweep_what_came
from practice_app.services.forum.filming import Made as FilmMade
from practice_app.services.forum.filming import begin as begin_film
from practice_app.services.forum.filming import fail as fail_film
from practice_app.services.forum.filming import finish as finish_film
from practice_app.services.forum.filming import measured as film_measured
from practice_app.services.forum.filming import sweep as sweep_films
from practice_app.services.forum.films import FilmDraft, FilmRow, KeptFilm, film, films_of, still_coming
from practice_app.services.forum.films import complete as complete_film
from practice_app.services.forum.films import sign as sign_film
from practice_app.services.forum.films import uploaded as film_parts
from practice_app.services.forum.following import (
    BlockedRow,
    FollowedRow,
    block,
    blocked,
    follow,
    followed,
    follows,
    unblock,
    unfollow,
)
from practice_app.services.forum.holding import let_out
from practice_app.services.forum.listing import Filter, Sort, Sought, listed
from practice_app.services.forum.markdown import films_in, moments_in
from practice_app.services.forum.markdown import made as html_of
from practice_app.services.forum.moments import (
    MomentDraft,
    MomentMade,
    MomentRow,
    make_moment,
    moment,
    moments,
    revoke_moment,
)
from practice_app.services.forum.person import AuthorRow, author
from practice_app.services.forum.pictures import PictureRow, sweep_pictures
from practice_app.services.forum.portable import HELD, LEFT_OUT
from practice_app.services.forum.public import PublicComment, PublicPost, is_public
from practice_app.services.forum.reading import post
from practice_app.services.forum.reputation import StandingRow, reputation, standings
from practice_app.services.forum.reversing import newest as reversals
from practice_app.services.forum.reversing import reverse_unfair_votes
from practice_app.services.forum.reversing import undo as undo_reversal
from practice_app.services.forum.rows import CommentRow, PostRow, posts_shown
from practice_app.services.forum.sounding import LIFETIME_S as SOUND_LIFETIME_S
from practice_app.services.forum.sounding import Cutting, sound_key
from practice_app.services.forum.sounding import begin as begin_cutting
from practice_app.services.forum.sounding import fail as fail_cutting
from practice_app.services.forum.sounding import finish as finish_cutting
from practice_app.services.forum.sounding import sweep as sweep_sounds
from practice_app.services.forum.synonyms import alike as tags_alike
from practice_app.services.forum.synonyms import join as join_tags
from practice_app.services.forum.synonyms import joined as tags_joined
from practice_app.services.forum.synonyms import meant as tag_meant
from practice_app.services.forum.synonyms import part as part_tag
from practice_app.services.forum.tagging import TagRow
from practice_app.services.forum.tagging import suggested as tags_suggested
from practice_app.services.forum.voting import VotedRow, vote_for_comment, vote_for_post
from practice_app.services.forum.words import KINDS, tag_name
from practice_app.services.forum.words import called as tag_called
from practice_app.services.forum.writing import add_post, change_post, close_post, delete_post, reopen_post

__all__ = [
    "HELD",
    "KINDS",
    "LEFT_OUT",
    "LONGEST_FILM_S",
    "SOUND_LIFETIME_S",
    "AuthorRow",
    "BlockedRow",
    "CardRow",
    "CommentChanges",
    "CommentDraft",
    "CommentRow",
    "Cutting",
    "EarlierRow",
    "FilmDraft",
    "FilmMade",
    "FilmRow",
    "Filming",
    "Filter",
    "FollowedRow",
    "KeptFilm",
    "MomentDraft",
    "MomentMade",
    "MomentRow",
    "Order",
    "PictureRow",
    "PostChanges",
    "PostDraft",
    "PostRow",
    "PublicComment",
    "PublicPost",
    "Sort",
    "Sought",
    "StandingRow",
    "TagRow",
    "VoteDraft",
    "VotedRow",
    "Written",
    "accept",
    "add_comment",
    "add_post",
    "author",
    "begin_cutting",
    "begin_film",
    "block",
    "blocked",
    "cards_of",
    "change_comment",
    "change_post",
    "close_post",
    "comments_of",
    "complete_film",
    "delete_comment",
    "delete_post",
    "earlier",
    "fail_cutting",
    "fail_film",
    "fetch_cards",
    "film",
    "film_measured",
    "film_parts",
    "films_in",
    "films_of",
    "finish_cutting",
    "finish_film",
    "follow",
    "followed",
    "follows",
    "html_of",
    "is_public",
    "join_tags",
    "let_out",
    "listed",
    "make_moment",
    "moment",
    "moments",
    "moments_in",
    "part_tag",
    "played",
    "post",
    "posts_shown",
    "reopen_post",
    "reputation",
    "reversals",
    "reverse_unfair_votes",
    "revoke_moment",
    "sign_film",
    "sound_key",
    "standings",
    "still_coming",
    "sweep_films",
    "sweep_pictures",
    "sweep_sounds",
    "sweep_what_came",
    "tag_called",
    "tag_meant",
    "tag_name",
    "tags_alike",
    "tags_joined",
    "tags_suggested",
    "take_back",
    "unblock",
    "undo_reversal",
    "unfollow",
    "vote_for_comment",
    "vote_for_post",
]
