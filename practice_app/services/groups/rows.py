"""What goes out: a group, and those who are in it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from practice_app.services.profiles import UserRow


@dataclass(frozen=True)
class GroupRow:
    """A group as whoever asks sees it. ``role``: null for who is not in it; ``status``: whether they asked to be."""

    id: UUID
    name: str
    description: str
    picture_url: str | None
    joining: str
    rankings: bool
    public_dashboard: bool
    max_members: int
    members: int
    role: str | None
    status: str | None
    sharing: str | None
    named: str | None
    leads: bool
    owns: bool
    created_at: datetime
    deleted_at: datetime | None


@dataclass(frozen=True)
class MemberRow:
    """Somebody in a group, and how much of their practice they share with it."""

    user: UserRow
    role: str
    shares: str
    since: datetime


@dataclass(frozen=True)
class RequestRow:
    """Somebody who would like to be in it."""

    user: UserRow
    at: datetime


@dataclass(frozen=True)
class Asked:
    """That somebody asked, and waits."""

    status: str = "asked"


@dataclass(frozen=True)
class Invite:
    """A code, told once, and the page where it is used."""

    code: str
    url: str
    expires_at: datetime
