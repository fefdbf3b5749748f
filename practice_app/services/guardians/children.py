"""The children somebody looks after: who they are, what they are allowed, who agrees, and their end."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.errors import NotFound
from practice_app.models import Allowed, AuditKind, Consent, ConsentHow, Guardian, Share, User
from practice_app.models.columns import now
from practice_app.services.accounts import audit, consents, leaving, passwords, term
from practice_app.services.guardians import pausing
from practice_app.services.guardians.rows import ChildRow, child_row
from practice_app.services.shared.access import owned_by
from practice_app.services.shared.care import in_care_of, looking_after

MOST = 100
"""Children that one person looks after: a class or two."""


def listed(db: Session, who: UUID) -> list[ChildRow]:
    """List one's children by name, those that were deleted too while they can come back."""
    with as_system(db):
        ids = db.exec(select(Guardian.child_id).where(in_care_of(who)).limit(MOST)).all()
        children = db.exec(
            select(User).where(col(User.id).in_(ids)).order_by(col(User.display_name), col(User.id))
        ).all()
        return _rows(db, who, [child for child in children if not term.gone(child)])


def shown(db: Session, who: UUID, child_id: UUID) -> ChildRow:
    """Show one of them."""
    with looking_after(db, who, child_id) as child:
        (row,) = _rows(db, who, [child])
    return row


def _rows(db: Session, who: UUID, children: list[User]) -> list[ChildRow]:
    ids = [child.id for child in children]
    given = db.exec(select(Consent).where(col(Consent.user_id).in_(ids))).all()
    links = db.exec(select(Guardian).where(col(Guardian.child_id).in_(ids)).order_by(col(Guardian.since))).all()
    known = {link.parent_id for link in links} | {one.given_by for one in given}
    people = {person.id: person for person in db.exec(select(User).where(col(User.id).in_(known))).all()}
    out = []
    for child in children:
        guardians = [people[link.parent_id] for link in links if link.child_id == child.id]
        out.append(child_row(child, who, guardians, [one for one in given if one.user_id == child.id], people))
    return out


def allow(db: Session, who: UUID, child_id: UUID, wanted: Mapping[str, Any]) -> None:
    """Allow a child some of what shows it to strangers, or no longer; public links of its own end with that."""
    with looking_after(db, who, child_id) as child:
        allowed = {one: bool(wanted.get(one, one in child.allows)) for one in Allowed}
        child.allows = [one.value for one, may in allowed.items() if may]
        child.updated_at = now()
        if not allowed[Allowed.PUBLIC_SHARES]:
            theirs = (owned_by(child_id, Share), col(Share.revoked_at).is_(None))
            db.execute(update(Share).where(*theirs).values(revoked_at=now()))


def revoke(db: Session, who: UUID, child_id: UUID) -> None:
    """Take back one's agreement to a child's account; it pauses, unless another guardian agrees."""
    with looking_after(db, who, child_id) as child:
        if consents.revoke(db, child_id, who):
            _note(db, who, child_id, AuditKind.CONSENT_REVOKED)
            pausing.settle(db, child)


def agree(db: Session, who: UUID, child_id: UUID) -> None:
    """Agree to a child's account again; one that paused goes on."""
    with looking_after(db, who, child_id) as child:
        _agree(db, who, child)


def _agree(db: Session, who: UUID, child: User) -> None:
    if not consents.given(db, child.id, who):
        consents.give(db, child.id, who, ConsentHow.AGAIN)
        _note(db, who, child.id, AuditKind.CONSENT_GIVEN)
    pausing.settle(db, child)


def remove(db: Session, who: UUID, child_id: UUID) -> None:
    """Have a child's account erased, after the time in which a guardian may bring it back.

    It is paused too, so that the child doesn't bring back by itself what a guardian ended.
    """
    with looking_after(db, who, child_id) as child:
        if child.deleted_at is None:
            consents.revoke(db, child_id, who)
            child.paused_at = child.paused_at or now()
            _note(db, who, child_id, AuditKind.LEFT_BY_GUARDIAN)
            leaving.begin(db, child_id)


def restore(db: Session, who: UUID, child_id: UUID) -> None:
    """Bring a child's account back while that is possible, agreeing to it."""
    with looking_after(db, who, child_id) as child:
        if term.gone(child):
            raise NotFound()
        if child.deleted_at is not None:
            child.deleted_at = None
            _note(db, who, child_id, AuditKind.RESTORED_BY_GUARDIAN)
        _agree(db, who, child)


def drop_pin(db: Session, who: UUID, child_id: UUID) -> None:
    """Let a child in by its password alone."""
    with looking_after(db, who, child_id) as child:
        child.pin_hash = None


def about(db: Session, who: UUID, child_id: UUID) -> passwords.About:
    """Tell what a child's password should not be made of."""
    with looking_after(db, who, child_id) as child:
        return passwords.About(child.display_name, child.username or "")


def _note(db: Session, who: UUID, child_id: UUID, kind: AuditKind) -> None:
    audit.note(db, child_id, kind, by=name_of(db, who))


def name_of(db: Session, who: UUID) -> str:
    """Tell what a guardian is called, as the child reads it (as the system)."""
    return db.get_one(User, who).display_name
