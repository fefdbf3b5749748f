"""By which ways somebody wants to be told of what, and when nothing is to ring."""

from dataclasses import dataclass, fields
from typing import Any, Final
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, select

from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.models import NotificationChoices, NotificationKind
from practice_app.models.columns import now
from practice_app.services.notifications.quiet import Quiet
from practice_app.services.notifications.weekly import keep_week
from practice_app.services.shared.access import owned_by
from practice_app.services.shared.telling import ALWAYS_MAILED, Ways, begins

WAYS: Final = tuple(one.name for one in fields(Ways))


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
    quiet = chosen.quiet
    return _keep(
        db,
        who,
        kinds=_otherwise(choices(db, who).kinds, chosen.kinds),
        quiet_from=quiet.begins if quiet else None,
        quiet_to=quiet.ends if quiet else None,
        discreet=chosen.discreet,
    )


def choose_some(db: Session, who: UUID, kinds: dict[str, dict[str, bool]]) -> Choices:
    """Keep by which ways somebody wants to be told of these kinds, and leave the rest as it is. Raise ``Invalid``."""
    _check(Choices(kinds))
    return _keep(db, who, kinds=_otherwise(choices(db, who).kinds, kinds))


def _otherwise(before: dict[str, dict[str, bool]], wished: dict[str, dict[str, bool]]) -> dict[str, dict[str, bool]]:
    """What of it is otherwise than it begins. What is always mailed stays so."""
    first = begins()
    always = {kind.value: {"mail": True} for kind in ALWAYS_MAILED}
    after = {kind: before[kind] | wished.get(kind, {}) | always.get(kind, {}) for kind in first}
    return {kind: ways for kind, ways in after.items() if ways != first[kind]}


def _keep(db: Session, who: UUID, **row: Any) -> Choices:
    row |= {"updated_at": now()}
    db.execute(
        insert(NotificationChoices)
        .values(user_id=who, **row)
        .on_conflict_do_update(index_elements=["user_id"], set_=row)
    )
    keep_week(db, who)
    return choices(db, who)


def _check(chosen: Choices) -> None:
    if set(chosen.kinds) - set(NotificationKind):
        raise Invalid("kinds", msg("One of these kinds is not known here."))
    if any(set(ways) - set(WAYS) for ways in chosen.kinds.values()):
        raise Invalid("kinds", msg("One can be told here (app), by push or by mail."))
    if chosen.quiet and chosen.quiet.begins == chosen.quiet.ends:
        raise Invalid("quiet", msg("Quiet hours begin and end at different times."))
