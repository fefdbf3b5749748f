"""The account as the security page shows it, in one question."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from practice_app.services.accounts import audit, devices, new_address, profiles
from practice_app.services.accounts.audit import Happened
from practice_app.services.accounts.devices import DeviceShown
from practice_app.services.accounts.profiles import ProfileRow


@dataclass(frozen=True)
class SecurityPage:
    """Who somebody is here, where they are signed in, and what happened with the account lately."""

    profile: ProfileRow
    devices: list[DeviceShown]
    happened: list[Happened]
    waiting: str
    """The new address whose mail was not answered yet, or empty."""


def opened(db: Session, who: UUID) -> SecurityPage:
    """Show somebody their own account."""
    new = new_address.waiting(db, who)
    shown = (profiles.profile(db, who), devices.shown(db, who), audit.lately(db, who))
    return SecurityPage(*shown, waiting=new.email if new else "")
