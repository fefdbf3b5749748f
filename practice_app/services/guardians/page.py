"""What the page of one's children shows, in one question."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from practice_app.errors import NotAllowed
from practice_app.services import practice
from practice_app.services.accounts import family_devices, profiles
from practice_app.services.guardians.children import listed
from practice_app.services.guardians.rows import ChildRow
from practice_app.services.shared.access import Permission, enter
from practice_app.services.shared.care import looking_after
from practice_app.services.shared.standing import require_maker_of_children

SHOWN = 5


@dataclass(frozen=True)
class ConsentShown:
    """Who agreed, when, how; empty ``revoked_at`` while it holds."""

    by: str
    at: str
    how: str
    text_version: str
    revoked_at: str


@dataclass(frozen=True)
class ChildShown:
    """A child on the page; empty words for what isn't."""

    id: str
    name: str
    username: str
    birth_year: str
    grown: bool
    partners: bool
    public_shares: bool
    open_groups: bool
    has_pin: bool
    paused: bool
    leaves_at: str
    deletes_at: str
    agreed: bool
    guardians: list[str]
    consents: list[ConsentShown]


@dataclass(frozen=True)
class ChildrenPage:
    """One's children, whether one may make accounts for more, and on how many tablets they come in by a PIN."""

    children: list[ChildShown]
    may_add: bool
    tablets: int


def opened(db: Session, who: UUID) -> ChildrenPage:
    """Show somebody the children they look after."""
    rows = [_shown(row) for row in listed(db, who)]
    return ChildrenPage(rows, _may_add(db, who), family_devices.living(db, who))


@dataclass(frozen=True)
class SessionShown:
    """A session of a child's: what it was with (a word for the instrument where no piece is named), when, how long."""

    id: str
    title: str
    instrument: str
    started_at: str
    timezone: str
    clock_s: float


def lately(db: Session, who: UUID, child: UUID) -> list[SessionShown]:
    """List a child's newest sessions, read as whoever looks after it; raise ``NotFound`` for anybody else."""
    with looking_after(db, who, child):
        pass
    found = practice.sessions(db, enter(db, who, Permission.PRACTICE_READ, child), limit=SHOWN)
    return [
        SessionShown(
            id=str(row.id),
            title=next((item.piece_title for item in row.items if item.piece_title), ""),
            instrument=row.instrument,
            started_at=row.started_at.isoformat(),
            timezone=row.timezone,
            clock_s=row.clock_s,
        )
        for row in found.items
    ]


def _may_add(db: Session, who: UUID) -> bool:
    try:
        require_maker_of_children(profiles.itself(db, who))
    except NotAllowed:
        return False
    return True


def _shown(row: ChildRow) -> ChildShown:
    return ChildShown(
        id=str(row.id),
        name=row.display_name,
        username=row.username or "",
        birth_year=str(row.birth_year or ""),
        grown=row.of_age,
        **row.allows,
        has_pin=row.has_pin,
        paused=row.paused_at is not None,
        leaves_at=_told(row.leaves_at),
        deletes_at=_told(row.deletes_at),
        agreed=row.agreed,
        guardians=[one.display_name for one in row.guardians],
        consents=[
            ConsentShown(one.given_by, _told(one.at), one.how, one.text_version, _told(one.revoked_at))
            for one in row.consents
        ],
    )


def _told(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
