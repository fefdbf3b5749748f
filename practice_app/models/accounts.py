"""People, and the devices they are signed in on."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from practice_app.locales.choosing import LANGUAGES
from practice_app.models.columns import (
    document,
    id_column,
    longest,
    maybe_moment,
    moment,
    moment_now,
    one_of,
    owner_column,
    owners_own,
    some_words,
    words,
)


class Role(StrEnum):
    """What a person is here; a teacher may do all a student may, and nobody chooses to be one of the last two."""

    STUDENT = "student"
    TEACHER = "teacher"
    PARENT = "parent"
    MODERATOR = "moderator"
    ADMIN = "admin"


class Allowed(StrEnum):
    """What the guardians of somebody under age may allow them; nothing of it is, until one of them does."""

    PARTNERS = "partners"
    """To look for people to practise with, and be found by them."""
    PUBLIC_SHARES = "public_shares"
    """To make links that show something to whoever has them."""
    OPEN_GROUPS = "open_groups"
    """To join groups that anybody may join."""


class User(SQLModel, table=True):
    """A person. The e-mail address is encrypted; ``email_index`` is its keyed blind index for look-up.

    A child has no address, and whoever comes in by another account of theirs may have neither address nor password.
    Of their birth only the year is known, and ``country``, by which it is decided who is under age (`services/accounts/
    ages.py`), is the one that their time zone lies in.
    """

    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint(
            f"roles <@ ARRAY{[one.value for one in Role]} AND cardinality(roles) BETWEEN 1 AND 5", name="roles"
        ),
        one_of("locale", LANGUAGES),
        longest("display_name", 80),
        CheckConstraint("(email_encrypted IS NULL) = (email_index IS NULL)", name="email_whole"),
        longest("username", 32),
        CheckConstraint("birth_year BETWEEN 1900 AND 2200", name="birth_year"),
        CheckConstraint("country ~ '^[A-Z]{2}$'", name="country"),
        CheckConstraint(f"allows <@ ARRAY{[one.value for one in Allowed]}", name="allows"),
    )

    id: UUID = id_column()
    email_encrypted: bytes | None = None
    email_index: bytes | None = Field(default=None, unique=True)
    password_hash: str | None = None
    username: str | None = Field(default=None, unique=True)
    """What a child signs in with, folded (`services/accounts/usernames.py`)."""
    pin_hash: str | None = None
    """Lets a child in on a tablet that its guardian set up, and nowhere else."""
    birth_year: int | None = None
    country: str | None = None
    allows: list[str] = words()
    display_name: str
    roles: list[str] = some_words(Role.STUDENT.value)
    """What somebody is here, each once; what counts first where one word is shown comes first."""
    teacher_verified_at: datetime | None = maybe_moment()
    """Since when whoever runs this Woodshed says that they teach; nobody says it of themselves."""
    second_factor: bool = Field(default=False, sa_column_kwargs={"server_default": "false"})
    """Whether a password alone opens nothing."""
    timezone: str = "UTC"
    locale: str = "en"
    instruments: list[str] = words()
    reviews: bool = Field(default=True, sa_column_kwargs={"server_default": "true"})
    """Whether Woodshed says what is due for review."""
    quiet: bool = Field(default=False, sa_column_kwargs={"server_default": "false"})
    """Whether they want no streaks, points, titles and challenges to be seen, by nobody."""
    counted_since: datetime | None = maybe_moment()
    """Since when they let their corrections be counted with those of others (`services/analysis/counted.py`)."""
    unlearned: dict[str, Any] = document("{}")
    """By instrument: what was corrected up to then changes no more how they are heard (`services/analysis/leaning`)."""
    email_verified_at: datetime | None = maybe_moment()
    created_at: datetime = moment_now()
    updated_at: datetime = moment_now()
    deleted_at: datetime | None = maybe_moment()
    suspended_at: datetime | None = maybe_moment()
    """Since when whoever runs this Woodshed lets them in no more."""
    paused_at: datetime | None = maybe_moment()
    """Since when nobody consents any more to the account of somebody under age."""

    @property
    def role(self) -> str:
        """The first of what they are, where one word is wanted."""
        return self.roles[0]


class AuthKind(StrEnum):
    """How a device proves itself: a browser by cookie, another client by tokens."""

    BROWSER = "browser"
    CLIENT = "client"


class AuthSession(SQLModel, table=True):
    """A device signed in. Only hashes of its secrets are stored: the cookie's and the current refresh token's."""

    __tablename__ = "auth_sessions"
    __table_args__ = (
        one_of("kind", AuthKind),
        longest("user_agent", 300),
        owners_own(),
        Index("ix_auth_sessions_user_id_live", "user_id", postgresql_where=text("revoked_at IS NULL")),
        Index(
            "ix_auth_sessions_family_device",
            "family_device",
            postgresql_where=text("family_device IS NOT NULL"),
        ),
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    kind: str = AuthKind.BROWSER
    cookie_hash: bytes = Field(unique=True)
    refresh_hash: bytes
    user_agent: str = ""
    created_at: datetime = moment_now()
    last_seen_at: datetime = moment_now()
    expires_at: datetime = moment()
    revoked_at: datetime | None = maybe_moment()
    two_factors: bool = Field(default=False, sa_column_kwargs={"server_default": "false"})
    """Whether more than a password was shown on it: a passkey, or a recovery code besides."""
    proved_at: datetime | None = maybe_moment()
    """When somebody last proved on it who they are: by signing in, or again since."""
    family_device: UUID | None = None
    """The tablet on which a child came in by its PIN; no foreign key, since that belongs to its guardian."""


class MailTokenKind(StrEnum):
    """What a mail's link is for: to confirm an address, to choose a new password, to move, to take an account over."""

    VERIFY = "verify"
    RESET = "reset"
    ADDRESS = "address"
    HAND_OVER = "hand_over"


class MailToken(SQLModel, table=True):
    """What was sent to somebody's mailbox, as a hash; good once, and until it expires."""

    __tablename__ = "mail_tokens"
    __table_args__ = (
        one_of("kind", MailTokenKind),
        CheckConstraint("(kind IN ('address', 'hand_over')) = (email_encrypted IS NOT NULL)", name="addressed"),
        Index("ix_mail_tokens_user_id", "user_id"),
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    kind: str
    token_hash: bytes = Field(unique=True)
    email_encrypted: bytes | None = None
    """The new address that the mail went to, sealed for this row."""
    created_at: datetime = moment_now()
    expires_at: datetime = moment()
    used_at: datetime | None = maybe_moment()
