"""What belongs to a person, as the tables themselves say it: nothing is listed by hand, so that nothing is forgotten.

A row is somebody's when a key of it leads to ``users`` and says that it goes with them (``ON DELETE CASCADE``). A
column whose name ends in ``_key`` names an object in S3, and ``upload_id`` what is still being sent to the first.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, String, Table, or_
from sqlmodel.sql.sqltypes import AutoString

from practice_app.models import User, metadata

USERS: Table = User.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Belonging:
    """A table with rows of people's: by which columns they are somebody's, and which name objects in S3."""

    table: Table
    whose: tuple[Column[Any], ...]
    objects: tuple[Column[Any], ...]

    @property
    def upload(self) -> Column[Any] | None:
        """What names an upload that is under way."""
        return self.table.columns.get("upload_id") if self.objects else None

    @property
    def named(self) -> tuple[Column[Any], ...]:
        """All that names something in S3."""
        return self.objects if self.upload is None else (*self.objects, self.upload)

    def of(self, who: UUID) -> ColumnElement[bool]:
        """Which rows are this person's."""
        return or_(*(column == who for column in self.whose))


@lru_cache
def belongings() -> tuple[Belonging, ...]:
    """Every table with rows of people's, in an order in which they can go: what names others comes before them."""
    found = (Belonging(table, _whose(table), _objects(table)) for table in reversed(metadata.sorted_tables))
    return tuple(each for each in found if each.whose)


def _whose(table: Table) -> tuple[Column[Any], ...]:
    if table is USERS:
        return (table.c.id,)
    keys = (key for key in table.foreign_keys if key.column.table is USERS and key.ondelete == "CASCADE")
    return tuple(dict.fromkeys(key.parent for key in keys))


def _objects(table: Table) -> tuple[Column[Any], ...]:
    named = [column for column in table.columns if column.name.endswith("_key")]
    return tuple(column for column in named if isinstance(column.type, String | AutoString) and not column.foreign_keys)
