"""How whoever asks stands to a thing: the functions of PostgreSQL that tell it (`alembic/ways.py`)."""

from enum import StrEnum

from sqlalchemy import TextClause, text
from sqlmodel import SQLModel

from practice_app.models import Piece, PracticeSession, Recording, Section, User


class Relation(StrEnum):
    """How somebody stands to the owner of a thing. A member: of a group in which the owner shows their sessions."""

    OWNER = "owner"
    TEACHER = "teacher"
    GUARDIAN = "guardian"
    MEMBER = "member"
    LINK = "link"
    VISITOR = "visitor"
    """Whoever the owner shows their profile to: teachers, groups, or everyone."""


WAYS: dict[type[SQLModel], TextClause] = {
    PracticeSession: text("SELECT relation, owner FROM app_way_to_session(:id)"),
    Piece: text("SELECT relation, owner FROM app_way_to_piece(:id)"),
    Recording: text("SELECT relation, owner FROM app_way_to_recording(:id)"),
    Section: text("SELECT relation, owner FROM app_way_to_section(:id)"),
    User: text("SELECT relation, owner FROM app_way_to_person(:id)"),
}
"""Functions that tell whose a thing is to those who stand in some relation to its owner, and to nobody else."""
