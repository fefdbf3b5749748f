"""Whose a thing is that stands on the board: conditions for `access.py`, and for lists of such things."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlmodel import col


def written_by(who: UUID, thing: Any) -> ColumnElement[bool]:
    """Whether this person wrote it."""
    return col(thing.author_id) == who


def listed(thing: Any) -> ColumnElement[bool]:
    """Whether a post is on the board, or on that of its group; just as the indexes of its lists say it."""
    gone = (col(thing.hidden_at).is_(None), col(thing.deleted_at).is_(None))
    return and_(col(thing.published_at).is_not(None), *gone)


def on_the_board(who: UUID, thing: Any) -> ColumnElement[bool]:
    """Whether somebody reads a post: one's own, or what is on the board; of a group one that they are in."""
    mine = select(func.unnest(func.app_my_groups()))
    here = or_(col(thing.group_id).is_(None), col(thing.group_id).in_(mine))
    return or_(written_by(who, thing), and_(listed(thing), here))


def answerable(who: UUID, thing: Any) -> ColumnElement[bool]:
    """Whether somebody may write below it: it is published, and nothing stands between the two."""
    return and_(on_the_board(who, thing), listed(thing), not_apart(thing))


def not_apart(thing: Any) -> ColumnElement[bool]:
    """Whether neither has blocked the other."""
    return col(thing.author_id).not_in(select(func.unnest(func.app_apart())))


def said_there(who: UUID, thing: Any) -> ColumnElement[bool]:
    """Whether somebody reads a comment; below which posts, PostgreSQL says."""
    return or_(commented(who, thing), and_(col(thing.hidden_at).is_(None), col(thing.deleted_at).is_(None)))


commented = written_by
