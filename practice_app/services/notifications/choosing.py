"""By which ways somebody wants to be told of what, and when nothing is to ring."""

from dataclasses import dataclass, fields
from datetime import time
from typing import Final
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, select

from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.models import NotificationChoices, NotificationKind
from practice_app.models.columns import now
from practice_app.services.shared.access import owned_by
from practice_app.services.shared.telling import Ways, begins

WAYS: Final = tuple(one.name for one in fields(Ways))


@dataclass(frozen=True)
class Quiet:
    """Hours of somebody's own day in which nothing rings, over midnight where they end before they begin."""

    begins: time
    ends: time


@dataclass(frozen=True)
class Choices:
    """Each kind's ways, the quiet hours if there are any, and whether a lock screen shows no words of anybody's."""

    kinds: dict[str, dict[str, bool]]
    quiet: Quiet | None = None
    discreet: bool = False


def choices(db: Session, who: UUID) -> Choices:
    """Tell what somebody has chosen; what they said nothing of is as it begins."""
    kept = db.exec(select(NotificationChoices).where(owned_by(who, NotificationChoices))).first()
    return _told(kept) if kept else Choices(begins())


def _told(kept: NotificationChoices) -> Choices:
    kinds = {kind: ways | kept.kinds.get(kind, {}) for kind, ways in begins().items()}
    quiet = Quiet(kept.quiet_from, kept.quiet_to) if kept.quiet_from and kept.quiet_to else None
    return Choices(kinds, quiet, kept.discreet)


def choose(db: Session, who: UUID, chosen: Choices) -> Choices:
    """Keep what somebody chose, whole; kinds they don't name stay as they are. Raise ``Invalid``."""
    _check(chosen)
    before, first = choices(db, who).kinds, begins()
    after = {kind: before[kind] | chosen.kinds.get(kind, {}) for kind in first}
    row = {
        "kinds": {kind: ways for kind, ways in after.items() if ways != first[kind]},
        "quiet_from": chosen.quiet.begins if chosen.quiet else None,
        "quiet_to": chosen.quiet.ends if chosen.quiet else None,
        "discreet": chosen.discreet,
        "updated_at": now(),
    }
    db.execute(
        insert(NotificationChoices)
        .values(user_id=who, **row)
        .on_conflict_do_update(index_elements=["user_id"], set_=row)
    )
    return choices(db, who)


def _check(chosen: Choices) -> None:
    if set(chosen.kinds) - set(NotificationKind):
        raise Invalid("kinds", msg("One of these kinds is not known here."))
    if any(set(ways) - set(WAYS) for ways in chosen.kinds.values()):
        raise Invalid("kinds", msg("One can be told here (app), by push or by mail."))
    if chosen.quiet and chosen.quiet.begins == chosen.quiet.ends:
        raise Invalid("quiet", msg("Quiet hours begin and end at different times."))
