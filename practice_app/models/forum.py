"""The community's board: posts, what is said below them, and what people do with both.

What somebody wrote is theirs (``author_id``) and read by whoever may read the board; what somebody did (a vote, a look,
following) is theirs alone. Sums that lists sort by (``score``, ``views``, ``comments``, ``answered``) are counted anew
from those rows whenever one changes, never added to.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from practice_app.models.columns import (
    document,
    id_column,
    longest,
    maybe_moment,
    moment_now,
    of_the_same_owner,
    one_of,
    owners_own,
    person_column,
    words,
)
from practice_app.models.reversals import reversal_column

TITLE_LENGTH, BODY_LENGTH, HTML_LENGTH, TAG_LENGTH = 200, 20_000, 400_000, 40
IS_LISTED = "published_at IS NOT NULL AND hidden_at IS NULL AND deleted_at IS NULL"
ON_THE_BOARD = f"{IS_LISTED} AND group_id IS NULL"
ABOUT_ONE = "num_nonnulls(post_id, comment_id) = 1"


class PostCategory(StrEnum):
    """What a post is for."""

    TIP = "tip"
    QUESTION = "question"
    FREE = "free"


class TagKind(StrEnum):
    """What a tag names."""

    INSTRUMENT = "instrument"
    TECHNIQUE = "technique"
    WORK = "work"
    GENERAL = "general"


def counted() -> Any:
    """A number that the system counts, and nobody writes: a row begins with the database's own word for it."""
    return Field(default=None, nullable=False, sa_column_kwargs={"server_default": text("0")})


def person_or_nobody() -> Any:
    """Another person, where a row names one."""
    return Field(default=None, foreign_key="users.id", ondelete="CASCADE")


def post_column(*, primary_key: bool = False) -> Any:
    """The post it belongs to; gone with it."""
    return Field(foreign_key="forum_posts.id", ondelete="CASCADE", primary_key=primary_key)


def maybe_of(table: str) -> Any:
    """A post or a comment, where it is about one; gone with it."""
    return Field(default=None, foreign_key=f"{table}.id", ondelete="CASCADE")


class ForumPost(SQLModel, table=True):
    """A tip, a question, or something else that somebody wrote; a draft until it is published.

    ``body_html`` is made of ``body_md`` when that is written. With ``group_id`` it is for the members of that group
    alone. ``hidden_at``: a moderator took it from the board, or it waits until one has looked (``held_at``).
    ``answered``: somebody other than its author wrote below.
    """

    __tablename__ = "forum_posts"
    __table_args__ = (
        one_of("category", PostCategory),
        longest("title", TITLE_LENGTH),
        longest("body_md", BODY_LENGTH),
        longest("body_html", HTML_LENGTH),
        CheckConstraint("cardinality(auto_tags) <= 20 AND cardinality(tags) <= 10", name="tags"),
        CheckConstraint("published_at IS NULL OR title <> ''", name="title"),
        # One for each list that a page shows: read from its newest end, never sorted.
        Index("ix_forum_posts_board", text("published_at DESC"), text("id DESC"), postgresql_where=text(ON_THE_BOARD)),
        Index(
            "ix_forum_posts_category",
            "category",
            text("published_at DESC"),
            text("id DESC"),
            postgresql_where=text(ON_THE_BOARD),
        ),
        Index(
            "ix_forum_posts_unanswered",
            text("published_at DESC"),
            text("id DESC"),
            postgresql_where=text(f"{ON_THE_BOARD} AND category = 'question' AND NOT answered"),
        ),
        Index(
            "ix_forum_posts_top",
            text("score DESC"),
            text("published_at DESC"),
            text("id DESC"),
            postgresql_where=text(ON_THE_BOARD),
        ),
        Index(
            "ix_forum_posts_group",
            "group_id",
            text("published_at DESC"),
            text("id DESC"),
            postgresql_where=text("group_id IS NOT NULL"),
        ),
        Index(
            "ix_forum_posts_work",
            "work_id",
            text("published_at DESC"),
            text("id DESC"),
            postgresql_where=text("work_id IS NOT NULL"),
        ),
        Index("ix_forum_posts_author", "author_id", text("created_at DESC"), text("id DESC")),
        Index(
            "ix_forum_posts_by",
            "author_id",
            text("published_at DESC"),
            text("id DESC"),
            postgresql_where=text(ON_THE_BOARD),
        ),
    )

    id: UUID = id_column()
    author_id: UUID = person_column()
    category: str
    title: str = ""
    body_md: str = ""
    body_html: str = ""
    auto_tags: list[str] = words()
    """Of the author's instruments and kind, and of the work."""
    tags: list[str] = words()
    work_id: UUID | None = Field(default=None, foreign_key="works.id", ondelete="SET NULL")
    group_id: UUID | None = Field(default=None, foreign_key="groups.id", ondelete="CASCADE")
    score: int = counted()
    views: int = counted()
    comments: int = counted()
    answered: bool = Field(default=None, nullable=False, sa_column_kwargs={"server_default": text("false")})
    created_at: datetime = moment_now()
    published_at: datetime | None = maybe_moment()
    edited_at: datetime | None = maybe_moment()
    closed_at: datetime | None = maybe_moment()
    """Nobody writes below it any more."""
    hidden_at: datetime | None = maybe_moment()
    held_at: datetime | None = maybe_moment()
    deleted_at: datetime | None = maybe_moment()


