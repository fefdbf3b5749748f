"""By what the board is found: the words of each text, how often each is known, and how words may be misspelt.

Nobody reads these but the functions that look for something (`alembic/search_rules.py`).
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Index, String, text
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR
from sqlmodel import Field, SQLModel

from practice_app.models.columns import moment

BY_SIGN = "C"
"""Compared sign by sign, whatever the database's language is: what begins alike stands together."""
WEEK = "date_trunc('week'::text, ({} AT TIME ZONE 'UTC'::text))::date"
IN_WEEKS = f"(ARRAY[{WEEK.format('at')}])"
"""A text's week as the index of words has it (and PostgreSQL writes it): what is in very many texts is looked for in
those of some weeks."""


class SearchText(SQLModel, table=True):
    """The words of a published post or a comment, under its own id; gone with it.

    Of a comment ``post_id`` is the post that it stands below. What may be read is asked of the board itself.
    """

    __tablename__ = "search_texts"
    __table_args__ = (
        Index(
            "ix_search_texts_words_week",
            "words",
            text(IN_WEEKS),
            postgresql_using="gin",
            postgresql_with={"fastupdate": "off"},
        ),
        Index("ix_search_texts_at", text("at DESC")),
        Index("ix_search_texts_post", "post_id"),
    )

    id: UUID = Field(primary_key=True)
    post_id: UUID = Field(foreign_key="forum_posts.id", ondelete="CASCADE")
    comment_id: UUID | None = Field(default=None, foreign_key="forum_comments.id", ondelete="CASCADE", unique=True)
    at: datetime = moment()
    words: Any = Field(sa_column=Column(TSVECTOR, nullable=False))


class SearchTerm(SQLModel, table=True):
    """In how many texts a word, or two signs in a row, is; ``spelled``: it is looked for when it is misspelt."""

    __tablename__ = "search_terms"

    term: str = Field(sa_type=String(collation=BY_SIGN), primary_key=True)
    texts: int = 0
    spelled: bool = False


class SearchSpelling(SQLModel, table=True):
    """A word, and what is left of it without one of its letters."""

    __tablename__ = "search_spellings"
    __table_args__ = (Index("ix_search_spellings_word", "word"),)

    variant: str = Field(sa_type=String(collation=BY_SIGN), primary_key=True)
    word: str = Field(
        sa_type=String(collation=BY_SIGN),
        primary_key=True,
        foreign_key="search_terms.term",
        ondelete="CASCADE",
    )


class SearchCount(SQLModel, table=True):
    """Words of a text that came (1) or went (-1) and are to be counted: nobody waits for a lock on ``the``."""

    __tablename__ = "search_counts"

    id: int | None = Field(default=None, primary_key=True)
    terms: list[str] = Field(sa_type=ARRAY(String), nullable=False)
    by: int
