"""Somebody is asked and answers; what both wrote for it is shown to each other, nothing else is; either may end it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import func, text
from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.errors import Conflict, NotFound
from practice_app.locales import msg
from practice_app.models import NotificationKind, PartnerRequest, ReportKind, RequestStatus
from practice_app.models.columns import now
from practice_app.services import profiles
from practice_app.services.partners import finding, looking, quiet
from practice_app.services.partners.drafts import AskDraft
from practice_app.services.profiles import UserRow
from practice_app.services.shared.access import Permission, require, visible
from practice_app.services.shared.limits import quotas
from practice_app.services.shared.noticing import notice
from practice_app.services.shared.speaking_up import require_voice
from practice_app.services.shared.telling import tell

PAGE: Final = "/partners"
MOST_A_DAY: Final = 10
MOST_SHOWN: Final = 100
_CONTACT = text("SELECT app_partner_contact(:request)")


class AskedAlready(Conflict):
    """There is something between these two already."""

    code = "asked_already"

    def __init__(self) -> None:
        super().__init__(msg("One of you has asked the other already."))


class LookFirst(Conflict):
    """Who asks says what they look for themselves."""

    code = "look_first"

    def __init__(self) -> None:
        super().__init__(msg("Say first what you look for yourself, and how you may be reached."))


@dataclass(frozen=True)
class RequestRow:
    """An ask. ``mine``: whoever reads it asked; ``contact``: the other's line, once both agreed."""

    id: UUID
    user: UserRow
    mine: bool
    text: str
    status: str
    created_at: datetime
    contact: str | None


def ask(db: Session, who: UUID, other: UUID, draft: AskDraft, origin: str = "") -> RequestRow:
    """Ask somebody whom one may find; raise ``NotFound`` for everybody else."""
    require_voice(db, who)
    looking.may_look(db, who)
    if looking.own(db, who) is None:
        raise LookFirst()
    db.flush()
    if not finding.is_found(db, other):
        raise NotFound()
    quotas.one_at_a_time(db, UUID(int=who.int ^ other.int))
    with as_system(db):
        _not_too_often(db, who)
        _nothing_between(db, who, other)
        made = PartnerRequest(asker_id=who, asked_id=other, text=draft.text)
        db.add(made)
        db.flush()
    notice(db, ReportKind.PARTNER_REQUEST, made.id, who, draft.text)
    tell(db, other, NotificationKind.PARTNER, str(made.id), words="partner_asked", path=PAGE, by=who)
    return _rows(db, who, [made], origin)[0]


def requests(db: Session, who: UUID, origin: str = "") -> list[RequestRow]:
    """List what one asked and was asked, the newest first; that somebody looked is noted, once a day."""
    newest = (col(PartnerRequest.created_at).desc(), col(PartnerRequest.id).desc())
    mine = visible(who, Permission.PARTNER_REQUEST_READ)
    found = list(db.exec(select(PartnerRequest).where(mine).order_by(*newest).limit(MOST_SHOWN)))
    shown = [one for one in found if one.asker_id == who or one.status != RequestStatus.DECLINED]
    with as_system(db):
        for one in shown:
            if one.status == RequestStatus.ACCEPTED and one.touched_at < now() - quiet.NOTED_EVERY:
                one.touched_at = now()
        db.flush()
    return _rows(db, who, shown, origin)


def answer(db: Session, who: UUID, identity: UUID, *, accept: bool, origin: str = "") -> RequestRow:
    """Say whether one would like to; what was agreed on is ended by saying no. Raises ``NotFound`` for others' asks."""
    require(db, who, Permission.PARTNER_REQUEST_ANSWER, identity)
    if accept:
        require_voice(db, who)
        looking.may_look(db, who)
        if looking.own(db, who) is None:
            raise LookFirst()
    with as_system(db):
        found = db.get_one(PartnerRequest, identity, with_for_update=True, populate_existing=True)
        before = found.status
        found.status = RequestStatus.ACCEPTED if accept else RequestStatus.DECLINED
        found.answered_at = found.touched_at = now()
        db.flush()
    if accept and before != RequestStatus.ACCEPTED:
        key = f"{found.id} yes"
        tell(db, found.asker_id, NotificationKind.PARTNER, key, words="partner_accepted", path=PAGE, by=who)
    return _rows(db, who, [found], origin)[0]


def end(db: Session, who: UUID, identity: UUID) -> None:
    """Take back what one asked, or end what was agreed on; nothing is left of it."""
    require(db, who, Permission.PARTNER_REQUEST_READ, identity)
    with as_system(db):
        if found := db.get(PartnerRequest, identity):
            db.delete(found)
        db.flush()


def _not_too_often(db: Session, who: UUID) -> None:
    lately = col(PartnerRequest.created_at) > now() - timedelta(days=1)
    asked = select(func.count()).select_from(PartnerRequest).where(col(PartnerRequest.asker_id) == who, lately)
    if db.exec(asked).one() >= MOST_A_DAY:
        raise quotas.TooManyNew(values={"most": MOST_A_DAY})


def _nothing_between(db: Session, who: UUID, other: UUID) -> None:
    """One ask at a time between two, also when it was declined, until nobody has looked at it for long."""
    pair = col(PartnerRequest.asker_id).in_([who, other]) & col(PartnerRequest.asked_id).in_([who, other])
    for one in db.exec(select(PartnerRequest).where(pair)):
        if one.touched_at > now() - quiet.AFTER:
            raise AskedAlready()
        db.delete(one)
    db.flush()


def _rows(db: Session, who: UUID, found: list[PartnerRequest], origin: str) -> list[RequestRow]:
    others = {one.id: one.asked_id if one.asker_id == who else one.asker_id for one in found}
    agreed = {one.id for one in found if one.status == RequestStatus.ACCEPTED}
    contacts = {identity: db.scalar(_CONTACT, {"request": identity}) for identity in agreed}
    with as_system(db):
        people = profiles.in_short(db, list(others.values()), origin)
    return [
        RequestRow(
            id=one.id,
            user=people[others[one.id]],
            mine=one.asker_id == who,
            text=one.text,
            status=one.status,
            created_at=one.created_at,
            contact=contacts.get(one.id),
        )
        for one in found
    ]