class ForumComment(SQLModel, table=True):
    """Something said below a post, or in answer to another (``parent_id``, until that one is gone).

    ``accepted_at``: since when the one who asked says that this is the answer; one of a post.
    """

    __tablename__ = "forum_comments"
    __table_args__ = (
        longest("body_md", BODY_LENGTH),
        longest("body_html", HTML_LENGTH),
        Index("ix_forum_comments_post", "post_id", "created_at", "id"),
        Index("ix_forum_comments_author", "author_id", text("created_at DESC"), text("id DESC")),
        Index("ix_forum_comments_parent", "parent_id", postgresql_where=text("parent_id IS NOT NULL")),
        Index("uq_forum_comments_accepted", "post_id", unique=True, postgresql_where=text("accepted_at IS NOT NULL")),
    )

    id: UUID = id_column()
    post_id: UUID = post_column()
    author_id: UUID = person_column()
    parent_id: UUID | None = Field(default=None, foreign_key="forum_comments.id", ondelete="SET NULL")
    body_md: str
    body_html: str
    score: int = counted()
    accepted_at: datetime | None = maybe_moment()
    created_at: datetime = moment_now()
    edited_at: datetime | None = maybe_moment()
    hidden_at: datetime | None = maybe_moment()
    held_at: datetime | None = maybe_moment()
    deleted_at: datetime | None = maybe_moment()


class ForumEdit(SQLModel, table=True):
    """What a post or a comment was before it was changed; for its author, and for moderators."""

    __tablename__ = "forum_edits"
    __table_args__ = (
        CheckConstraint(ABOUT_ONE, name="about_one"),
        longest("title", TITLE_LENGTH),
        longest("body_md", BODY_LENGTH),
        Index("ix_forum_edits_post", "post_id", "at", postgresql_where=text("post_id IS NOT NULL")),
        Index("ix_forum_edits_comment", "comment_id", "at", postgresql_where=text("comment_id IS NOT NULL")),
        Index("ix_forum_edits_author", "author_id"),
    )

    id: UUID = id_column()
    author_id: UUID = person_column()
    post_id: UUID | None = maybe_of("forum_posts")
    comment_id: UUID | None = maybe_of("forum_comments")
    title: str = ""
    body_md: str
    at: datetime = moment_now()


class ForumTag(SQLModel, table=True):
    """A tag that posts have had, by the one name that all its spellings become.

    ``joined_to``: the tag that it means, as moderators say; that one was joined into no other.
    """

    __tablename__ = "forum_tags"
    __table_args__ = (
        one_of("kind", TagKind),
        longest("name", TAG_LENGTH),
        CheckConstraint("joined_to <> name", name="joined"),
        Index("ix_forum_tags_joined_to", "joined_to", postgresql_where=text("joined_to IS NOT NULL")),
    )

    id: UUID = id_column()
    name: str = Field(unique=True)
    kind: str = TagKind.GENERAL
    joined_to: str | None = Field(default=None, foreign_key="forum_tags.name")
    joined_at: datetime | None = maybe_moment()


class ForumPostTag(SQLModel, table=True):
    """Under which tag a published post is listed, and from when: what is read by a tag is read in this order."""

    __tablename__ = "forum_post_tags"
    __table_args__ = (
        longest("tag", TAG_LENGTH),
        Index("ix_forum_post_tags_tag", "tag", text("at DESC"), text("post_id DESC")),
        Index("ix_forum_post_tags_author", "author_id"),
    )

    post_id: UUID = post_column(primary_key=True)
    tag: str = Field(primary_key=True)
    author_id: UUID = person_column()
    at: datetime = moment_now()


