"""Columns that every table writes the same way."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Integer, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TIMESTAMP
from sqlmodel import Field, SQLModel

from practice_app.ids import new_id

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def now() -> datetime:
    """Tell the moment, aware, in UTC."""
    return datetime.now(UTC)


def id_column() -> Any:
    """A UUIDv7 key, made here or by the client."""
    return Field(default_factory=new_id, primary_key=True)


def moment(*, index: bool = False) -> Any:
    """A moment that must be known."""
    return Field(sa_type=TIMESTAMP(timezone=True), nullable=False, index=index)


def moment_now() -> Any:
    """A moment that is now unless said otherwise."""
    return Field(default_factory=now, sa_type=TIMESTAMP(timezone=True), nullable=False)


def maybe_moment() -> Any:
    """A moment that may not have come yet."""
    return Field(default=None, sa_type=TIMESTAMP(timezone=True), nullable=True)


def words() -> Any:
    """A short list of words."""
    return Field(default_factory=list, sa_type=ARRAY(Text), nullable=False, sa_column_kwargs={"server_default": "{}"})


def some_words(first: str) -> Any:
    """A short list of words that is never empty; it begins with this one."""
    default = {"server_default": f"{{{first}}}"}
    return Field(default_factory=lambda: [first], sa_type=ARRAY(Text), nullable=False, sa_column_kwargs=default)


def weekdays() -> Any:
    """Some days of the week, each once; 0 is Monday."""
    empty = {"server_default": "{}"}
    return Field(default_factory=list, sa_type=ARRAY(Integer), nullable=False, sa_column_kwargs=empty)


def document(empty: str) -> Any:
    """A JSON document read and written as a whole; ``empty`` is its text when there is nothing."""
    return Field(
        default_factory=list if empty == "[]" else dict,
        sa_type=JSONB,
        nullable=False,
        sa_column_kwargs={"server_default": empty},
    )


def maybe_document() -> Any:
    """A JSON document read and written as a whole, or nothing."""
    return Field(default=None, sa_type=JSONB(none_as_null=True), nullable=True)


def one_of(column: str, kinds: Iterable[str]) -> CheckConstraint:
    """Only these words: readable in the database, cheap to add to."""
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def longest(column: str, characters: int) -> CheckConstraint:
    """At most so many characters."""
    return CheckConstraint(f"char_length({column}) <= {characters}", name=f"{column}_length")


def owner_column() -> Any:
    """Whose it is; gone with them."""
    return Field(foreign_key="users.id", ondelete="CASCADE", index=False)


def person_column(*, primary_key: bool = False) -> Any:
    """One of the people of a relation; gone with them."""
    return Field(foreign_key="users.id", ondelete="CASCADE", index=False, primary_key=primary_key)


def owners_own() -> UniqueConstraint:
    """Let other tables name a row of this one together with its owner: see ``of_the_same_owner``."""
    return UniqueConstraint("id", "user_id")


def of_the_same_owner(column: str, table: str, ondelete: str = "CASCADE") -> ForeignKeyConstraint:
    """What ``column`` names belongs to the same person as this row, in the database's own word.

    An id of somebody else's is refused like one that does not exist, whoever writes it.
    """
    return ForeignKeyConstraint([column, "user_id"], [f"{table}.id", f"{table}.user_id"], ondelete=ondelete)


__all__ = [
    "UUID",
    "datetime",
    "document",
    "id_column",
    "longest",
    "maybe_document",
    "maybe_moment",
    "moment",
    "moment_now",
    "now",
    "of_the_same_owner",
    "one_of",
    "owner_column",
    "owners_own",
    "person_column",
    "some_words",
    "weekdays",
    "words",
]
