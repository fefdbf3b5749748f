"""The one clock that all who work share: the database's. Their own may be wrong, by a second or by an hour."""

from datetime import datetime

from sqlalchemy import ColumnElement, func
from sqlalchemy.dialects.postgresql import TIMESTAMP


def now() -> ColumnElement[datetime]:
    """The moment at which PostgreSQL gets the statement that this stands in."""
    return func.statement_timestamp(type_=TIMESTAMP(timezone=True))