class ForumVote(SQLModel, table=True):
    """What somebody thinks of a post or a comment of another's: one for each person and thing.

    With ``reversal_id`` it does not count, until that is undone.
    """

    __tablename__ = "forum_votes"
    __table_args__ = (
        CheckConstraint(ABOUT_ONE, name="about_one"),
        CheckConstraint("value IN (-1, 1)", name="value"),
        Index("uq_forum_votes_post", "post_id", "voter_id", unique=True, postgresql_where=text("post_id IS NOT NULL")),
        Index(
            "uq_forum_votes_comment",
            "comment_id",
            "voter_id",
            unique=True,
            postgresql_where=text("comment_id IS NOT NULL"),
        ),
        Index("ix_forum_votes_voter", "voter_id", "at"),
        Index("ix_forum_votes_reversal_id", "reversal_id", postgresql_where=text("reversal_id IS NOT NULL")),
    )

    id: UUID = id_column()
    voter_id: UUID = person_column()
    post_id: UUID | None = maybe_of("forum_posts")
    comment_id: UUID | None = maybe_of("forum_comments")
    value: int
    at: datetime = moment_now()
    reversal_id: UUID | None = reversal_column()


class ForumView(SQLModel, table=True):
    """That somebody has read a post: once, however often they do."""

    __tablename__ = "forum_views"
    __table_args__ = (Index("ix_forum_views_reader", "reader_id"),)

    post_id: UUID = post_column(primary_key=True)
    reader_id: UUID = person_column(primary_key=True)
    at: datetime = moment_now()


class ForumPicture(SQLModel, table=True):
    """A picture that somebody sent to put into what they write: drawn anew, in S3 under a random key of its own."""

    __tablename__ = "forum_pictures"
    __table_args__ = (
        CheckConstraint("bytes > 0 AND width > 0 AND height > 0", name="size"),
        Index("ix_forum_pictures_user_id", "user_id"),
    )

    id: UUID = id_column()
    user_id: UUID = person_column()
    object_key: str = Field(unique=True)
    width: int
    height: int
    bytes: int
    created_at: datetime = moment_now()


class ForumMoment(SQLModel, table=True):
    """Some seconds of a session of one's own, to be shown in what one writes; gone with the session.

    ``spans`` and ``levels`` are what was heard in those seconds, and of the session nothing else: as it was when this
    was made. ``object_key``: where their sound lies, cut out of ``recording_id``; since ``sounds_at`` it is there.
    """

    __tablename__ = "forum_moments"
    __table_args__ = (
        owners_own(),
        of_the_same_owner("session_id", "practice_sessions"),
        of_the_same_owner("recording_id", "recordings", "SET NULL (recording_id)"),
        CheckConstraint("start_s >= 0 AND end_s > start_s AND end_s - start_s <= 600", name="in_order"),
        Index("ix_forum_moments_user_id", "user_id"),
        Index("ix_forum_moments_session_id", "session_id"),
        Index("ix_forum_moments_sound", "created_at", postgresql_where=text("object_key IS NOT NULL")),
    )

    id: UUID = id_column()
    user_id: UUID = person_column()
    session_id: UUID
    start_s: float
    end_s: float
    played_s: float | None = None
    spans: list[dict[str, Any]] = document("[]")
    levels: dict[str, Any] = document("{}")
    recording_id: UUID | None = None
    object_key: str | None = Field(default=None, unique=True)
    sounds_at: datetime | None = maybe_moment()
    created_at: datetime = moment_now()
    revoked_at: datetime | None = maybe_moment()


class ForumFollow(SQLModel, table=True):
    """What somebody wants to hear more of: a post, a person, or a tag."""

    __tablename__ = "forum_follows"
    __table_args__ = (
        CheckConstraint("num_nonnulls(post_id, person_id, tag) = 1", name="about_one"),
        CheckConstraint("follower_id <> person_id", name="two_people"),
        longest("tag", TAG_LENGTH),
        Index("uq_forum_follows_post", "post_id", "follower_id", unique=True),
        Index("uq_forum_follows_person", "person_id", "follower_id", unique=True),
        Index("uq_forum_follows_tag", "tag", "follower_id", unique=True),
        Index("ix_forum_follows_follower", "follower_id", "at"),
    )

    id: UUID = id_column()
    follower_id: UUID = person_column()
    post_id: UUID | None = maybe_of("forum_posts")
    person_id: UUID | None = person_or_nobody()
    tag: str | None = None
    at: datetime = moment_now()
