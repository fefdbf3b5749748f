"""A child's account as its guardians see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from practice_app import ages
from practice_app.models import Allowed, Consent, User
from practice_app.services.accounts.term import deletes_at
from practice_app.services.guardians.pausing import leaves_at


@dataclass(frozen=True)
class ConsentRow:
    """Who agreed to the account, when, to which wording, how, and since when no more."""

    given_by: str
    mine: bool
    at: datetime
    text_version: str
    how: str
    revoked_at: datetime | None


@dataclass(frozen=True)
class GuardianRow:
    """Somebody who looks after the child."""

    id: UUID
    display_name: str
    agrees: bool
    mine: bool


@dataclass(frozen=True)
class ChildRow:
    """A child of one's own. ``deletes_at``: it was deleted, and from then on is erased."""

    id: UUID
    display_name: str
    picture_url: str | None
    instruments: list[str]
    role: str
    verified: bool
    username: str | None
    birth_year: int | None
    of_age: bool
    allows: dict[str, bool]
    has_pin: bool
    paused_at: datetime | None
    leaves_at: datetime | None
    deletes_at: datetime | None
    agreed: bool
    guardians: list[GuardianRow]
    consents: list[ConsentRow]


def child_row(
    child: User, who: UUID, guardians: Iterable[User], consents: Iterable[Consent], people: dict[UUID, User]
) -> ChildRow:
    """Put together what ``who`` sees of a child."""
    given = sorted(consents, key=lambda one: one.given_at, reverse=True)
    agree = {one.given_by for one in given if one.revoked_at is None}
    return ChildRow(
        id=child.id,
        display_name=child.display_name,
        picture_url=None,
        instruments=list(child.instruments),
        role=child.role,
        verified=False,
        username=child.username,
        birth_year=child.birth_year,
        of_age=not ages.under_age(child.birth_year, child.country),
        allows={one.value: one in child.allows for one in Allowed},
        has_pin=child.pin_hash is not None,
        paused_at=child.paused_at,
        leaves_at=leaves_at(child),
        deletes_at=deletes_at(child),
        agreed=who in agree,
        guardians=[GuardianRow(one.id, one.display_name, one.id in agree, one.id == who) for one in guardians],
        consents=[_consent(one, who, people) for one in given],
    )


def _consent(one: Consent, who: UUID, people: dict[UUID, User]) -> ConsentRow:
    giver = people.get(one.given_by) if one.given_by else None
    name = giver.display_name if giver else ""
    return ConsentRow(name, one.given_by == who, one.given_at, one.text_version, one.how, one.revoked_at)
