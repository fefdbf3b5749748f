"""Who stands how to whom: the facts that permission is made of. Who may write them is said in `alembic/policies.py`."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, text
from sqlmodel import Field, SQLModel

from practice_app.models.columns import (
    id_column,
    longest,
    maybe_moment,
    moment_now,
    of_the_same_owner,
    one_of,
    owner_column,
    person_column,
)


class TeacherStudent(SQLModel, table=True):
    """A teacher reads what a student practises from ``since`` on, with ``history`` what came before too, until it ends.

    Who comes together again has another row: what had been agreed on before is not agreed on now.
    """

    __tablename__ = "teacher_student"
    __table_args__ = (
        CheckConstraint("teacher_id <> student_id", name="two_people"),
        Index(
            "uq_teacher_student_open",
            "teacher_id",
            "student_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
            postgresql_include=["since", "history"],
        ),
        Index("ix_teacher_student_student_id_open", "student_id", postgresql_where=text("ended_at IS NULL")),
    )

    id: UUID = id_column()
    teacher_id: UUID = person_column()
    student_id: UUID = person_column()
    since: datetime = moment_now()
    history: bool = False
    ended_at: datetime | None = maybe_moment()


class Guardian(SQLModel, table=True):
    """A parent who reads all that a child practises."""

    __tablename__ = "guardian"
    __table_args__ = (
        CheckConstraint("parent_id <> child_id", name="two_people"),
        Index("ix_guardian_child_id", "child_id"),
    )

    parent_id: UUID = person_column(primary_key=True)
    child_id: UUID = person_column(primary_key=True)
    since: datetime = moment_now()


class Joining(StrEnum):
    """How somebody comes into a group: as they like, by asking, or by a link alone."""

    OPEN = "open"
    REQUEST = "request"
    INVITE = "invite"


class Group(SQLModel, table=True):
    """People who share some of their practice: a studio, a section, an orchestra.

    ``folded``: name and description as they are searched; ``picture`` names one of ``pictures``.
    """

    __tablename__ = "groups"
    __table_args__ = (
        longest("name", 80),
        longest("description", 2000),
        one_of("joining", Joining),
        CheckConstraint("max_members BETWEEN 1 AND 10000", name="max_members"),
        Index("ix_groups_picture", "picture", postgresql_where=text("picture IS NOT NULL")),
    )

    id: UUID = id_column()
    name: str
    description: str = Field(default="", sa_column_kwargs={"server_default": ""})
    folded: str = Field(default="", sa_column_kwargs={"server_default": ""})
    joining: str = Field(default=Joining.INVITE, sa_column_kwargs={"server_default": "invite"})
    rankings: bool = Field(default=False, sa_column_kwargs={"server_default": "false"})
    """Whether members may be sorted by minutes, too."""
    public_dashboard: bool = Field(default=False, sa_column_kwargs={"server_default": "false"})
    """Whether a link may show what the group adds up to."""
    max_members: int = Field(default=50, sa_column_kwargs={"server_default": text("50")})
    picture: str | None = Field(default=None, foreign_key="pictures.name", ondelete="SET NULL")
    created_at: datetime = moment_now()
    deleted_at: datetime | None = maybe_moment()


class GroupRole(StrEnum):
    """What somebody may do in a group."""

    OWNER = "owner"
    ADMIN = "admin"
    MEMBER = "member"


class Sharing(StrEnum):
    """What the others of a group see of a member; each level shows all of those before it."""

    NOTHING = "nothing"
    MINUTES = "minutes"
    STATISTICS = "statistics"
    SESSIONS = "sessions"


class MemberStatus(StrEnum):
    """Whether somebody is in a group, has asked to be, or was."""

    ASKED = "asked"
    ACTIVE = "active"
    LEFT = "left"
    REMOVED = "removed"
    """Was asked to go: comes back by a link, or by asking."""


class Named(StrEnum):
    """As whom a member stands on the group's page that anybody may see."""

    NOT = "not"
    INITIALS = "initials"
    NAME = "name"


class GroupMember(SQLModel, table=True):
    """Somebody in a group, and what they show the others of their practice."""

    __tablename__ = "group_member"
    __table_args__ = (
        one_of("role", GroupRole),
        one_of("sharing", Sharing),
        one_of("status", MemberStatus),
        one_of("named", Named),
        Index("ix_group_member_member_id", "member_id", "group_id"),
    )

    group_id: UUID = Field(primary_key=True, foreign_key="groups.id", ondelete="CASCADE")
    member_id: UUID = person_column(primary_key=True)
    role: str = GroupRole.MEMBER
    sharing: str = Sharing.NOTHING
    status: str = MemberStatus.ACTIVE
    named: str = Field(default=Named.NOT, sa_column_kwargs={"server_default": "not"})
    since: datetime = moment_now()


class ShareKind(StrEnum):
    """What a link shows."""

    PROFILE = "profile"
    SESSION = "session"
    RECORDING = "recording"
    DASHBOARD = "dashboard"
    GROUP = "group"


class Share(SQLModel, table=True):
    """A link that shows one thing to whoever has it, until it expires or is revoked.

    It is found by a hash of its token; the token itself is sealed, for its owner to copy again. ``views`` counts how
    often people opened it, and nothing tells who; ``picture_key`` is where the picture lies that goes with it. What it
    shows is named by a key of its own kind, so that nobody's link shows what is not theirs, and none outlives
    what it shows.
    """

    __tablename__ = "share"
    __table_args__ = (
        one_of("kind", ShareKind),
        of_the_same_owner("session_id", "practice_sessions"),
        of_the_same_owner("recording_id", "recordings"),
        ForeignKeyConstraint(
            ["group_id", "user_id"], ["group_member.group_id", "group_member.member_id"], ondelete="CASCADE"
        ),
        CheckConstraint(
            "CASE kind WHEN 'session' THEN session_id WHEN 'recording' THEN recording_id WHEN 'group' THEN group_id"
            " ELSE user_id END IS NOT NULL",
            name="names_its_kind",
        ),
        CheckConstraint("views >= 0", name="views"),
        Index("ix_share_user_id", "user_id"),
        Index("ix_share_session_id", "session_id", postgresql_where=text("session_id IS NOT NULL")),
        Index("ix_share_recording_id", "recording_id", postgresql_where=text("recording_id IS NOT NULL")),
        Index("ix_share_group_id", "group_id", postgresql_where=text("group_id IS NOT NULL")),
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    kind: str
    session_id: UUID | None = None
    recording_id: UUID | None = None
    group_id: UUID | None = None
    token_hash: bytes = Field(unique=True)
    token_sealed: bytes | None = None
    picture_key: str | None = None
    views: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    created_at: datetime = moment_now()
    expires_at: datetime | None = maybe_moment()
    revoked_at: datetime | None = maybe_moment()


class Block(SQLModel, table=True):
    """Two people between whom nothing passes, because one of them wanted it so."""

    __tablename__ = "block"
    __table_args__ = (
        CheckConstraint("blocker_id <> blocked_id", name="two_people"),
        Index("ix_block_blocked_id", "blocked_id"),
    )

    blocker_id: UUID = person_column(primary_key=True)
    blocked_id: UUID = person_column(primary_key=True)
    since: datetime = moment_now()
