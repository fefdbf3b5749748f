"""Whose a thing is that two people share: conditions for `access.py`, and for lists of such things."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlmodel import col

from practice_app.models import Assignment

OwnedBy = Callable[[UUID, Any], ColumnElement[bool]]
"""How `access.py` says whose a row is."""


def of_either(who: UUID, thing: Any) -> ColumnElement[bool]:
    """Whether a lesson is this person's, as a teacher or as a student."""
    return or_(col(thing.teacher_id) == who, col(thing.student_id) == who)


def given_by(who: UUID, thing: Any) -> ColumnElement[bool]:
    """Whether a lesson is given by this person, and to somebody whom they teach now."""
    return and_(col(thing.teacher_id) == who, func.app_teaches(thing.student_id))


def of_either_now(who: UUID, thing: Any) -> ColumnElement[bool]:
    """Whether it is either's, and the one still teaches the other."""
    return or_(given_by(who, thing), and_(col(thing.student_id) == who, func.app_is_taught_by(thing.teacher_id)))


def set_by(who: UUID, thing: Any) -> ColumnElement[bool]:
    """Whether homework is set by this person, and for somebody whom they teach now."""
    taught = select(func.unnest(func.app_my_students()))
    return and_(col(thing.given_by) == who, col(thing.user_id).in_(taught))


def set_for(who: UUID, thing: Any, owned_by: OwnedBy) -> ColumnElement[bool]:
    """Whether homework is this person's, of somebody who teaches them now."""
    return and_(owned_by(who, thing), func.app_is_taught_by(thing.given_by))


def set_between(who: UUID, thing: Any, owned_by: OwnedBy) -> ColumnElement[bool]:
    """Whether homework is set by this person or for them, and the one still teaches the other."""
    return or_(set_for(who, thing, owned_by), set_by(who, thing))


def handed_out(who: UUID, file: Any, owned_by: OwnedBy) -> ColumnElement[bool]:
    """Whether a file is this person's, or homework of theirs points to it."""
    named = func.jsonb_build_array(func.jsonb_build_object("file_id", file.id))
    beside = exists().where(owned_by(who, Assignment), col(Assignment.points_to).op("@>")(named))
    return or_(owned_by(who, file), beside)


def said_to(who: UUID, thing: Any) -> ColumnElement[bool]:
    """Whether it was said to this person: a draft was not."""
    return and_(col(thing.student_id) == who, col(thing.published_at).is_not(None))


def of_who_said_it_and_whom(who: UUID, thing: Any) -> ColumnElement[bool]:
    """Whether it is a teacher's of now, or was said to this person."""
    return or_(given_by(who, thing), said_to(who, thing))


def said_between_two_now(who: UUID, thing: Any) -> ColumnElement[bool]:
    """Whether it was said between two of whom the one still teaches the other."""
    return and_(of_either_now(who, thing), col(thing.published_at).is_not(None))


def asked_of(who: UUID, thing: Any) -> ColumnElement[bool]:
    """Whether somebody asked this person to practise with them."""
    return col(thing.asked_id) == who


def asked_or_asking(who: UUID, thing: Any) -> ColumnElement[bool]:
    """Whether this person asked, or was asked."""
    return or_(col(thing.asker_id) == who, col(thing.asked_id) == who)
