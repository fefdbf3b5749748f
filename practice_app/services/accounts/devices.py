"""The devices somebody is signed in on, in words they know them by."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from practice_app.models import AuthSession
from practice_app.models.columns import now
from practice_app.services.shared.access import Permission, visible

# The first that is named wins: Edge and Opera also say Chrome, Chrome also says Safari.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("KAKAOTALK", "KakaoTalk"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class DeviceShown:
    """A device in the list; browser or system are empty when it doesn't say."""

    id: str
    browser: str
    system: str
    last_seen_at: str


def shown(db: Session, who: UUID) -> list[DeviceShown]:
    """List where somebody is signed in, in words they know."""
    return [
        DeviceShown(str(d.id), named(d.user_agent, BROWSERS), named(d.user_agent, SYSTEMS), d.last_seen_at.isoformat())
        for d in signed_in(db, who, limit=50)
    ]


def signed_in(db: Session, who: UUID, limit: int | None = None) -> Sequence[AuthSession]:
    """The devices somebody is signed in on, the latest used first."""
    return db.exec(
        select(AuthSession)
        .where(
            visible(who, Permission.DEVICE_CHANGE),
            col(AuthSession.revoked_at).is_(None),
            AuthSession.expires_at > now(),
        )
        .order_by(col(AuthSession.last_seen_at).desc(), col(AuthSession.id))
        .limit(limit)
    ).all()


def any_before(db: Session, user_id: UUID) -> bool:
    """Tell whether an account was signed in anywhere yet (system transaction)."""
    any_of_theirs = select(AuthSession.id).where(visible(user_id, Permission.DEVICE_CHANGE)).limit(1)
    return db.exec(any_of_theirs).first() is not None


def named(user_agent: str, known: tuple[tuple[str, str], ...]) -> str:
    """Find the first of these that a browser says of itself."""
    return next((name for mark, name in known if mark in user_agent), "")
